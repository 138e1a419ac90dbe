#pragma once

#include "model/base/result.h"

#include <QByteArray>

namespace drawbridge {

// Reads a whole regular file. Refuses by size before reading, and what is no regular file (a pipe,
// a device, a folder). `shownName` is the name that messages carry.
Result<QByteArray> readFile(const QString &path, qsizetype maximumBytes,
                            const QString &shownName = {});

} // namespace drawbridge
