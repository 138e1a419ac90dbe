#pragma once

#include "model/harden/hardening.h"

namespace drawbridge {

class JsonWriter;

// What was done and what is left, for a terminal.
QByteArray writeHardeningText(const QList<HardenedFile> &files, HardeningLevel level);
// `writeMore` may add members to the object.
QByteArray writeHardeningJson(const QList<HardenedFile> &files, HardeningLevel level,
                              const std::function<void(JsonWriter &writer)> &writeMore = {});

// All changes as one unified diff. The values of secrets in it read "***": where one stands beside
// a change, the diff is to be read and not to be applied.
Result<QByteArray> hardeningDiff(const QList<HardenedFile> &files);

// "3 measures in compose.yaml, 2 left to do by hand".
QString hardeningSummary(const HardenedFile &file);

} // namespace drawbridge
