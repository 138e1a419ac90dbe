#include "catalogs/compiler/rulechecks.h"

#include "catalogs/compiler/scannerchecks.h"
#include "model/engine/rulecheck.h"
#include "model/engine/rulecoverage.h"

#include <QDir>
#include <QFile>

namespace drawbridge {

static QByteArray textOf(const QString &path, Diagnostics &problems)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        return file.readAll();
    problems += Diagnostic {DiagnosticSeverity::Error,
                            QStringLiteral("cannot be read: ") + file.errorString(),
                            {path, 0, 0}};
    return {};
}

static void fail(const Error &error, Diagnostics &problems)
{
    problems += Diagnostic {DiagnosticSeverity::Error, error.message, error.where};
}

// A technique that the configuration enables directly has a rule; one that nothing of its own can
// show has none.
static void checkCoverage(const RuleSet &rules, const CatalogSnapshot &catalogs,
                          Diagnostics &problems)
{
    for (const TechniqueCoverage &coverage : techniqueCoverage(rules, catalogs)) {
        const QString &id = coverage.technique->id;
        const DesignClass designClass = coverage.technique->designClass;
        if (designClass == DesignClass::Direct && coverage.rules.empty())
            problems += Diagnostic {
                DiagnosticSeverity::Error,
                QStringLiteral("no rule names %1, which a configuration enables directly").arg(id),
                {}};
        if (designClass != DesignClass::RollUp && designClass != DesignClass::NotVisible)
            continue;
        for (const RuleLink &link : coverage.rules) {
            if (link.technique == id)
                problems +=
                    Diagnostic {DiagnosticSeverity::Error,
                                QStringLiteral("%1: nothing of its own shows %2, whose class is %3")
                                    .arg(rules.info(link.rule).key, id, nameOf(designClass)),
                                rules.info(link.rule).where};
        }
    }
}

Diagnostics checkRulePacks(const CatalogContent &catalogs, const QString &schemaPath,
                           const QString &rulesFolder, const QString &scannersFolder)
{
    Diagnostics problems;
    Result<PropertySchema> schema = PropertySchema::parse(textOf(schemaPath, problems), schemaPath);
    const QDir folder(rulesFolder);
    QList<RulePackFile> packs;
    for (const QString &name :
         folder.entryList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name))
        packs += RulePackFile {folder.filePath(name), textOf(folder.filePath(name), problems)};
    if (!problems.isEmpty())
        return problems;
    if (!schema) {
        fail(schema.error(), problems);
        return problems;
    }
    const auto shared = std::make_shared<const PropertySchema>(std::move(*schema));
    const Result<std::shared_ptr<const RuleSet>> rules = RuleSet::load(packs, shared, &problems);
    if (!rules && problems.isEmpty())
        fail(rules.error(), problems);
    if (rules) {
        const CatalogSnapshot snapshot(catalogs);
        problems += checkRules(**rules, snapshot);
        checkCoverage(**rules, snapshot, problems);
        problems += checkScannerTable(scannersFolder, **rules, *shared);
    }
    return problems;
}

} // namespace drawbridge
