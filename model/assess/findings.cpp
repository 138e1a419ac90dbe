#include "model/assess/findings.h"

#include "model/assess/findingsearch.h"

#include <algorithm>

namespace drawbridge {

Findings Findings::find(const FindingInput &input)
{
    return FindingSearch(input).run();
}

const EvidenceRun &Findings::run(const Finding &finding, qsizetype source) const
{
    return m_evidence->runs.at(finding.sources.at(source).run);
}

const EvidenceResult &Findings::result(const Finding &finding, qsizetype source) const
{
    return run(finding, source).results.at(finding.sources.at(source).result);
}

QString Findings::tools(const Finding &finding) const
{
    QStringList names;
    for (qsizetype i = 0; i < finding.sources.size(); ++i) {
        if (!names.contains(run(finding, i).tool))
            names += run(finding, i).tool;
    }
    names.sort();
    return names.join(QStringLiteral(", "));
}

QList<qsizetype> Findings::of(const QString &rule, const IdText &record) const
{
    QList<qsizetype> positions = m_byTie.values({rule, record});
    std::sort(positions.begin(), positions.end());
    return positions;
}

QList<qsizetype> Findings::ofRecord(RecordKind kind, const IdText &record) const
{
    QList<qsizetype> positions = m_byRecord.values({static_cast<int>(kind), record});
    std::sort(positions.begin(), positions.end());
    return positions;
}

bool Findings::covers(const QString &tool, RecordKind, const IdText &record) const
{
    return m_silentTools.contains(tool) || m_covered.contains({tool, record});
}

qsizetype Findings::find(const QString &fingerprint) const
{
    for (qsizetype i = 0; i < m_all.size(); ++i) {
        for (qsizetype source = 0; source < m_all[i].sources.size(); ++source) {
            if (result(m_all[i], source).fingerprint == fingerprint)
                return i;
        }
    }
    return -1;
}

QString checkLabel(const QString &tool, const EvidenceResult &result)
{
    return tool + u' ' + result.check;
}

QString placeLabel(const EvidenceResult &result)
{
    const QString where = result.path.isEmpty() ? result.subject.name : result.path;
    if (where.isEmpty())
        return QStringLiteral("host");
    return result.line > 0 ? QStringLiteral("%1:%2").arg(where).arg(result.line) : where;
}

QStringList suggestedRules(const Findings &findings, const Finding &finding, const RuleSet &rules)
{
    constexpr qsizetype Most = 5;
    QStringList suggested;
    if (!finding.ties.isEmpty() || !finding.counts() || !finding.match.isMatched())
        return suggested;
    QSet<QString> weaknesses;
    for (qsizetype i = 0; i < finding.sources.size(); ++i) {
        for (const QString &cwe : findings.result(finding, i).cwe)
            weaknesses.insert(cwe);
    }
    for (qsizetype i = 0; i < rules.size() && suggested.size() < Most; ++i) {
        const RuleInfo &rule = rules.info(i);
        const bool shares = std::any_of(rule.cwe.begin(), rule.cwe.end(), [&](const QString &cwe) {
            return weaknesses.contains(cwe);
        });
        if (shares && rule.appliesTo == finding.match.kind)
            suggested += rule.key;
    }
    return suggested;
}

} // namespace drawbridge
