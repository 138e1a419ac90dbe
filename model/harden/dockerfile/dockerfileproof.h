#pragma once

#include "model/harden/dockerfile/dockerfileplan.h"

namespace drawbridge {

struct HardenedDockerfile
{
    std::vector<TextEdit> edits;
    QByteArray after;
    // Those that are carried out, in their order.
    std::vector<const PlannedDockerfileMeasure *> done;
};

// Carries out what can be carried out and proven; the rest is left in the plan's manual list.
Result<HardenedDockerfile> carryOut(const QByteArray &source, const QString &fileName,
                                    const dockerfile::ParsedDockerfile &file, DockerfilePlan &plan);

} // namespace drawbridge
