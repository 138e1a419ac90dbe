#include "model/export/coverage.h"

#include "model/core/names.h"
#include "model/export/jsonlists.h"

#include <algorithm>

namespace drawbridge {

static constexpr std::array Classes {DesignClass::Direct, DesignClass::Precondition,
                                     DesignClass::RollUp, DesignClass::NotVisible,
                                     DesignClass::Unclassified};

struct ClassCount
{
    qsizetype techniques = 0;
    qsizetype withRules = 0;
};

static ClassCount countOf(const std::vector<TechniqueCoverage> &coverage, DesignClass designClass)
{
    ClassCount count;
    for (const TechniqueCoverage &each : coverage) {
        if (each.technique->designClass != designClass)
            continue;
        ++count.techniques;
        count.withRules += each.rules.empty() ? 0 : 1;
    }
    return count;
}

static QString classWord(DesignClass designClass)
{
    const QString name = nameOf(designClass);
    return name.isEmpty() ? QStringLiteral("unclassified") : name;
}

static QString summaryOf(const std::vector<TechniqueCoverage> &coverage)
{
    QStringList parts;
    for (const DesignClass designClass : Classes) {
        const ClassCount count = countOf(coverage, designClass);
        if (count.techniques > 0)
            parts += QStringLiteral("%1 %2 (%3 with rules)")
                         .arg(count.techniques)
                         .arg(classWord(designClass))
                         .arg(count.withRules);
    }
    return parts.join(QStringLiteral(", "));
}

TableDocument techniqueCoverageTable(const RuleSet &rules, const CatalogSnapshot &catalog)
{
    const std::vector<TechniqueCoverage> coverage = techniqueCoverage(rules, catalog);
    TableDocument table {QStringLiteral("coverage"),
                         QStringLiteral("ATT&CK for Containers %1").arg(catalog.versions().attack),
                         summaryOf(coverage),
                         {},
                         {},
                         {}};
    table.columns = {{QStringLiteral("technique"), QStringLiteral("Technique")},
                     {QStringLiteral("name"), QStringLiteral("Name")},
                     {QStringLiteral("class"), QStringLiteral("In a design")},
                     {QStringLiteral("rule"), QStringLiteral("Rule")},
                     {QStringLiteral("through"), QStringLiteral("Through")},
                     {QStringLiteral("properties"), QStringLiteral("Enabled by")}};
    for (const TechniqueCoverage &each : coverage) {
        const QString &id = each.technique->id;
        const QStringList head {id, each.technique->name, classWord(each.technique->designClass)};
        for (const RuleLink &link : each.rules)
            table.rows += head
                + QStringList {rules.info(link.rule).key,
                               link.technique == id ? QString() : link.technique,
                               link.properties.join(QStringLiteral(", "))};
        if (each.rules.empty())
            table.rows += head + QStringList {QStringLiteral("-"), {}, {}};
    }
    return table;
}

TableDocument strideChartTable(const RuleSet &rules)
{
    TableDocument table {QStringLiteral("stride-chart"),
                         QStringLiteral("Rules by kind of record and letter of STRIDE"),
                         {},
                         {},
                         {},
                         {}};
    table.columns = {{QStringLiteral("kind"), QStringLiteral("Kind")}};
    for (const QString &letter : allNames<Stride>())
        table.columns += TableColumn {letter, letter, true};
    for (const StrideChartRow &row : strideChart(rules)) {
        QStringList cells {row.kind};
        for (int count : row.rules)
            cells += QString::number(count);
        table.rows += cells;
    }
    return table;
}

static void writeTechnique(JsonWriter &writer, const TechniqueCoverage &coverage,
                           const RuleSet &rules)
{
    writer.beginObject();
    writer.member(u"id", coverage.technique->id);
    writer.member(u"name", coverage.technique->name);
    writer.member(u"class", classWord(coverage.technique->designClass));
    writer.key(u"rules");
    writer.beginArray();
    for (const RuleLink &link : coverage.rules) {
        writer.beginObject();
        writer.member(u"rule", rules.info(link.rule).key);
        writer.member(u"technique", link.technique);
        writeTexts(writer, u"properties", link.properties);
        writer.endObject();
    }
    writer.endArray();
    writer.endObject();
}

static void writeSummary(JsonWriter &writer, const std::vector<TechniqueCoverage> &coverage)
{
    writer.key(u"summary");
    writer.beginObject();
    for (const DesignClass designClass : Classes) {
        const ClassCount count = countOf(coverage, designClass);
        writer.key(QStringView(classWord(designClass)));
        writer.beginObject();
        writer.member(u"techniques", static_cast<qint64>(count.techniques));
        writer.member(u"withRules", static_cast<qint64>(count.withRules));
        writer.endObject();
    }
    writer.endObject();
}

static void writeChart(JsonWriter &writer, const RuleSet &rules)
{
    const QStringList letters = allNames<Stride>();
    writer.key(u"stride");
    writer.beginArray();
    for (const StrideChartRow &row : strideChart(rules)) {
        writer.beginObject();
        writer.member(u"kind", row.kind);
        for (size_t i = 0; i < row.rules.size(); ++i)
            writer.member(letters[static_cast<qsizetype>(i)], static_cast<qint64>(row.rules[i]));
        writer.endObject();
    }
    writer.endArray();
}

QByteArray writeCoverageJson(const RuleSet &rules, const CatalogSnapshot &catalog)
{
    const std::vector<TechniqueCoverage> coverage = techniqueCoverage(rules, catalog);
    JsonWriter writer;
    writer.beginObject();
    writer.member(u"schema", QStringLiteral("drawbridge/coverage/1"));
    writer.member(u"attack", catalog.versions().attack);
    writeSummary(writer, coverage);
    writer.key(u"techniques");
    writer.beginArray();
    for (const TechniqueCoverage &each : coverage)
        writeTechnique(writer, each, rules);
    writer.endArray();
    writeChart(writer, rules);
    writer.endObject();
    return writer.take();
}

} // namespace drawbridge
