#pragma once

#include "model/harden/hardening.h"
#include "model/import/dockerfile/dockerfileparser.h"

namespace drawbridge {

// One change of a Dockerfile: lines behind an instruction, or another keyword for it.
struct DockerfileChange
{
    // Row of the instruction in the file.
    qsizetype row = 0;
    // Lines without their ends.
    QByteArrayList added;
    // "COPY"; empty when the instruction stays.
    QString keyword;
};

struct PlannedDockerfileMeasure
{
    HardeningMeasure measure;
    std::vector<DockerfileChange> changes;
    SourceLocation where;
    // Why it is not done below its level.
    QString caution;
};

// What the measures want of one Dockerfile, in their order.
struct DockerfilePlan
{
    std::vector<PlannedDockerfileMeasure> measures;
    QList<ManualMeasure> manual;

    void leave(const PlannedDockerfileMeasure &planned, const QString &reason);
};

} // namespace drawbridge
