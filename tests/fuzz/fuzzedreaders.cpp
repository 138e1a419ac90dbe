#include "tests/fuzz/fuzzedreaders.h"

#include "app/services/ruleevaluation.h"
#include "app/services/services.h"
#include "catalogs/import/catalogoverlay.h"
#include "catalogs/import/importcatalog.h"
#include "model/core/validator.h"
#include "model/evidence/readscan.h"
#include "model/import/routes/application.h"
#include "model/project/evidencefile.h"
#include "model/project/projectreader.h"
#include "model/project/projectwriter.h"
#include "model/text/treedocument.h"

#include <QBuffer>

namespace drawbridge::fuzz {

namespace {

const Services &services()
{
    static const std::unique_ptr<Services> instance = [] {
        Result<std::unique_ptr<Services>> created = Services::create({{}, {}, false, true});
        if (!created)
            qFatal("%s", qPrintable(created.error().toString()));
        return std::move(*created);
    }();
    return *instance;
}

// What an importer accepted must be a model that holds together.
bool importBytes(const Importer &importer, const QByteArray &bytes,
                 const QString &name = QStringLiteral("input"))
{
    ImportContext context;
    context.schema = services().schema().get();
    context.images = services().images();
    context.importRoot = QStringLiteral("fuzz");
    context.readSibling = [&](const QString &path, qsizetype maximum) -> Result<QByteArray> {
        // Sources look in many places for what they import.
        if (routes::languageOf(name) && !path.endsWith(u"input.py") && !path.endsWith(u"input.ts"))
            return Error {ErrorCode::NotFound, QStringLiteral("no such file"), {path, 0, 0}};
        // A file that refers to others finds itself, and so its own mistakes, everywhere.
        if (bytes.size() > maximum)
            return Error {ErrorCode::LimitExceeded, QStringLiteral("too large"), {path, 0, 0}};
        return bytes;
    };
    const QList<ImportFile> files {{name, bytes}};
    importer.recognises(files.first());
    const Result<ImportResult> result = importer.import(files, context);
    if (!result)
        return false;
    const QList<ModelProblem> problems = validate(result->model, *services().schema());
    if (!problems.isEmpty())
        qFatal("the imported model does not hold together: %s",
               qPrintable(problems.first().message));
    return true;
}

// What was read is written and read again as the same.
bool readProject(const QByteArray &bytes)
{
    const ProjectReader reader(*services().schema());
    const Result<ProjectContent> content = reader.read(bytes, QStringLiteral("input"));
    if (!content)
        return false;
    const ProjectWriter writer(*services().schema());
    const QByteArray written = writer.write(content->model);
    const Result<ProjectContent> again = reader.read(written, QStringLiteral("written"));
    if (!again)
        qFatal("what was written cannot be read: %s", qPrintable(again.error().toString()));
    if (writer.write(again->model) != written)
        qFatal("writing what was read gives other bytes");
    return true;
}

bool readEvidenceBytes(const QByteArray &bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    return bool(readEvidence(buffer, QStringLiteral("input")));
}

bool readScanBytes(const QByteArray &bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    return bool(readScan(buffer, QStringLiteral("input")));
}

// What was imported is brought over the bundled catalogs again as the same.
bool importCatalogBytes(const QByteArray &bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    CatalogImport import;
    if (!import.read(buffer, QStringLiteral("input")))
        return false;
    static const CatalogContent bundled = services().catalog()->content();
    Diagnostics notes;
    const Result<CatalogContent> content = import.applyTo(bundled, notes);
    if (!content)
        return false;
    if (overlayCatalog(bundled, *content) != *content)
        qFatal("the imported catalogs do not hold together");
    return true;
}

std::vector<FuzzedReader> makeReaders()
{
    std::vector<FuzzedReader> readers {
        {QStringLiteral("yaml"),
         [](const QByteArray &bytes) {
             return bool(TreeDocument::parseYamlStream(bytes, QStringLiteral("input")));
         }},
        {QStringLiteral("json"),
         [](const QByteArray &bytes) {
             return bool(TreeDocument::parseJson(bytes, QStringLiteral("input")));
         }},
        {QStringLiteral("project"), readProject},
        {QStringLiteral("evidence"), readEvidenceBytes},
        {QStringLiteral("scan"), readScanBytes},
        {QStringLiteral("catalog"), importCatalogBytes},
        {QStringLiteral("rules"),
         [](const QByteArray &bytes) {
             return bool(RuleSet::load({{QStringLiteral("input"), bytes}}, services().schema()));
         }},
        {QStringLiteral("condition"),
         [](const QByteArray &bytes) {
             const auto answer =
                 evaluateCondition(QString::fromUtf8(bytes), QByteArrayLiteral("{\"x\": [1, 2]}"));
             return answer && !answer->json.contains("\"error\"");
         }},
    };
    for (const std::unique_ptr<Importer> &importer : services().importers()) {
        // The name of a source file tells its language.
        if (importer->format() == u"routes") {
            readers.push_back({QStringLiteral("python"), [&importer](const QByteArray &bytes) {
                                   return importBytes(*importer, bytes, QStringLiteral("a.py"));
                               }});
            readers.push_back({QStringLiteral("script"), [&importer](const QByteArray &bytes) {
                                   return importBytes(*importer, bytes, QStringLiteral("a.ts"));
                               }});
            continue;
        }
        readers.push_back({importer->format(), [&importer](const QByteArray &bytes) {
                               return importBytes(*importer, bytes);
                           }});
    }
    return readers;
}

} // namespace

const std::vector<FuzzedReader> &fuzzedReaders()
{
    static const std::vector<FuzzedReader> readers = makeReaders();
    return readers;
}

} // namespace drawbridge::fuzz
