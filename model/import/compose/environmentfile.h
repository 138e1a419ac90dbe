#pragma once

#include "model/import/compose/composefile.h"

namespace drawbridge::compose {

// One line of a file of variables.
struct EnvironmentLine
{
    QString name;
    // Empty optional: only the name stands there.
    std::optional<QString> value;
    int line = 0;
};

// NAME=value lines with comments, `export`, single and double quotes. Lines that are none are
// skipped.
QList<EnvironmentLine> parseEnvironmentFile(const QByteArray &bytes);

// Reads the files that an `env_file` key names and adds their variables; false when one is missing.
bool addEnvironmentFiles(ComposeReading &reading, const ComposeNode &files, const QString &folder,
                         QMap<QString, QString> &environment);

inline constexpr qsizetype MaximumEnvironmentBytes = 1024 * 1024;

} // namespace drawbridge::compose
