#include "catalogs/compiler/rulechecks.h"

#include "catalogs/compiler/scannerchecks.h"
#include "model/engine/rulecheck.h"

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
        problems += checkRules(**rules, CatalogSnapshot(catalogs));
        problems += checkScannerTable(scannersFolder, **rules, *shared);
    }
    return problems;
}

} // namespace drawbridge
