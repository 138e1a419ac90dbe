#include "model/core/names.h"
#include "model/export/reportcontent.h"
#include "model/export/threatwords.h"

#include <numeric>

namespace drawbridge {

int ReportSection::total() const
{
    return std::accumulate(counts.begin(), counts.end(), 0);
}

int ReportContent::openOrUnanswered() const
{
    return count(ThreatStatus::Open) + count(ThreatStatus::NeedsAnswer);
}

QString quantity(int count, const QString &noun)
{
    return QString::number(count) + u' ' + noun + (count == 1 ? QString() : QStringLiteral("s"));
}

QString countsInWords(const SeverityCounts &counts)
{
    QStringList parts;
    for (size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0)
            parts += QStringLiteral("%1 %2").arg(counts[i]).arg(nameOf(static_cast<Severity>(i)));
    }
    if (parts.size() < 2)
        return parts.join(QString());
    const QString last = parts.takeLast();
    return parts.join(QStringLiteral(", ")) + QStringLiteral(" and ") + last;
}

QString pathInWords(const ReportPath &path)
{
    QString text = QStringLiteral("%1; likelihood %2, impact %3")
                       .arg(path.certainty)
                       .arg(path.likelihood)
                       .arg(path.impact);
    if (!path.alsoFrom.isEmpty())
        text += QStringLiteral("; likewise from ") + path.alsoFrom;
    if (!path.beyond.isEmpty())
        text += QStringLiteral("; with it fall: ") + path.beyond;
    return text;
}

QString mitigationInWords(const ReportMitigation &mitigation)
{
    QString text = displayName(mitigation.effect).toLower() + QStringLiteral("; ")
        + displayName(mitigation.state).toLower();
    if (mitigation.evidence != EvidenceGrade::None)
        text += QStringLiteral(", ") + displayName(mitigation.evidence).toLower();
    if (!mitigation.controls.isEmpty())
        text += QStringLiteral("; supports ") + mitigation.controls.join(QStringLiteral(", "));
    return text;
}

QString statusInWords(const ReportThreat &threat)
{
    QString text = displayName(threat.status);
    if (threat.expired)
        text += QStringLiteral(", decision expired");
    else if (threat.toBeReviewed)
        text += QStringLiteral(", to be reviewed");
    return text;
}

QString EndpointCell::text() const
{
    if (count == 0)
        return QStringLiteral("none");
    return displayName(worst) + (count > 1 ? QStringLiteral(" (%1)").arg(count) : QString());
}

} // namespace drawbridge
