#pragma once

#include "model/diff/importupdate.h"

namespace drawbridge {

// How a person answers what an update asks, by names of elements and boundaries.
struct UpdateAnswers
{
    // "OLD=NEW": what is OLD in the model is NEW in the files.
    QStringList same;
    // Whether every rename that is offered is one.
    bool acceptRenames = false;
    // The element that endpoints of a description without a container belong to, or the host that
    // a daemon's configuration is of.
    QString attachTo;
};

// The update of a project whose file is in `projectFolder`, from where the paths of both models'
// sources start.
Result<ImportUpdate> updateProject(const ThreatModel &existing, const ThreatModel &imported,
                                   const QString &projectFolder, const PropertySchema &schema,
                                   const UpdateAnswers &answers = {});

// Sources whose file is no more where it was.
QList<SourceId> missingSources(const ThreatModel &model, const QString &projectFolder);
// The pairs of renames, each record once.
QList<SameAs> pairsOf(const QList<RenameCandidate> &renames);

} // namespace drawbridge
