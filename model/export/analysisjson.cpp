#include "model/export/analysisjson.h"

#include "model/core/names.h"
#include "model/export/findingwords.h"
#include "model/export/jsonlists.h"
#include "model/export/risktable.h"
#include "model/export/threatwords.h"

namespace drawbridge {

namespace {

// What packs did to the rules that were used.
void writeRuleChanges(JsonWriter &writer, QStringView name, const RuleSet &rules)
{
    writer.key(name);
    writer.beginArray();
    for (const RuleChange &change : rules.changes()) {
        writer.beginObject();
        writer.member(u"rule", change.key);
        writer.member(u"change", nameOf(change.kind));
        writer.member(u"title", change.title);
        writer.member(u"origin", nameOf(change.origin));
        writer.member(u"where", change.where.toString());
        writer.member(u"reason", change.reason);
        writer.endObject();
    }
    writer.endArray();
}

template <typename Key>
void writeCounts(JsonWriter &writer, QStringView name, const QMap<Key, int> &counts)
{
    writer.key(name);
    writer.beginObject();
    for (auto it = counts.begin(); it != counts.end(); ++it)
        writer.member(nameOf(it.key()), static_cast<qint64>(it.value()));
    writer.endObject();
}

// Writes one analysis; keeps what every threat needs at hand.
class AnalysisJson
{
public:
    explicit AnalysisJson(const ExportInput &input)
        : m_input(input)
    {
    }

    QByteArray write();

private:
    void writeModel();
    void writeSummary();
    void writeThreat(const Threat &threat);
    void writeResidual(const ResidualRisk &risk);
    void writeRisk();
    void writeTarget(const ThreatTarget &target, bool withRole);
    void writeBecause(const Threat &threat);
    void writeMitigations(const Threat &threat);
    void writeFindings(const Threat &threat);

    const ExportInput &m_input;
    JsonWriter m_writer;
};

QByteArray AnalysisJson::write()
{
    m_writer.beginObject();
    m_writer.member(u"schema", QStringLiteral("drawbridge/analysis/1"));
    writeModel();
    m_writer.member(u"evidence", m_input.evidence);
    writeSummary();
    writeRuleChanges(m_writer, u"ruleChanges", *m_input.rules);
    writeRisk();
    m_writer.key(u"threats");
    m_writer.beginArray();
    for (qsizetype i = 0; i < m_input.session->size(); ++i)
        writeThreat(m_input.session->at(i));
    m_writer.endArray();
    m_writer.endObject();
    return m_writer.take();
}

void AnalysisJson::writeModel()
{
    const ThreatModel &model = *m_input.model;
    m_writer.key(u"model");
    m_writer.beginObject();
    m_writer.member(u"name", model.project.name);
    m_writer.member(u"file", m_input.fileName);
    m_writer.member(u"elements", static_cast<qint64>(model.elements.size()));
    m_writer.member(u"flows", static_cast<qint64>(model.flows.size()));
    m_writer.member(u"interfaces", static_cast<qint64>(model.interfaces.size()));
    m_writer.member(u"boundaries", static_cast<qint64>(model.boundaries.size()));
    m_writer.member(u"attack", m_input.catalog->versions().attack);
    m_writer.member(u"nist", m_input.catalog->versions().nist);
    m_writer.endObject();
}

void AnalysisJson::writeSummary()
{
    const ThreatSummary summary = m_input.session->summary();
    m_writer.key(u"summary");
    m_writer.beginObject();
    m_writer.member(u"total", static_cast<qint64>(summary.total));
    writeCounts(m_writer, u"byStatus", summary.byStatus);
    writeCounts(m_writer, u"bySeverity", summary.bySeverity);
    writeCounts(m_writer, u"byStride", summary.byStride);
    m_writer.member(u"openQuestions", static_cast<qint64>(m_input.session->openQuestions().size()));
    m_writer.endObject();
}

void AnalysisJson::writeThreat(const Threat &threat)
{
    const AnalysisSession &session = *m_input.session;
    m_writer.beginObject();
    m_writer.member(u"key", session.keyOf(threat));
    m_writer.member(u"rule", ruleKeyOf(m_input, threat));
    m_writer.member(u"title", session.title(threat));
    m_writer.member(u"explanation", session.explanation(threat));
    m_writer.member(u"stride", nameOf(threat.stride));
    m_writer.member(u"severity", nameOf(threat.severity));
    m_writer.member(u"likelihood", static_cast<qint64>(threat.likelihood));
    m_writer.member(u"impact", static_cast<qint64>(threat.impact));
    m_writer.member(u"risk", static_cast<qint64>(threat.risk()));
    writeResidual(residualRisk(threat, *m_input.rules));
    m_writer.member(u"status", nameOf(threat.status));
    m_writer.member(u"toBeReviewed", threat.toBeReviewed);
    m_writer.member(u"expired", threat.expired);
    m_writer.key(u"target");
    writeTarget({QString(), threat.targetKind, threat.target}, false);
    m_writer.key(u"targets");
    m_writer.beginArray();
    for (const ThreatTarget &target : session.targets(threat))
        writeTarget(target, true);
    m_writer.endArray();
    writeTexts(m_writer, u"attack", attackOf(m_input, threat));
    writeTexts(m_writer, u"capec", capecOf(m_input, threat));
    writeTexts(m_writer, u"cwe", cweOf(m_input, threat));
    writeTexts(m_writer, u"nist", nistOf(m_input, threat));
    writeBecause(threat);
    writeMitigations(threat);
    writeFindings(threat);
    m_writer.endObject();
}

void AnalysisJson::writeResidual(const ResidualRisk &risk)
{
    const auto figure = [this](QStringView name, const RiskFigure &left) {
        m_writer.key(name);
        m_writer.beginObject();
        m_writer.member(u"likelihood", static_cast<qint64>(left.likelihood));
        m_writer.member(u"impact", static_cast<qint64>(left.impact));
        m_writer.member(u"risk", static_cast<qint64>(left.value()));
        m_writer.endObject();
    };
    m_writer.key(u"residual");
    m_writer.beginObject();
    figure(u"claimed", risk.claimed);
    figure(u"evidenced", risk.evidenced);
    m_writer.endObject();
}

// The model's figure is a distribution: risks are ordinal and do not add up.
void AnalysisJson::writeRisk()
{
    const RiskDistribution distribution = riskDistribution(*m_input.session);
    const auto counts = [this](QStringView name, const RiskDistribution::Counts &all) {
        m_writer.key(name);
        m_writer.beginObject();
        for (size_t i = 0; i + 1 < all.size(); ++i)
            m_writer.member(nameOf(static_cast<Severity>(i)), static_cast<qint64>(all[i]));
        m_writer.member(u"none", static_cast<qint64>(all.back()));
        m_writer.endObject();
    };
    m_writer.key(u"risk");
    m_writer.beginObject();
    counts(u"inherent", distribution.inherent);
    counts(u"claimed", distribution.claimed);
    counts(u"evidenced", distribution.evidenced);
    m_writer.member(u"unanswered", static_cast<qint64>(distribution.unanswered));
    m_writer.key(u"elements");
    m_writer.beginArray();
    for (const ElementRisk &element : elementRisks(m_input)) {
        m_writer.beginObject();
        m_writer.member(u"id", element.id.toString());
        m_writer.member(u"name", element.name);
        m_writer.member(u"threats", static_cast<qint64>(element.threats));
        m_writer.member(u"inherent", static_cast<qint64>(element.highest.inherent));
        m_writer.member(u"claimed", static_cast<qint64>(element.highest.claimed));
        m_writer.member(u"evidenced", static_cast<qint64>(element.highest.evidenced));
        m_writer.endObject();
    }
    m_writer.endArray();
    m_writer.endObject();
}

void AnalysisJson::writeTarget(const ThreatTarget &target, bool withRole)
{
    m_writer.beginObject();
    if (withRole)
        m_writer.member(u"role", target.role);
    m_writer.member(u"kind", targetKindName(*m_input.model, target.kind, target.id));
    m_writer.member(u"id", target.id.toString());
    m_writer.member(u"name", recordName(*m_input.model, target.kind, target.id));
    m_writer.endObject();
}

void AnalysisJson::writeBecause(const Threat &threat)
{
    m_writer.key(u"because");
    m_writer.beginArray();
    for (const BecauseItem &item : m_input.session->because(threat)) {
        m_writer.beginObject();
        m_writer.member(u"property", item.label);
        m_writer.member(u"value", item.value);
        m_writer.member(u"source", item.source);
        m_writer.member(u"condition", item.condition);
        m_writer.endObject();
    }
    m_writer.endArray();
}

void AnalysisJson::writeMitigations(const Threat &threat)
{
    m_writer.key(u"mitigations");
    m_writer.beginArray();
    for (const MitigationResult &result : threat.mitigations) {
        const RuleMitigation &mitigation =
            m_input.rules->info(threat.rule).mitigations.at(result.index);
        m_writer.beginObject();
        m_writer.member(u"id", mitigation.id);
        m_writer.member(u"title", mitigation.title);
        m_writer.member(u"effect", nameOf(mitigation.effect));
        m_writer.member(u"state", nameOf(result.state));
        m_writer.member(u"evidence", nameOf(result.evidence));
        writeTexts(m_writer, u"nist", mitigation.nist);
        m_writer.endObject();
    }
    m_writer.endArray();
}

// What scanners said of it, each with the tools that agree.
void AnalysisJson::writeFindings(const Threat &threat)
{
    m_writer.key(u"findings");
    m_writer.beginArray();
    for (const Finding *finding :
         findingsBehind(m_input.findings, ruleKeyOf(m_input, threat), threat.target)) {
        const EvidenceResult &result = m_input.findings->result(*finding);
        m_writer.beginObject();
        m_writer.member(u"id", result.fingerprint);
        m_writer.member(u"tools", m_input.findings->tools(*finding));
        m_writer.member(u"check", result.check);
        m_writer.member(u"what", findingText(result));
        m_writer.member(u"severity", nameOf(finding->severity));
        m_writer.member(u"state", nameOf(finding->state));
        m_writer.member(u"path", result.path);
        m_writer.member(u"line", static_cast<qint64>(result.line));
        m_writer.member(u"reason", finding->match.reason);
        m_writer.endObject();
    }
    m_writer.endArray();
}

} // namespace

QByteArray writeAnalysisJson(const ExportInput &input)
{
    return AnalysisJson(input).write();
}

// Items of a benchmark that the mitigations of a rule meet.
static QStringList itemsOf(const RuleInfo &rule, QStringList RuleMitigation::*benchmark)
{
    QStringList items;
    for (const RuleMitigation &mitigation : rule.mitigations)
        items += mitigation.*benchmark;
    items.removeDuplicates();
    return items;
}

QByteArray writeRulesJson(const RuleSet &rules)
{
    JsonWriter writer;
    writer.beginObject();
    writer.member(u"schema", QStringLiteral("drawbridge/rules/1"));
    writer.key(u"rules");
    writer.beginArray();
    for (qsizetype i = 0; i < rules.size(); ++i) {
        const RuleInfo &rule = rules.info(i);
        writer.beginObject();
        writer.member(u"id", rule.key);
        writer.member(u"pack", rule.pack);
        writer.member(u"stride", nameOf(rule.stride));
        writer.member(u"appliesTo", nameOf(rule.appliesTo));
        writer.member(u"severity", nameOf(rule.severity));
        writer.member(u"title", rule.title);
        writer.member(u"attacker", rule.attacker);
        writer.member(u"likelihood", static_cast<qint64>(rule.likelihood));
        writer.member(u"impact", static_cast<qint64>(rule.impact));
        writeTexts(writer, u"attack", rule.attack);
        writeTexts(writer, u"capec", rule.capec);
        writeTexts(writer, u"cwe", rule.cwe);
        writeTexts(writer, u"nist", rule.nist);
        writer.member(u"origin", nameOf(rule.origin));
        writeTexts(writer, u"cis", itemsOf(rule, &RuleMitigation::cis));
        writeTexts(writer, u"pss", itemsOf(rule, &RuleMitigation::pss));
        writer.endObject();
    }
    writer.endArray();
    writeRuleChanges(writer, u"changes", rules);
    writer.endObject();
    return writer.take();
}

} // namespace drawbridge
