#pragma once

#include "model/assess/findings.h"
#include "model/base/progress.h"

namespace drawbridge {

// The scanner results that stand beside a project, and whether they are those that it names.
struct ProjectEvidence
{
    std::shared_ptr<const Evidence> scans;
    // "present"; "missing" when there is no file; "stale" when it is not the one that the project
    // file names by its digest.
    QString status = QStringLiteral("missing");
    // What the scanned files are now.
    SubjectDigests digests = {};
};

// Looks for NAME.evidence.json beside the project file. A file that cannot be read is an error:
// results are not left out in silence.
Result<ProjectEvidence> loadEvidence(const ThreatModel &model, const QString &projectPath);

// What was just saved beside a project.
ProjectEvidence evidenceOf(Evidence &&evidence, const ThreatModel &model,
                           const QString &projectPath);

// "present", "missing" or "stale" of what the model names, without reading it; empty for a model
// that names no evidence.
QString evidenceStatus(const ThreatModel &model, const QString &projectPath);

// Reads scans and adds them to what is there: a new scan by the same tool of a file of the same
// name takes the place of the old one. Notes what the scanned files of the model are.
Result<Evidence> withScans(const Evidence &evidence, const QStringList &scanPaths,
                           const ThreatModel &model, const QString &projectFolder,
                           ProgressSink &progress);

// Writes the evidence beside the project file, and its digest into the model. The caller saves the
// model.
Result<void> saveEvidence(const Evidence &evidence, ThreatModel &model, const QString &projectPath);

} // namespace drawbridge
