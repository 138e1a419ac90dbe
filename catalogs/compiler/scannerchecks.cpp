#include "catalogs/compiler/scannerchecks.h"

#include "model/core/names.h"

#include <QDir>
#include <QFile>

namespace drawbridge {

namespace {

class ScannerChecks
{
public:
    ScannerChecks(const RuleSet &rules, const PropertySchema &schema)
        : m_rules(rules)
        , m_schema(schema)
    {
    }

    Diagnostics run(const ScannerTable &table);

private:
    void report(const SourceLocation &where, const QString &message);
    // The rule of a key; nullptr, and a report, where there is none.
    const RuleInfo *ruleOf(const QString &key, const SourceLocation &where);
    void checkWeakness(const CodeWeakness &weakness);
    void checkMeaning(const CheckMeaning &meaning);
    void checkProperty(const CheckMeaning &meaning, RecordKind kind);
    void checkVulnerabilities(const VulnerabilityMeaning &meaning);

    const RuleSet &m_rules;
    const PropertySchema &m_schema;
    Diagnostics m_problems;
};

void ScannerChecks::report(const SourceLocation &where, const QString &message)
{
    m_problems.append({DiagnosticSeverity::Error, message, where});
}

const RuleInfo *ScannerChecks::ruleOf(const QString &key, const SourceLocation &where)
{
    const qsizetype rule = m_rules.find(key);
    if (rule < 0)
        report(where, QStringLiteral("there is no rule '%1'").arg(key));
    return rule < 0 ? nullptr : &m_rules.info(rule);
}

void ScannerChecks::checkWeakness(const CodeWeakness &weakness)
{
    const RuleInfo *rule = ruleOf(weakness.rule, weakness.where);
    if (rule && rule->appliesTo != RecordKind::Element)
        report(weakness.where, QStringLiteral("'%1' does not judge elements").arg(rule->key));
    const RuleInfo *endpoint =
        weakness.endpointRule.isEmpty() ? nullptr : ruleOf(weakness.endpointRule, weakness.where);
    if (endpoint && endpoint->per != u"parameter")
        report(weakness.where, QStringLiteral("'%1' does not judge parameters").arg(endpoint->key));
    const PropertyIndex property = m_schema.find(RecordKind::Element, u"weaknesses");
    const QString wrong = property == NoProperty
        ? QStringLiteral("elements have no property 'weaknesses'")
        : m_schema.definition(property).type.check(ValueList {weakness.word});
    if (!wrong.isEmpty())
        report(weakness.where, wrong);
}

void ScannerChecks::checkProperty(const CheckMeaning &meaning, RecordKind kind)
{
    const PropertyIndex property = m_schema.find(kind, meaning.property);
    if (property == NoProperty || m_schema.definition(property).computed) {
        report(meaning.where,
               QStringLiteral("a scan cannot say the property '%1' of a record of the kind %2")
                   .arg(meaning.property, nameOf(kind)));
        return;
    }
    for (const Value &value : {meaning.failed, meaning.passed}) {
        const QString wrong =
            value.isNull() ? QString() : m_schema.definition(property).type.check(value);
        if (!wrong.isEmpty())
            report(meaning.where, meaning.property + QStringLiteral(": ") + wrong);
    }
}

void ScannerChecks::checkMeaning(const CheckMeaning &meaning)
{
    std::optional<RecordKind> kind = meaning.on;
    for (const QString &key : meaning.rules) {
        const RuleInfo *rule = ruleOf(key, meaning.where);
        if (rule && !kind)
            kind = rule->appliesTo;
    }
    if (!meaning.property.isEmpty() && kind)
        checkProperty(meaning, *kind);
}

void ScannerChecks::checkVulnerabilities(const VulnerabilityMeaning &meaning)
{
    ruleOf(meaning.rule, meaning.where);
    ruleOf(meaning.exploitedRule, meaning.where);
    for (const QString &property : {meaning.property, meaning.scannedProperty}) {
        if (m_schema.find(RecordKind::Image, property) == NoProperty)
            report(meaning.where, QStringLiteral("images have no property '%1'").arg(property));
    }
}

Diagnostics ScannerChecks::run(const ScannerTable &table)
{
    for (const CodeWeakness &weakness : table.weaknesses())
        checkWeakness(weakness);
    for (const CheckMeaning &meaning : table.meanings())
        checkMeaning(meaning);
    if (!table.meanings().isEmpty())
        checkVulnerabilities(table.vulnerabilities());
    return std::move(m_problems);
}

} // namespace

Diagnostics checkScannerTable(const QString &folder, const RuleSet &rules,
                              const PropertySchema &schema)
{
    const QDir files(folder);
    QList<ScannerTableFile> table;
    if (!files.exists())
        return {{DiagnosticSeverity::Error, QStringLiteral("there is no such folder"), {folder}}};
    for (const QString &name :
         files.entryList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name)) {
        QFile file(files.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return {{DiagnosticSeverity::Error,
                     QStringLiteral("cannot be read: ") + file.errorString(),
                     {file.fileName()}}};
        table += ScannerTableFile {file.fileName(), file.readAll()};
    }
    const Result<ScannerTable> parsed = ScannerTable::parse(table);
    if (!parsed)
        return {{DiagnosticSeverity::Error, parsed.error().message, parsed.error().where}};
    return ScannerChecks(rules, schema).run(*parsed);
}

} // namespace drawbridge
