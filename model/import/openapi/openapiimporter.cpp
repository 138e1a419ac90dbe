#include "model/import/openapi/openapiimporter.h"

#include "model/import/callers.h"
#include "model/import/openapi/apidescription.h"
#include "model/import/recordassembly.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>

namespace drawbridge {

namespace {

class OpenApiImporter final : public Importer
{
public:
    QString format() const override { return QStringLiteral("openapi"); }
    QString fileFilter() const override
    {
        return QStringLiteral("OpenAPI, Swagger (*.yaml *.yml *.json)");
    }
    int recognises(const ImportFile &file) const override;
    Result<ImportResult> import(const QList<ImportFile> &files,
                                const ImportContext &context) const override;
};

bool looksLikeJson(const QByteArray &bytes)
{
    const QByteArray start = bytes.left(64).trimmed();
    return start.startsWith('{') || start.startsWith("\xef\xbb\xbf{");
}

Result<TreeDocument> parseDescription(const ImportFile &file)
{
    return looksLikeJson(file.bytes) ? TreeDocument::parseJson(file.bytes, file.path)
                                     : TreeDocument::parseYaml(file.bytes, file.path);
}

// Puts one description into the model.
class DescriptionRecords
{
public:
    DescriptionRecords(RecordAssembly &records, const ImportContext &context,
                       const ImportFile &file, const openapi::ApiDescription &api)
        : m_records(records)
        , m_context(context)
        , m_file(file)
        , m_api(api)
    {
    }

    void add();

private:
    void addEndpoint(const openapi::ApiOperation &operation);
    void describe(Interface &endpoint, const openapi::ApiOperation &operation);
    void addClients();
    void addReceivers();

    RecordAssembly &m_records;
    const ImportContext &m_context;
    const ImportFile &m_file;
    const openapi::ApiDescription &m_api;
    SourceId m_source;
    Element m_service;
};

void DescriptionRecords::describe(Interface &endpoint, const openapi::ApiOperation &operation)
{
    const auto say = [&](const char16_t *name, const Value &value, int line) {
        m_records.set(endpoint.properties, RecordKind::Interface, QString::fromUtf16(name), value,
                      ClaimSource::File, {m_source, operation.keyPath, line});
    };
    const bool reads = operation.method == u"GET" || operation.method == u"HEAD"
        || operation.method == u"OPTIONS" || operation.method == u"TRACE";
    say(u"method", operation.method, operation.line);
    say(u"path", m_api.basePath + operation.path, operation.line);
    if (!m_api.scheme.isEmpty())
        say(u"protocol", m_api.scheme, m_api.serverLine);
    say(u"stateChanging", !reads, operation.line);
    if (!operation.authentication.isEmpty())
        say(u"authentication", operation.authentication, operation.authenticationLine);
    if (operation.needsScopes)
        say(u"authorization", QStringLiteral("function"), operation.authenticationLine);
    ValueList parameters;
    for (const openapi::ApiParameter &parameter : operation.parameters) {
        ValueMap fields {{QStringLiteral("name"), parameter.name},
                         {QStringLiteral("location"), parameter.location}};
        if (!parameter.type.isEmpty())
            fields.insert(QStringLiteral("type"), parameter.type);
        parameters += fields;
    }
    say(u"parameters", parameters, operation.line);
    if (operation.takesFiles || !operation.takesBody)
        say(u"fileUpload", operation.takesFiles, operation.line);
    if (operation.login)
        say(u"login", true, operation.line);
    if (operation.administrative)
        say(u"administrative", true, operation.line);
}

void DescriptionRecords::addEndpoint(const openapi::ApiOperation &operation)
{
    Interface endpoint;
    endpoint.id = InterfaceId(m_records.id('p', operation.keyPath));
    endpoint.owner = m_service.id;
    endpoint.kind = InterfaceKind::HttpRoute;
    endpoint.name = operation.method + u' ' + m_api.basePath + operation.path;
    endpoint.description = operation.summary;
    endpoint.sourceKey = {m_source, operation.keyPath};
    describe(endpoint, operation);
    m_records.noteLine({m_source, operation.keyPath, operation.line});
    m_records.model.interfaces.put(endpoint);
}

void DescriptionRecords::addClients()
{
    DataFlow calls =
        impliedCalls(m_records, m_service.id, m_source, QStringLiteral("implied.api-calls"));
    const auto say = [&](const char16_t *name, const Value &value) {
        m_records.set(calls.properties, RecordKind::Flow, QString::fromUtf16(name), value,
                      ClaimSource::File, {m_source, QStringLiteral("servers"), m_api.serverLine});
    };
    if (!m_api.scheme.isEmpty())
        say(u"protocol", m_api.scheme);
    if (m_api.scheme == u"https" || m_api.scheme == u"http")
        say(u"encryption",
            m_api.scheme == u"https" ? QStringLiteral("tls") : QStringLiteral("none"));
    m_records.model.flows.put(calls);
}

void DescriptionRecords::addReceivers()
{
    const bool callsBack =
        std::any_of(m_api.operations.begin(), m_api.operations.end(),
                    [](const openapi::ApiOperation &operation) { return operation.callsBack; });
    if (!callsBack && m_api.webhooks.isEmpty())
        return;
    const QString key = callsBack ? QStringLiteral("callbacks") : QStringLiteral("webhooks");
    Element receivers;
    receivers.id = ElementId(m_records.id('e', QStringLiteral("receivers")));
    receivers.kind = ElementKind::ExternalEntity;
    receivers.name =
        callsBack ? QStringLiteral("Callback receivers") : QStringLiteral("Webhook receivers");
    receivers.description = callsBack
        ? QStringLiteral("Called at addresses that callers of the API name")
        : QStringLiteral("Told of: ") + m_api.webhooks.join(QStringLiteral(", "));
    receivers.technology = QStringLiteral("third-party-service");
    receivers.sourceKey = {m_source, QStringLiteral("receivers")};
    DataFlow notice;
    notice.id = FlowId(m_records.id('f', key));
    notice.source = m_service.id;
    notice.target = receivers.id;
    notice.sourceKey = {m_source, key};
    notice.name = callsBack ? QStringLiteral("Calls back") : QStringLiteral("Sends events");
    m_records.model.elements.put(receivers);
    m_records.model.flows.put(notice);
}

void DescriptionRecords::add()
{
    m_source = m_records.addSource(
        QStringLiteral("openapi"), m_file.path,
        QCryptographicHash::hash(m_file.bytes, QCryptographicHash::Sha256).toHex());
    m_service.id = ElementId(m_records.id('e', QStringLiteral("info")));
    m_service.kind = ElementKind::Process;
    m_service.technology = QStringLiteral("web-service");
    m_service.name = !m_api.title.isEmpty() ? m_api.title
        : m_context.importRoot.isEmpty()    ? QStringLiteral("API")
                                            : m_context.importRoot;
    m_service.description = m_api.description;
    m_service.sourceKey = {m_source, QStringLiteral("info")};
    m_records.noteLine({m_source, QStringLiteral("info"), m_api.line});
    for (const openapi::ApiOperation &operation : m_api.operations)
        addEndpoint(operation);
    m_records.model.elements.put(m_service);
    if (!m_api.operations.isEmpty())
        addClients();
    addReceivers();
    const bool silent = std::all_of(
        m_api.operations.begin(), m_api.operations.end(),
        [](const openapi::ApiOperation &operation) { return operation.authentication.isEmpty(); });
    if (silent && !m_api.operations.isEmpty())
        m_records.diagnostics.append(
            {DiagnosticSeverity::Information,
             QStringLiteral("says nothing of how callers are authenticated; that stays a question"),
             {m_file.path, 0, 0}});
}

int OpenApiImporter::recognises(const ImportFile &file) const
{
    static const QRegularExpression yaml(
        QStringLiteral("^(openapi|\"openapi\"|swagger|\"swagger\"):"),
        QRegularExpression::MultilineOption);
    static const QRegularExpression json(QStringLiteral("\"(openapi|swagger)\"\\s*:\\s*\"[0-9]"));
    if (looksLikeJson(file.bytes)) {
        // Tools write the keys in any order.
        const QString text = QString::fromUtf8(
            file.bytes.first(std::min<qsizetype>(file.bytes.size(), 8 * 1024 * 1024)));
        return json.match(text).hasMatch() ? 90 : 0;
    }
    const QString start =
        QString::fromUtf8(file.bytes.first(std::min<qsizetype>(file.bytes.size(), 1024 * 1024)));
    return yaml.match(start).hasMatch() ? 90 : 0;
}

Result<ImportResult> OpenApiImporter::import(const QList<ImportFile> &files,
                                             const ImportContext &context) const
{
    if (files.isEmpty())
        return Error {
            ErrorCode::Usage, QStringLiteral("there is no API description to import"), {}};
    RecordAssembly records(context, keyPrefixOf(files.first().path));
    for (const ImportFile &file : files) {
        const Result<TreeDocument> document = parseDescription(file);
        if (!document)
            return document.error();
        const auto api = openapi::readApiDescription(*document, records.diagnostics);
        if (!api)
            return api.error();
        DescriptionRecords(records, context, file, *api).add();
    }
    records.finish();
    return ImportResult {std::move(records.model), std::move(records.diagnostics)};
}

} // namespace

std::unique_ptr<Importer> makeOpenApiImporter()
{
    return std::make_unique<OpenApiImporter>();
}

} // namespace drawbridge
