#pragma once

#include <QString>

#include <optional>

namespace drawbridge::compose {

// "512m", "1.5gb", "64KiB", "1048576": bytes. Nothing for anything else, or more than 64 bits.
std::optional<qint64> parseByteSize(const QString &text);

// "0.5", "2": processor cores.
std::optional<double> parseCores(const QString &text);

// "1m30s", "500ms", "10s": milliseconds.
std::optional<qint64> parseDuration(const QString &text);

// "true", "yes", "on" and their opposites, in the spellings YAML 1.1 and 1.2 know.
std::optional<bool> parseSwitch(const QString &text);

} // namespace drawbridge::compose
