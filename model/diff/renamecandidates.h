#pragma once

#include "model/diff/modeldiff.h"

namespace drawbridge {

// What has no partner in the other model and may be the same thing under another name: elements
// with the same image or the same interfaces, networks with the same members, images of the same
// repository. Only what is unambiguous, each at most once. What is marked as vanished counts as
// gone.
QList<RenameCandidate> findRenames(const ThreatModel &before, const ThreatModel &after,
                                   const RecordMatch &match);

// "docker.io/library/postgres" of "postgres:16@sha256:...": an image without tag and digest.
QString repositoryOf(const QString &reference);

} // namespace drawbridge
