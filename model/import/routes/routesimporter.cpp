#include "model/import/routes/routesimporter.h"

#include "model/import/callers.h"
#include "model/import/routes/coderecords.h"
#include "model/import/routes/sourcefiles.h"
#include "model/import/showntext.h"

#include <QRegularExpression>

#include <algorithm>

namespace drawbridge {

namespace {

class RoutesImporter final : public Importer
{
public:
    QString format() const override { return QStringLiteral("routes"); }
    QString fileFilter() const override
    {
        return QStringLiteral("Flask, FastAPI, Express sources (*.py *.js *.mjs *.cjs *.ts)");
    }
    int recognises(const ImportFile &file) const override;
    Result<ImportResult> import(const QList<ImportFile> &files,
                                const ImportContext &context) const override;
};

int RoutesImporter::recognises(const ImportFile &file) const
{
    static const QRegularExpression python(QStringLiteral(
        "\\b(flask|quart|fastapi)\\b|^\\s*@[\\w.]+\\.(route|get|post|put|patch|delete)\\("));
    static const QRegularExpression script(QStringLiteral(
        "['\"]express['\"]|\\b(app|router)\\.(get|post|put|patch|delete|use|route)\\("));
    const auto language = routes::languageOf(file.path);
    if (!language)
        return 0;
    const QString start =
        QString::fromUtf8(file.bytes.first(std::min<qsizetype>(file.bytes.size(), 256 * 1024)));
    QRegularExpression pattern = *language == code::Language::Python ? python : script;
    pattern.setPatternOptions(QRegularExpression::MultilineOption);
    return pattern.match(start).hasMatch() ? 80 : 0;
}

// One service that nothing but its code tells of.
Element codeService(const ImportContext &context, RecordAssembly &records, const SourceId &source,
                    const QString &path)
{
    const QString folder = path.section(u'/', -2, -2);
    Element service;
    service.id = ElementId(records.id('e', QStringLiteral("code")));
    service.kind = ElementKind::Process;
    service.technology = QStringLiteral("web-service");
    service.name = shown(!folder.isEmpty()                  ? folder
                             : context.importRoot.isEmpty() ? path.section(u'/', -1)
                                                            : context.importRoot);
    service.sourceKey = {source, QStringLiteral("code")};
    return service;
}

Result<ImportResult> RoutesImporter::import(const QList<ImportFile> &files,
                                            const ImportContext &context) const
{
    QList<routes::CodeFile> code;
    for (const ImportFile &file : files) {
        if (!routes::languageOf(file.path))
            return Error {ErrorCode::Unsupported,
                          QStringLiteral("is no source file that routes are read from: its name "
                                         "ends in none of .py, .js, .mjs, .cjs, .ts, .mts, .cts"),
                          {file.path, 0, 0}};
        code.append({file.path, file.bytes});
    }
    if (code.isEmpty())
        return Error {ErrorCode::Usage, QStringLiteral("there is no source file to import"), {}};
    const routes::SourceFiles sources = routes::withImports(code, context);
    SilentProgress silent;
    routes::CodeFacts facts =
        routes::readCodeFacts(sources.files, context.progress ? *context.progress : silent);
    if (context.progress && context.progress->cancelled())
        return Error {ErrorCode::Cancelled, QStringLiteral("cancelled"), {}};
    if (facts.endpoints.isEmpty())
        return Error {ErrorCode::Unsupported,
                      QStringLiteral("no route of Flask, FastAPI or Express is found"),
                      {files.first().path, 0, 0}};
    facts.incomplete = facts.incomplete || sources.incomplete;
    RecordAssembly records(context, keyPrefixOf(files.first().path));
    routes::CodeRecords added(records, facts, sources.files);
    const SourceId source = added.sourceOf(files.first().path);
    Element service = codeService(context, records, source, files.first().path);
    records.noteLine({source, QStringLiteral("code"), 1});
    added.addTo(service, {}, {});
    std::sort(service.assets.begin(), service.assets.end());
    const DataFlow calls =
        impliedCalls(records, service.id, source, QStringLiteral("implied.api-calls"));
    records.model.elements.put(service);
    records.model.flows.put(calls);
    records.finish();
    return ImportResult {std::move(records.model),
                         sources.diagnostics + facts.diagnostics + records.diagnostics};
}

} // namespace

std::unique_ptr<Importer> makeRoutesImporter()
{
    return std::make_unique<RoutesImporter>();
}

} // namespace drawbridge
