#pragma once

#include "model/base/result.h"

#include <QByteArray>

namespace drawbridge {

// Whether a name given on a command line means standard input or output.
bool isStandardStream(const QString &path);

// The names that messages carry: the path as it was given, or "standard input" and "output".
QString inputName(const QString &path);
QString outputName(const QString &path);

// A whole file, or standard input for "-"; at most `maximumBytes`.
Result<QByteArray> readInput(const QString &path, qsizetype maximumBytes);

} // namespace drawbridge
