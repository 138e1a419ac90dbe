#include "model/import/openapi/apidescription.h"

#include "model/import/endpointwords.h"
#include "model/import/openapi/parameters.h"
#include "model/import/openapi/security.h"
#include "model/import/secretclassifier.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace drawbridge::openapi {

namespace {

constexpr qsizetype MostOperations = 5'000;
constexpr qsizetype LongestPath = 512;
constexpr std::array OperationMethods = {u"get",     u"put",  u"post",  u"delete",
                                         u"options", u"head", u"patch", u"trace"};

// Text of the file that is shown: one line, without what looks like a secret.
QString shownText(const TreeNode &node, qsizetype longest)
{
    return redactedText(node.text()).simplified().left(longest);
}

// Where a server's "{variables}" are replaced by their defaults.
QString serverUrl(const TreeNode &server)
{
    QString url = server[u"url"].text().trimmed();
    const TreeNode variables = server[u"variables"];
    for (qsizetype i = 0; variables.isMapping() && i < variables.size(); ++i)
        url.replace(u'{' + variables.keyAt(i).text() + u'}', variables.at(i)[u"default"].text());
    return url;
}

class DescriptionReader
{
public:
    DescriptionReader(TreeNode root, Diagnostics &diagnostics)
        : m_root(root)
        , m_references(root, diagnostics)
        , m_security(root, m_references)
        , m_diagnostics(diagnostics)
    {
    }

    Result<ApiDescription> read();

private:
    void readServers();
    void readSwaggerServer();
    Result<void> readPaths();
    void readItem(const QString &path, const TreeNode &item);
    void readOperation(const QString &path, const TreeNode &item, qsizetype index);
    void classify(ApiOperation &operation, const TreeNode &node) const;

    TreeNode m_root;
    References m_references;
    SecuritySchemes m_security;
    Diagnostics &m_diagnostics;
    ApiDescription m_api;
};

void DescriptionReader::readServers()
{
    const TreeNode servers = m_root[u"servers"];
    for (qsizetype i = 0; servers.isSequence() && i < servers.size(); ++i) {
        const QUrl url(serverUrl(servers.at(i)));
        const QString base =
            QStringLiteral("/") + url.path().section(u'/', 0, -1, QString::SectionSkipEmpty);
        const QString path = base == u"/" ? QString() : base;
        if (i == 0) {
            m_api.scheme = url.scheme();
            m_api.port = url.port(-1);
            m_api.basePath = path;
            m_api.serverLine = servers.at(i).line();
            continue;
        }
        if (m_api.scheme != url.scheme())
            m_api.scheme.clear();
        if (m_api.port != url.port(-1))
            m_api.port = -1;
        if (m_api.basePath != path)
            m_api.basePath.clear();
    }
}

void DescriptionReader::readSwaggerServer()
{
    const TreeNode schemes = m_root[u"schemes"];
    if (schemes.size() == 1)
        m_api.scheme = schemes.at(0).text();
    m_api.serverLine = schemes.isMissing() ? m_root[u"host"].line() : schemes.line();
    m_api.basePath = m_root[u"basePath"].text();
    while (m_api.basePath.endsWith(u'/'))
        m_api.basePath.chop(1);
    const QUrl host(QStringLiteral("//") + m_root[u"host"].text());
    m_api.port = host.port(-1);
}

// Words in paths and bodies that tell what an operation is for.
void DescriptionReader::classify(ApiOperation &operation, const TreeNode &node) const
{
    bool password = false;
    for (const ApiParameter &parameter : std::as_const(operation.parameters))
        password = password || parameter.name.contains(u"password", Qt::CaseInsensitive);
    operation.login = operation.method == u"POST" && password && isLoginPath(operation.path);
    operation.administrative = isAdministrativePath(operation.path);
    operation.callsBack = node[u"callbacks"].isMapping() && node[u"callbacks"].size() > 0;
}

void DescriptionReader::readOperation(const QString &path, const TreeNode &item, qsizetype index)
{
    const TreeNode node = item.at(index);
    const QString method = item.keyAt(index).text();
    ApiOperation operation;
    operation.method = method.toUpper();
    operation.path = path;
    operation.keyPath = QStringLiteral("paths.") + path + u'.' + method;
    operation.line = item.keyAt(index).line();
    operation.summary = shownText(node[u"summary"], 300);
    if (operation.summary.isEmpty())
        operation.summary = shownText(node[u"description"], 300);
    ParameterReader parameters(m_references, operation);
    parameters.readParameters(item[u"parameters"]);
    parameters.readParameters(node[u"parameters"]);
    if (node.contains(u"requestBody"))
        parameters.readBody(node[u"requestBody"]);
    if (const auto security = m_security.of(node)) {
        operation.authentication = security->authentication;
        operation.authenticationLine = security->line;
        operation.needsScopes = security->scopes;
    }
    classify(operation, node);
    m_api.operations.append(operation);
}

void DescriptionReader::readItem(const QString &path, const TreeNode &item)
{
    for (qsizetype i = 0; i < item.size(); ++i) {
        const QString method = item.keyAt(i).text();
        const bool known = std::find(OperationMethods.begin(), OperationMethods.end(), method)
            != OperationMethods.end();
        if (known && item.at(i).isMapping())
            readOperation(path, item, i);
    }
}

Result<void> DescriptionReader::readPaths()
{
    const TreeNode paths = m_root[u"paths"];
    if (!paths.isMissing() && !paths.isNull() && !paths.isMapping())
        return paths.error(QStringLiteral("'paths' needs to be a mapping of paths"));
    for (qsizetype i = 0; paths.isMapping() && i < paths.size(); ++i) {
        const QString path = paths.keyAt(i).text();
        if (path.startsWith(u"x-"))
            continue;
        if (!path.startsWith(u'/')) {
            m_diagnostics.append({DiagnosticSeverity::Warning,
                                  QStringLiteral("a path that does not begin with '/' is left out"),
                                  paths.keyAt(i).location()});
            continue;
        }
        const TreeNode item = m_references.resolved(paths.at(i));
        if (item.isMapping())
            readItem(redactedText(path).simplified().left(LongestPath), item);
        if (m_api.operations.size() > MostOperations)
            return paths.error(
                QStringLiteral("more than %1 operations are not read").arg(MostOperations),
                ErrorCode::LimitExceeded);
    }
    return {};
}

Result<ApiDescription> DescriptionReader::read()
{
    const bool swagger = m_root.contains(u"swagger");
    const TreeNode version = swagger ? m_root[u"swagger"] : m_root[u"openapi"];
    const QString number = version.text();
    if (!number.startsWith(swagger ? u"2" : u"3."))
        return version.error(
            QStringLiteral("this version is not known; OpenAPI 3.x and Swagger 2.0 are read"),
            ErrorCode::Unsupported);
    const TreeNode info = m_root[u"info"];
    m_api.title = shownText(info[u"title"], 128);
    m_api.description = shownText(info[u"description"], 1000);
    m_api.line = info.line();
    if (swagger)
        readSwaggerServer();
    else
        readServers();
    if (const Result<void> done = readPaths(); !done)
        return done.error();
    const TreeNode webhooks = m_root[u"webhooks"];
    for (qsizetype i = 0; webhooks.isMapping() && i < webhooks.size() && i < 100; ++i)
        m_api.webhooks += redactedText(webhooks.keyAt(i).text()).simplified().left(128);
    return m_api;
}

} // namespace

Result<ApiDescription> readApiDescription(const TreeDocument &document, Diagnostics &diagnostics)
{
    const TreeNode root = document.root();
    if (!root.isMapping() || !(root.contains(u"openapi") || root.contains(u"swagger")))
        return root.error(
            QStringLiteral("is no OpenAPI description: it has neither 'openapi' nor 'swagger'"));
    return DescriptionReader(root, diagnostics).read();
}

} // namespace drawbridge::openapi
