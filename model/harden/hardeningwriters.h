#pragma once

#include "model/harden/hardening.h"

namespace drawbridge {

// What was done and what is left, for a terminal.
QByteArray writeHardeningText(const QList<HardenedFile> &files, HardeningLevel level);
QByteArray writeHardeningJson(const QList<HardenedFile> &files, HardeningLevel level);

// All changes as one unified diff. The values of secrets in it read "***": where one stands beside
// a change, the diff is to be read and not to be applied.
Result<QByteArray> hardeningDiff(const QList<HardenedFile> &files);

// "3 measures in compose.yaml, 2 left to do by hand".
QString hardeningSummary(const HardenedFile &file);

} // namespace drawbridge
