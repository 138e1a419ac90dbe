#include "model/import/openapi/openapiimporter.h"
#include "tests/model/import/importworld.h"
#include "tests/support/testrunner.h"

#include <QDir>

#include <random>

using namespace drawbridge;
using namespace drawbridge::test;

class tst_openapi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOperationsAndParameters();
    void readsSwagger();
    void authenticationIsWhatTheWeakestWayAsks_data();
    void authenticationIsWhatTheWeakestWayAsks();
    void tellsLoginsUploadsAndAdministration();
    void followsReferencesInTheFileOnly();
    void callsOutAreFlows();
    void recognisesByContent_data();
    void recognisesByContent();
    void refuses_data();
    void refuses();
    void keepsSecretsOut();
    void survivesMutations();
    void samples_data();
    void samples();

private:
    Result<ImportResult> read(const QByteArray &text,
                              const QString &path = QStringLiteral("openapi.yaml")) const
    {
        return makeOpenApiImporter()->import({{path, text}}, m_world.context());
    }
    ImportResult imported(const QByteArray &text) const
    {
        auto result = read(text);
        if (!result) {
            QTest::qFail(qPrintable(result.error().toString()), __FILE__, __LINE__);
            return {};
        }
        return *std::move(result);
    }
    const Interface *endpoint(const ThreatModel &model, const QString &name) const
    {
        for (const Interface &interface : model.interfaces) {
            if (interface.name == name)
                return model.interfaces.find(interface.id);
        }
        return nullptr;
    }
    Value said(const ThreatModel &model, const QString &name, const QString &property) const
    {
        const Interface *found = endpoint(model, name);
        const Claim *claim = found
            ? claimOf(m_world.schema, RecordKind::Interface, found->properties, property)
            : nullptr;
        return claim ? claim->value : Value();
    }

    ImportWorld m_world;
};

static const QByteArray Shop = R"(openapi: 3.0.3
info: {title: Shop, version: "1"}
servers:
  - url: "https://{host}:8443/v1/"
    variables: {host: {default: shop.example}}
components:
  securitySchemes:
    login: {type: apiKey, in: cookie, name: sid}
    tool: {type: http, scheme: bearer}
    keys: {type: apiKey, in: header, name: X-Key}
    person: {type: openIdConnect, openIdConnectUrl: "https://id.example"}
  schemas:
    Order:
      allOf:
        - {$ref: "#/components/schemas/Line"}
        - {type: object, properties: {note: {type: string}}}
    Line: {type: object, properties: {article: {type: integer}, amount: {type: [integer, "null"]}}}
security: [{login: []}]
paths:
  /orders/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    get: {summary: One order, parameters: [{name: full, in: query, schema: {type: boolean}}]}
    put:
      security: [{person: [orders.write]}, {keys: [], login: []}]
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
  /health:
    get: {security: []}
)";

void tst_openapi::readsOperationsAndParameters()
{
    const ImportResult result = imported(Shop);
    QVERIFY(validate(result.model, m_world.schema).isEmpty());
    const Element *shop = elementNamed(result.model, QStringLiteral("Shop"));
    QVERIFY(shop);
    QCOMPARE(interfaceNames(result.model, QStringLiteral("Shop")),
             QStringList({QStringLiteral("GET /v1/health"), QStringLiteral("GET /v1/orders/{id}"),
                          QStringLiteral("PUT /v1/orders/{id}")}));
    const auto get = QStringLiteral("GET /v1/orders/{id}");
    const auto put = QStringLiteral("PUT /v1/orders/{id}");
    QCOMPARE(endpoint(result.model, get)->description, QStringLiteral("One order"));
    QCOMPARE(said(result.model, get, QStringLiteral("stateChanging")), Value(false));
    QCOMPARE(said(result.model, put, QStringLiteral("stateChanging")), Value(true));
    QCOMPARE(said(result.model, get, QStringLiteral("protocol")), Value(QStringLiteral("https")));
    const Value parameters = said(result.model, put, QStringLiteral("parameters"));
    QStringList names;
    for (const Value &parameter : *parameters.asList()) {
        QStringList words;
        for (const char16_t *field : {u"name", u"location", u"type"}) {
            const Value word = parameter.asMap()->value(QString::fromUtf16(field));
            words += *word.asString();
        }
        names += words.join(u' ');
    }
    QCOMPARE(
        names,
        QStringList({QStringLiteral("id path integer"), QStringLiteral("article body integer"),
                     QStringLiteral("amount body integer"), QStringLiteral("note body string")}));
    // Where each came from.
    const Claim *claim =
        claimOf(m_world.schema, RecordKind::Interface, endpoint(result.model, put)->properties,
                QStringLiteral("authentication"));
    QCOMPARE(claim->provenance.keyPath, QStringLiteral("paths./orders/{id}.put"));
    QCOMPARE(result.model.sources.begin()->lines.value(claim->provenance.keyPath), 23);
    QVERIFY(flowBetween(result.model, QStringLiteral("API clients"), QStringLiteral("Shop")));
}

void tst_openapi::readsSwagger()
{
    const ImportResult result = imported(
        R"({"swagger": "2.0", "info": {"title": "Rides"}, "host": "rides.example", "basePath": "/api/",
            "schemes": ["http"], "securityDefinitions": {"b": {"type": "basic"}},
            "paths": {"/rides": {"post": {"security": [{"b": []}], "parameters": [
                {"in": "body", "name": "ride", "schema": {"$ref": "#/definitions/Ride"}}]},
              "get": {"parameters": [{"in": "query", "name": "near", "type": "number"}]}}},
            "definitions": {"Ride": {"properties": {"from": {"type": "string"}}}}})");
    const auto post = QStringLiteral("POST /api/rides");
    QCOMPARE(said(result.model, post, QStringLiteral("authentication")),
             Value(QStringLiteral("basic")));
    const Value parameters = said(result.model, post, QStringLiteral("parameters"));
    QCOMPARE(parameters.asList()->size(), 1);
    QCOMPARE(said(result.model, QStringLiteral("GET /api/rides"), QStringLiteral("authentication")),
             Value(QStringLiteral("none")));
    const DataFlow *calls =
        flowBetween(result.model, QStringLiteral("API clients"), QStringLiteral("Rides"));
    QCOMPARE(
        claimOf(m_world.schema, RecordKind::Flow, calls->properties, QStringLiteral("encryption"))
            ->value,
        Value(QStringLiteral("none")));
}

void tst_openapi::authenticationIsWhatTheWeakestWayAsks_data()
{
    QTest::addColumn<QByteArray>("global");
    QTest::addColumn<QByteArray>("own");
    QTest::addColumn<Value>("expected");
    QTest::newRow("all of one way")
        << QByteArray() << QByteArray("security: [{tool: [], login: []}]")
        << Value(QStringLiteral("token"));
    QTest::newRow("any of two ways")
        << QByteArray() << QByteArray("security: [{tool: []}, {login: []}]")
        << Value(QStringLiteral("session"));
    QTest::newRow("inherited") << QByteArray("security: [{tool: []}]") << QByteArray("summary: x")
                               << Value(QStringLiteral("token"));
    QTest::newRow("none asked") << QByteArray("security: [{tool: []}]")
                                << QByteArray("security: []") << Value(QStringLiteral("none"));
    QTest::newRow("strangers too")
        << QByteArray("security: [{tool: []}, {}]") << QByteArray("summary: x") << Value();
    QTest::newRow("never spoken of") << QByteArray("x-a: 1") << QByteArray("summary: x") << Value();
    QTest::newRow("unknown scheme")
        << QByteArray() << QByteArray("security: [{other: []}]") << Value();
}

void tst_openapi::authenticationIsWhatTheWeakestWayAsks()
{
    QFETCH(QByteArray, global);
    QFETCH(QByteArray, own);
    QFETCH(Value, expected);
    const ImportResult result =
        imported("openapi: 3.1.0\ninfo: {title: A}\n" + global
                 + "\ncomponents:\n  securitySchemes:\n    tool: {type: http, scheme: Bearer}\n"
                   "    login: {type: apiKey, in: cookie, name: sid}\n"
                   "paths:\n  /a:\n    get:\n      "
                 + own + "\n");
    QCOMPARE(said(result.model, QStringLiteral("GET /a"), QStringLiteral("authentication")),
             expected);
}

void tst_openapi::tellsLoginsUploadsAndAdministration()
{
    const ImportResult result = imported(R"(openapi: 3.0.0
info: {title: A}
paths:
  /users/login:
    post: {requestBody: {content: {application/json: {schema: {properties: {password: {type: string}}}}}}}
  /files:
    post: {requestBody: {content: {multipart/form-data: {schema: {properties: {picture: {type: string, format: binary}}}}}}}
    get: {summary: List}
  /admin/users:
    get: {summary: All}
)");
    QCOMPARE(said(result.model, QStringLiteral("POST /users/login"), QStringLiteral("login")),
             Value(true));
    QCOMPARE(said(result.model, QStringLiteral("POST /files"), QStringLiteral("fileUpload")),
             Value(true));
    QCOMPARE(said(result.model, QStringLiteral("GET /files"), QStringLiteral("fileUpload")),
             Value(false));
    QCOMPARE(
        said(result.model, QStringLiteral("GET /admin/users"), QStringLiteral("administrative")),
        Value(true));
    QCOMPARE(said(result.model, QStringLiteral("GET /files"), QStringLiteral("administrative")),
             Value());
}

void tst_openapi::followsReferencesInTheFileOnly()
{
    const ImportResult result = imported(R"(openapi: 3.0.0
info: {title: A}
components:
  parameters:
    round: {$ref: "#/components/parameters/round"}
    a~b: {name: found, in: query, schema: {type: string}}
paths:
  /a:
    get:
      parameters:
        - {$ref: "#/components/parameters/a~0b"}
        - {$ref: "#/components/parameters/round"}
        - {$ref: "#/components/parameters/missing"}
        - {$ref: "../../etc/passwd"}
)");
    const Value parameters =
        said(result.model, QStringLiteral("GET /a"), QStringLiteral("parameters"));
    QCOMPARE(parameters.asList()->size(), 1);
    const QString told = messagesOf(result.diagnostics);
    QVERIFY(told.contains(QStringLiteral("circle")));
    QVERIFY(told.contains(QStringLiteral("no such entry")));
    QVERIFY(told.contains(QStringLiteral("only this file")));
}

void tst_openapi::callsOutAreFlows()
{
    const ImportResult hooks = imported("openapi: 3.1.0\ninfo: {title: A}\n"
                                        "webhooks: {paid: {post: {summary: Paid}}}\n");
    QVERIFY(flowBetween(hooks.model, QStringLiteral("A"), QStringLiteral("Webhook receivers")));
    const ImportResult calls =
        imported("openapi: 3.0.0\ninfo: {title: A}\npaths: {/s: {post: {callbacks: {done: "
                 "{'{$request.query.url}': {post: {summary: x}}}}}}}\n");
    QVERIFY(flowBetween(calls.model, QStringLiteral("A"), QStringLiteral("Callback receivers")));
}

void tst_openapi::recognisesByContent_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("expected");
    QTest::newRow("yaml") << QByteArray("# API\nopenapi: 3.0.0\n") << true;
    QTest::newRow("json") << QByteArray(" {\"info\": {}, \"openapi\" : \"3.1.0\"}") << true;
    QTest::newRow("swagger") << QByteArray("swagger: \"2.0\"\n") << true;
    QTest::newRow("compose") << QByteArray("services:\n  openapi:\n    image: a\n") << false;
    QTest::newRow("other json") << QByteArray("{\"debug\": true}") << false;
}

void tst_openapi::recognisesByContent()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, expected);
    QCOMPARE(makeOpenApiImporter()->recognises({QStringLiteral("a.yaml"), text}) > 0, expected);
}

void tst_openapi::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("version") << QByteArray("info: {}\nopenapi: 4.0.0\n")
                             << QStringLiteral("openapi.yaml:2");
    QTest::newRow("no description") << QByteArray("[1, 2]\n") << QStringLiteral("openapi.yaml:1");
    QTest::newRow("paths") << QByteArray("openapi: 3.0.0\npaths: [1]\n")
                           << QStringLiteral("'paths' needs to be a mapping");
    QTest::newRow("truncated") << QByteArray("{\"openapi\": \"3.0.0\", \"paths\": {")
                               << QStringLiteral("openapi.yaml:1");
    QByteArray many = "openapi: 3.0.0\npaths:\n";
    for (int i = 0; i < 6000; ++i)
        many += "  /p" + QByteArray::number(i) + ": {get: {summary: x}}\n";
    QTest::newRow("too many") << many << QStringLiteral("more than 5000 operations");
}

void tst_openapi::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    const auto result = read(text);
    QVERIFY(!result);
    QVERIFY2(result.error().toString().contains(message), qPrintable(result.error().toString()));
}

void tst_openapi::keepsSecretsOut()
{
    const ImportResult result =
        imported("openapi: 3.0.0\ninfo: {title: A, description: 'Use password=Xk29vmQ7pLw first'}\n"
                 "servers: [{url: 'https://root:Xk29vmQ7pLw@shop.example/'}]\n"
                 "paths: {/a: {get: {summary: 'try https://u:Xk29vmQ7pLw@x.example', parameters: "
                 "[{name: k, in: query, example: Xk29vmQ7pLw, schema: {type: string}}]}}}\n");
    QVERIFY(!everythingIn(result).contains(QStringLiteral("Xk29vmQ7pLw")));
}

// Broken files are refused or read, and nothing else.
void tst_openapi::survivesMutations()
{
    std::mt19937 random(7);
    const auto importer = makeOpenApiImporter();
    for (int round = 0; round < 400; ++round) {
        QByteArray text = Shop;
        for (int change = 0; change < 4; ++change) {
            const auto at = static_cast<qsizetype>(random() % static_cast<unsigned>(text.size()));
            if (random() % 2 == 0)
                text[at] = static_cast<char>(random() % 256);
            else
                text.remove(at, static_cast<qsizetype>(random() % 30));
        }
        const auto result =
            importer->import({{QStringLiteral("openapi.yaml"), text}}, m_world.context());
        if (result)
            QVERIFY(validate(result->model, m_world.schema).isEmpty());
        else
            QVERIFY(!result.error().message.isEmpty());
    }
}

void tst_openapi::samples_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(sharedSamples() + QStringLiteral("/openapi"));
    if (sharedSamples().isEmpty() || !folder.exists())
        QSKIP("the shared samples are not on this machine");
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name))
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void tst_openapi::samples()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    const auto importer = makeOpenApiImporter();
    const ImportFile given {QFileInfo(path).fileName(), bytes};
    QVERIFY(importer->recognises(given) > 0);
    const auto result = importer->import({given}, m_world.context());
    QVERIFY2(result.hasValue(), result ? "" : qPrintable(result.error().toString()));
    QVERIFY(validate(result->model, m_world.schema).isEmpty());
    QVERIFY(result->model.elements.size() >= 1);
}

DRAWBRIDGE_TEST(tst_openapi)
#include "tst_openapi.moc"
