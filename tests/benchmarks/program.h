#pragma once

#include "model/base/result.h"

#include <QByteArray>
#include <QStringList>

namespace drawbridge::benchmark {

// Runs a program to its end and returns its standard output; any status but 0 is an error.
Result<QByteArray> runProgram(const QString &program, const QStringList &arguments);

Result<void> writeFile(const QString &path, const QByteArray &content);
Result<QByteArray> readFile(const QString &path);

} // namespace drawbridge::benchmark
