#pragma once

#include "model/assess/findings.h"

namespace drawbridge {

// Writes into results about files what these files are, so that a later change shows: only where a
// file is found below `folder`, from which the paths of the model's sources start, and was not
// written after the scan. `scanFile` is what the scanner wrote; its age counts where the scan does
// not tell its time.
void recordSubjects(EvidenceRun &run, const ThreatModel &model, const QString &folder,
                    const QString &scanFile);

// What the recorded files are now.
SubjectDigests subjectDigests(const Evidence &evidence, const ThreatModel &model,
                              const QString &folder);

} // namespace drawbridge
