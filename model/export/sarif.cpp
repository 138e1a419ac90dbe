#include "model/export/sarif.h"

#include "model/core/names.h"
#include "model/export/threatwords.h"
#include "model/text/jsonwriter.h"

#include <QCryptographicHash>

namespace drawbridge {

namespace {

QString levelOf(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
    case Severity::High:
        return QStringLiteral("error");
    case Severity::Medium:
        return QStringLiteral("warning");
    case Severity::Low:
    case Severity::Info:
        return QStringLiteral("note");
    }
    return {};
}

// The figure that dashboards sort by: risk 1 to 25 on their scale of 0 to 10.
QString securitySeverity(int likelihood, int impact)
{
    return QString::number(likelihood * impact * 10.0 / 25.0, 'f', 1);
}

// Writes one log; the indices of rules in the log are those of the rule set.
class SarifLog
{
public:
    explicit SarifLog(const ExportInput &input)
        : m_input(input)
    {
    }

    QByteArray write();

private:
    void writeText(QStringView name, const QString &text)
    {
        m_writer.key(name);
        m_writer.beginObject();
        m_writer.member(u"text", text);
        m_writer.endObject();
    }
    void writeRule(const RuleInfo &rule);
    void writeResult(const Threat &threat);
    void writeLocations(const Threat &threat);
    void writeSuppression(const Threat &threat);

    const ExportInput &m_input;
    JsonWriter m_writer;
};

QByteArray SarifLog::write()
{
    m_writer.beginObject();
    m_writer.member(u"$schema", QStringLiteral("https://json.schemastore.org/sarif-2.1.0.json"));
    m_writer.member(u"version", QStringLiteral("2.1.0"));
    m_writer.key(u"runs");
    m_writer.beginArray();
    m_writer.beginObject();
    m_writer.key(u"tool");
    m_writer.beginObject();
    m_writer.key(u"driver");
    m_writer.beginObject();
    m_writer.member(u"name", QStringLiteral("Drawbridge"));
    m_writer.member(u"version", m_input.generator.section(u' ', -1));
    m_writer.key(u"rules");
    m_writer.beginArray();
    for (qsizetype i = 0; i < m_input.rules->size(); ++i)
        writeRule(m_input.rules->info(i));
    m_writer.endArray();
    m_writer.endObject();
    m_writer.endObject();
    m_writer.key(u"results");
    m_writer.beginArray();
    for (qsizetype i = 0; i < m_input.session->size(); ++i)
        writeResult(m_input.session->at(i));
    m_writer.endArray();
    m_writer.endObject();
    m_writer.endArray();
    m_writer.endObject();
    return m_writer.take();
}

void SarifLog::writeRule(const RuleInfo &rule)
{
    m_writer.beginObject();
    m_writer.member(u"id", rule.key);
    writeText(u"shortDescription", rule.title);
    writeText(u"fullDescription", rule.explanation);
    m_writer.key(u"defaultConfiguration");
    m_writer.beginObject();
    m_writer.member(u"level", levelOf(rule.severity));
    m_writer.endObject();
    m_writer.key(u"properties");
    m_writer.beginObject();
    m_writer.key(u"tags");
    m_writer.beginArray();
    m_writer.value(QStringLiteral("security"));
    m_writer.value(nameOf(rule.stride));
    for (const QString &id : rule.attack + rule.cwe + rule.nist)
        m_writer.value(id);
    m_writer.endArray();
    m_writer.member(u"security-severity", securitySeverity(rule.likelihood, rule.impact));
    m_writer.endObject();
    m_writer.endObject();
}

void SarifLog::writeResult(const Threat &threat)
{
    const QString key = m_input.session->keyOf(threat);
    m_writer.beginObject();
    m_writer.member(u"ruleId", ruleKeyOf(m_input, threat));
    if (threat.rule >= 0)
        m_writer.member(u"ruleIndex", static_cast<qint64>(threat.rule));
    // The format wants the level "none" for everything but a failed check.
    const bool unanswered = threat.status == ThreatStatus::NeedsAnswer;
    m_writer.member(u"level", unanswered ? QStringLiteral("none") : levelOf(threat.severity));
    m_writer.member(u"kind", unanswered ? QStringLiteral("open") : QStringLiteral("fail"));
    writeText(u"message", m_input.session->title(threat));
    writeLocations(threat);
    m_writer.key(u"partialFingerprints");
    m_writer.beginObject();
    m_writer.member(
        u"threatKey/v1",
        QString::fromLatin1(
            QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex()));
    m_writer.endObject();
    m_writer.key(u"properties");
    m_writer.beginObject();
    m_writer.member(u"key", key);
    m_writer.member(u"status", nameOf(threat.status));
    m_writer.member(u"severity", nameOf(threat.severity));
    m_writer.endObject();
    if (!needsAttention(threat))
        writeSuppression(threat);
    m_writer.endObject();
}

// The first fact that stands in a file gives the physical place; every threat has a logical one.
void SarifLog::writeLocations(const Threat &threat)
{
    m_writer.key(u"locations");
    m_writer.beginArray();
    m_writer.beginObject();
    for (const BecauseItem &item : m_input.session->because(threat)) {
        const qsizetype colon = item.source.lastIndexOf(u':');
        const int line = colon > 0 ? item.source.mid(colon + 1).toInt() : 0;
        if (line <= 0)
            continue;
        m_writer.key(u"physicalLocation");
        m_writer.beginObject();
        m_writer.key(u"artifactLocation");
        m_writer.beginObject();
        m_writer.member(u"uri", item.source.left(colon));
        m_writer.endObject();
        m_writer.key(u"region");
        m_writer.beginObject();
        m_writer.member(u"startLine", static_cast<qint64>(line));
        m_writer.endObject();
        m_writer.endObject();
        break;
    }
    m_writer.key(u"logicalLocations");
    m_writer.beginArray();
    m_writer.beginObject();
    m_writer.member(u"name", recordName(*m_input.model, threat.targetKind, threat.target));
    m_writer.member(u"fullyQualifiedName",
                    qualifiedName(*m_input.model, threat.targetKind, threat.target));
    m_writer.member(u"kind", targetKindName(*m_input.model, threat.targetKind, threat.target));
    m_writer.endObject();
    m_writer.endArray();
    m_writer.endObject();
    m_writer.endArray();
}

void SarifLog::writeSuppression(const Threat &threat)
{
    const Decision *decision =
        m_input.model->decisions.find(decisionIdFor(m_input.session->keyOf(threat)));
    m_writer.key(u"suppressions");
    m_writer.beginArray();
    m_writer.beginObject();
    m_writer.member(u"kind", QStringLiteral("external"));
    m_writer.member(u"status", QStringLiteral("accepted"));
    m_writer.member(u"justification",
                    decision && !decision->reason.isEmpty() ? decision->reason
                                                            : displayName(threat.status));
    m_writer.endObject();
    m_writer.endArray();
}

} // namespace

QByteArray writeSarif(const ExportInput &input)
{
    return SarifLog(input).write();
}

} // namespace drawbridge
