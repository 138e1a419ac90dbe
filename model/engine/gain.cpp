#include "model/engine/gain.h"

#include <array>

namespace drawbridge {

static constexpr std::array GainWords {
    "",      "account",   "code",         "data",  "queries", "contents",
    "files", "secrets",   "environments", "relay", "network", "identity",
    "image", "workloads", "host-files",   "host",  "cluster"};

QString nameOf(Gain gain)
{
    return QString::fromLatin1(GainWords[static_cast<size_t>(gain)]);
}

std::optional<Gain> gainNamed(const QString &word)
{
    for (size_t i = 1; i < GainWords.size(); ++i) {
        if (word == QLatin1String(GainWords[i]))
            return static_cast<Gain>(i);
    }
    return std::nullopt;
}

QStringList gainWords()
{
    QStringList words;
    for (size_t i = 1; i < GainWords.size(); ++i)
        words += QString::fromLatin1(GainWords[i]);
    return words;
}

} // namespace drawbridge
