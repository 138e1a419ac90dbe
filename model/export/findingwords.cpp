#include "model/export/findingwords.h"

#include <algorithm>
#include <array>

namespace drawbridge {

QString nameOf(FindingState state)
{
    static constexpr std::array words {"open",           "stale",  "suppressed",
                                       "not-applicable", "passed", "unchecked"};
    return QString::fromLatin1(words[static_cast<size_t>(state)]);
}

QString displayName(FindingState state)
{
    QString text = nameOf(state).replace(u'-', u' ');
    text[0] = text[0].toUpper();
    return text;
}

QString findingText(const EvidenceResult &result)
{
    QString text = result.title.isEmpty() ? result.message : result.title;
    if (!result.package.package.isEmpty())
        text += QStringLiteral(" (%1 %2%3)")
                    .arg(result.package.package, result.package.installedVersion,
                         result.package.fixedVersion.isEmpty()
                             ? QStringLiteral(", no fix known")
                             : QStringLiteral(", fixed in ") + result.package.fixedVersion);
    return text;
}

QList<const Finding *> findingsBehind(const Findings *findings, const QString &rule,
                                      const IdText &record)
{
    QList<const Finding *> behind;
    for (qsizetype position : findings ? findings->of(rule, record) : QList<qsizetype>())
        behind += &findings->all().at(position);
    std::stable_sort(behind.begin(), behind.end(), [](const Finding *a, const Finding *b) {
        return std::tuple(a->state, a->severity) < std::tuple(b->state, b->severity);
    });
    return behind;
}

} // namespace drawbridge
