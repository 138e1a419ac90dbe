#include "model/export/whatif.h"

#include "model/core/names.h"
#include "model/export/threatwords.h"
#include "model/text/jsonwriter.h"
#include "model/text/textencoding.h"

#include <algorithm>

namespace drawbridge {

namespace {

constexpr std::array ShownSeverities {Severity::Critical, Severity::High, Severity::Medium,
                                      Severity::Low, Severity::Info};

class WhatIfText
{
public:
    explicit WhatIfText(const WhatIfReport &report)
        : m_report(report)
    {
    }

    QByteArray write()
    {
        writeTotals();
        writeThreats(QStringLiteral("closed"), ComparisonOutcome::Fixed);
        writeThreats(QStringLiteral("settled"), ComparisonOutcome::Settled);
        writeThreats(QStringLiteral("new"), ComparisonOutcome::New);
        writeThreats(QStringLiteral("gone with its target"), ComparisonOutcome::Gone);
        writeChanged();
        writeTechniques();
        return m_text;
    }

private:
    void line(int indent, const QString &content)
    {
        m_text += QByteArray(indent, ' ') + terminalSafe(content).toUtf8() + '\n';
    }

    static QString column(const QString &text, int width) { return text.leftJustified(width); }

    void writeTotals()
    {
        line(0,
             QStringLiteral("threats that need attention: %1 -> %2")
                 .arg(WhatIfReport::total(m_report.openBefore))
                 .arg(WhatIfReport::total(m_report.openAfter)));
        for (size_t i = 0; i < ShownSeverities.size(); ++i) {
            const Severity severity = ShownSeverities[i];
            line(2,
                 QStringLiteral("%1 %2 -> %3    residual risk claimed %4 -> %5, evidenced %6 -> %7")
                     .arg(column(nameOf(severity), 9))
                     .arg(m_report.openBefore.value(severity), 4)
                     .arg(m_report.openAfter.value(severity), 4)
                     .arg(m_report.riskBefore.claimed[i])
                     .arg(m_report.riskAfter.claimed[i])
                     .arg(m_report.riskBefore.evidenced[i])
                     .arg(m_report.riskAfter.evidenced[i]));
        }
    }

    void writeThreats(const QString &heading, ComparisonOutcome outcome)
    {
        const QList<ComparedThreat> threats = m_report.threats(outcome);
        if (threats.isEmpty())
            return;
        line(0, QStringLiteral("%1: %2").arg(heading).arg(threats.size()));
        for (const ComparedThreat &threat : threats)
            line(2, column(nameOf(threat.severity), 9) + threat.title);
    }

    void writeChanged()
    {
        if (m_report.changed.isEmpty())
            return;
        line(0, QStringLiteral("changed: %1").arg(m_report.changed.size()));
        for (const ChangedThreat &threat : m_report.changed)
            line(2,
                 QStringLiteral("%1: %2, %3 -> %4, %5")
                     .arg(threat.title, nameOf(threat.severityBefore), nameOf(threat.statusBefore),
                          nameOf(threat.severityAfter), nameOf(threat.statusAfter)));
    }

    void writeTechniques()
    {
        const auto moved = std::count_if(
            m_report.techniques.begin(), m_report.techniques.end(),
            [](const TechniqueChange &change) { return change.before != change.after; });
        if (moved == 0)
            return;
        line(0, QStringLiteral("ATT&CK techniques with open threats"));
        for (const TechniqueChange &change : m_report.techniques) {
            if (change.before != change.after)
                line(2,
                     QStringLiteral("%1 %2 %3 -> %4")
                         .arg(column(change.id, 10), column(change.name, 44))
                         .arg(change.before, 3)
                         .arg(change.after));
        }
    }

    const WhatIfReport &m_report;
    QByteArray m_text;
};

void writeWhatIfSide(JsonWriter &writer, const char16_t *name, const QMap<Severity, int> &open,
                     const RiskDistribution &risk)
{
    writer.key(name);
    writer.beginObject();
    writer.member(u"open", qint64(WhatIfReport::total(open)));
    writer.key(u"bySeverity");
    writer.beginObject();
    for (const Severity severity : ShownSeverities)
        writer.member(nameOf(severity), qint64(open.value(severity)));
    writer.endObject();
    const std::pair<const char16_t *, const RiskDistribution::Counts *> figures[] = {
        {u"claimedRisk", &risk.claimed}, {u"evidencedRisk", &risk.evidenced}};
    for (const auto &[figure, counts] : figures) {
        writer.key(figure);
        writer.beginObject();
        for (size_t i = 0; i < ShownSeverities.size(); ++i)
            writer.member(nameOf(ShownSeverities[i]), qint64((*counts)[i]));
        writer.member(u"none", qint64(counts->back()));
        writer.endObject();
    }
    writer.endObject();
}

void writeThreatList(JsonWriter &writer, const char16_t *name, const QList<ComparedThreat> &threats)
{
    writer.key(name);
    writer.beginArray();
    for (const ComparedThreat &threat : threats) {
        writer.beginObject();
        writer.member(u"key", threat.keyBefore.isEmpty() ? threat.keyAfter : threat.keyBefore);
        writer.member(u"rule", threat.rule);
        writer.member(u"title", threat.title);
        writer.member(u"severity", nameOf(threat.severity));
        writer.member(u"how", nameOf(threat.how));
        writer.member(u"fix", threat.fix);
        writer.endObject();
    }
    writer.endArray();
}

void writeChangedList(JsonWriter &writer, const QList<ChangedThreat> &changed)
{
    writer.key(u"changed");
    writer.beginArray();
    for (const ChangedThreat &threat : changed) {
        writer.beginObject();
        writer.member(u"key", threat.key);
        writer.member(u"title", threat.title);
        writer.member(u"severityBefore", nameOf(threat.severityBefore));
        writer.member(u"severityAfter", nameOf(threat.severityAfter));
        writer.member(u"statusBefore", nameOf(threat.statusBefore));
        writer.member(u"statusAfter", nameOf(threat.statusAfter));
        writer.endObject();
    }
    writer.endArray();
}

} // namespace

QByteArray writeWhatIfText(const WhatIfReport &report)
{
    return WhatIfText(report).write();
}

void writeWhatIf(JsonWriter &writer, const WhatIfReport &report)
{
    writer.key(u"whatIf");
    writer.beginObject();
    writeWhatIfSide(writer, u"before", report.openBefore, report.riskBefore);
    writeWhatIfSide(writer, u"after", report.openAfter, report.riskAfter);
    writeThreatList(writer, u"closed", report.threats(ComparisonOutcome::Fixed));
    writeThreatList(writer, u"settled", report.threats(ComparisonOutcome::Settled));
    writeThreatList(writer, u"new", report.threats(ComparisonOutcome::New));
    writeThreatList(writer, u"gone", report.threats(ComparisonOutcome::Gone));
    writeChangedList(writer, report.changed);
    writer.key(u"techniques");
    writer.beginArray();
    for (const TechniqueChange &change : report.techniques) {
        writer.beginObject();
        writer.member(u"id", change.id);
        writer.member(u"name", change.name);
        writer.member(u"before", qint64(change.before));
        writer.member(u"after", qint64(change.after));
        writer.endObject();
    }
    writer.endArray();
    writer.endObject();
}

} // namespace drawbridge
