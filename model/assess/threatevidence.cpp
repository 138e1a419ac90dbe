#include "model/assess/threatevidence.h"

namespace drawbridge {

static constexpr qsizetype MostEvidence = 8;
static constexpr QChar PlaceBar(0x1f);

static QString placeKey(const QString &rule, const IdText &record, const QString &discriminator)
{
    return rule + PlaceBar + record.toString() + PlaceBar + discriminator;
}

ThreatEvidence::ThreatEvidence(const AnalysisSession &session)
    : m_session(session)
{
    const auto &facts = session.input().evidence;
    if (!facts)
        return;
    for (auto it = facts->results.cbegin(); it != facts->results.cend(); ++it) {
        QString line = it.value().label
            + (it.value().failed ? QStringLiteral(" failed") : QStringLiteral(" passed"));
        if (it.value().stale)
            line += QStringLiteral(", of another version");
        m_checks[placeKey(it.key().rule, it.key().record, it.key().discriminator)] += line;
    }
}

QStringList ThreatEvidence::of(const Threat &threat) const
{
    QStringList lines;
    for (const BecauseItem &item : m_session.because(threat)) {
        QString line = item.label + QStringLiteral(": ") + item.value;
        if (!item.source.isEmpty())
            line += QStringLiteral(" (") + item.source + u')';
        if (!lines.contains(line) && lines.size() < MostEvidence)
            lines += line;
    }
    if (threat.rule < 0)
        return lines;
    const QString rule = m_session.input().rules->info(threat.rule).key;
    lines += m_checks.value(placeKey(rule, threat.target, threat.discriminator));
    if (!threat.discriminator.isEmpty())
        lines += m_checks.value(placeKey(rule, threat.target, QString()));
    return lines;
}

} // namespace drawbridge
