#include "model/import/compose/composeimporter.h"
#include "model/import/routes/routesimporter.h"
#include "tests/model/import/importworld.h"
#include "tests/support/testrunner.h"

#include <random>

using namespace drawbridge;
using namespace drawbridge::test;

static const QByteArray Console = R"(import os
from flask import Flask, request

SECRET_KEY = "tall-grass-17"
app = Flask(__name__)

@app.route("/ping")
def ping():
    return os.popen("ping " + request.args["ip"]).read()

@app.route("/add", methods=["POST"])
def add():
    return str(int(request.form["a"]) + 1)

app.run(host="0.0.0.0", port=5000, debug=True)
)";

// Sources as a model: by themselves, and within the containers that are built of them.
class tst_routesimporter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recognises_data();
    void recognises();
    void endpointsHaveTheirPlaces();
    void theServiceKnowsWhatItsCodeSays();
    void importsAreFollowed();
    void refuses_data();
    void refuses();
    void secretsStayOut();
    void composeReadsWhatItBuilds();
    void composeLeavesOutTestsAndLibraries();
    void composeMayBeToldNotTo();
    void onlyWhatServesHasTheRoutes();
    void aFolderForEachService();
    void portsAreThoseOfTheContainer();
    void survivesMutations();

private:
    Result<ImportResult> read(const QByteArray &text,
                              const QString &path = QStringLiteral("web/app.py")) const
    {
        return makeRoutesImporter()->import({{path, text}}, m_world.context());
    }
    ImportResult checked(Result<ImportResult> result) const
    {
        if (!result) {
            QTest::qFail(qPrintable(result.error().toString()), __FILE__, __LINE__);
            return {};
        }
        for (const ModelProblem &problem : validate(result->model, m_world.schema))
            QTest::qFail(qPrintable(problem.message), __FILE__, __LINE__);
        return *std::move(result);
    }
    ImportResult compose(const QByteArray &yaml, const QMap<QString, QByteArray> &files,
                         bool readsCode = true)
    {
        m_world.siblings = files;
        m_world.listsFiles = true;
        ImportContext context = m_world.context();
        context.readsCode = readsCode;
        return checked(
            makeComposeImporter()->import({{QStringLiteral("compose.yaml"), yaml}}, context));
    }
    const Claim *claim(const ThreatModel &model, const QString &endpoint,
                       const QString &property) const
    {
        for (const Interface &interface : model.interfaces) {
            if (interface.name == endpoint)
                return claimOf(m_world.schema, RecordKind::Interface, interface.properties,
                               property);
        }
        return nullptr;
    }
    QString placeOf(const ThreatModel &model, const Claim *claim) const
    {
        const Source *source = claim ? model.sources.find(claim->provenance.source) : nullptr;
        return source
            ? source->path + u':' + QString::number(source->lines.value(claim->provenance.keyPath))
            : QString();
    }
    static QStringList routesOf(const ThreatModel &model, const QString &element)
    {
        QStringList names;
        for (const QString &name : interfaceNames(model, element)) {
            if (name.contains(u' '))
                names += name;
        }
        return names;
    }

    ImportWorld m_world;
};

void tst_routesimporter::recognises_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("known");
    const auto row = [](const char *path, const char *text, bool known) {
        QTest::newRow(text) << QString::fromLatin1(path) << QByteArray(text) << known;
    };
    row("app.py", "from flask import Flask", true);
    row("app.py", "import fastapi", true);
    row("users.py", "from . import bp\n@bp.get('/x')\ndef f(): pass", true);
    row("worker.py", "import redis", false);
    row("app.js", "const e = require('express')", true);
    row("users.ts", "router.get('/x', f)", true);
    row("math.js", "export const x = 1", false);
    row("readme.md", "from flask import Flask", false);
    row("compose.yaml", "services: {flask: {image: x}}", false);
}

void tst_routesimporter::recognises()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, text);
    QFETCH(bool, known);
    QCOMPARE(makeRoutesImporter()->recognises({path, text}) > 0, known);
}

void tst_routesimporter::endpointsHaveTheirPlaces()
{
    const ImportResult result = checked(read(Console));
    QCOMPARE(routesOf(result.model, QStringLiteral("web")),
             QStringList({QStringLiteral("GET /ping"), QStringLiteral("POST /add")}));
    const QString ping = QStringLiteral("GET /ping");
    QCOMPARE(placeOf(result.model, claim(result.model, ping, QStringLiteral("method"))),
             QStringLiteral("web/app.py:7"));
    // Where the parameter ends, not where the route begins.
    const Claim *parameters = claim(result.model, ping, QStringLiteral("parameters"));
    QCOMPARE(placeOf(result.model, parameters), QStringLiteral("web/app.py:9"));
    const ValueMap ip = *parameters->value.asList()->first().asMap();
    QCOMPARE(ip.value(QStringLiteral("name")), Value(QStringLiteral("ip")));
    QCOMPARE(ip.value(QStringLiteral("location")), Value(QStringLiteral("query")));
    QCOMPARE(ip.value(QStringLiteral("sink")), Value(QStringLiteral("shell")));
    QCOMPARE(ip.value(QStringLiteral("validation")), Value(QStringLiteral("none")));
    QCOMPARE(claim(result.model, ping, QStringLiteral("authentication"))->value,
             Value(QStringLiteral("none")));
    QCOMPARE(
        claim(result.model, QStringLiteral("POST /add"), QStringLiteral("stateChanging"))->value,
        Value(true));
    // What cannot be told is left out: what a shell does.
    QVERIFY(!claim(result.model, ping, QStringLiteral("stateChanging")));
    QVERIFY(flowBetween(result.model, QStringLiteral("API clients"), QStringLiteral("web")));
}

void tst_routesimporter::theServiceKnowsWhatItsCodeSays()
{
    const ImportResult result = checked(read(Console));
    const Element *web = elementNamed(result.model, QStringLiteral("web"));
    QVERIFY(web);
    QCOMPARE(valueOf(m_world.schema, *web, QStringLiteral("debugMode")), Value(true));
    QCOMPARE(valueOf(m_world.schema, *web, QStringLiteral("inputValidated")), Value(false));
    QCOMPARE(valueOf(m_world.schema, *web, QStringLiteral("processesUntrustedInput")), Value(true));
    QCOMPARE(valueOf(m_world.schema, *web, QStringLiteral("codeSecrets")),
             Value(ValueList {QStringLiteral("SECRET_KEY")}));
    QCOMPARE(web->assets.size(), 1);
    QCOMPARE(result.model.assets.find(web->assets.first())->name,
             QStringLiteral("SECRET_KEY (app.py)"));
    QCOMPARE(claim(result.model, QStringLiteral("GET /ping"), QStringLiteral("port"))->value,
             Value(qint64(5000)));
    // No secret, no debugger.
    const ImportResult plain =
        checked(read("from flask import Flask\napp = Flask('x')\n@app.get('/')\ndef f(): pass\n"));
    const Element *bare = elementNamed(plain.model, QStringLiteral("web"));
    QCOMPARE(valueOf(m_world.schema, *bare, QStringLiteral("codeSecrets")), Value(ValueList()));
    QVERIFY(valueOf(m_world.schema, *bare, QStringLiteral("debugMode")).isNull());
    QVERIFY(valueOf(m_world.schema, *bare, QStringLiteral("inputValidated")).isNull());
}

void tst_routesimporter::importsAreFollowed()
{
    m_world.siblings = sourceFiles(QStringLiteral("flask"));
    const ImportResult result =
        checked(read(m_world.siblings.value(QStringLiteral("wsgi.py")), QStringLiteral("wsgi.py")));
    m_world.siblings.clear();
    const QStringList routes = routesOf(result.model, QStringLiteral("shop"));
    QVERIFY2(routes.contains(QStringLiteral("POST /auth/login")), qPrintable(routes.join(u'\n')));
    QVERIFY(routes.contains(QStringLiteral("GET /api/v1/search")));
    QVERIFY(routes.contains(QStringLiteral("GET /admin/")));
    QCOMPARE(placeOf(result.model,
                     claim(result.model, QStringLiteral("GET /api/v1/search"),
                           QStringLiteral("parameters"))),
             QStringLiteral("shop/api/products.py:31"));
}

void tst_routesimporter::refuses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no routes") << "a.py" << QByteArray("x = 1\n");
    QTest::newRow("empty") << "a.py" << QByteArray();
    QTest::newRow("unknown language") << "a.rb" << QByteArray("get '/' do end");
    QTest::newRow("standard input") << "standard input" << Console;
    QTest::newRow("binary") << "a.js" << QByteArray("\0\x01\xff\xfe", 4);
}

void tst_routesimporter::refuses()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, text);
    const auto result = read(text, path);
    QVERIFY(!result);
    QCOMPARE(result.error().where.file, path);
    QVERIFY(!result.error().message.isEmpty() && !result.error().message.contains(u'\n'));
}

void tst_routesimporter::secretsStayOut()
{
    const QByteArray source = Console
        + "db = connect('postgres://app:birch-creek-5@db/app')\n"
          "@app.get('/redis://u:birch-creek-5@h/<x>')\ndef g(x): return request.args['password="
          "birch-creek-5']\n";
    const ImportResult result = checked(read(source));
    const QString everything = everythingIn(result);
    QVERIFY(!everything.contains(u"tall-grass-17"));
    QVERIFY2(!everything.contains(u"birch-creek-5"), qPrintable(everything));
}

void tst_routesimporter::composeReadsWhatItBuilds()
{
    const ImportResult result = compose("services:\n  web:\n    build: ./web\n    ports: "
                                        "['5000:5000']\n  db:\n    image: postgres\n",
                                        {{QStringLiteral("web/app.py"), Console},
                                         {QStringLiteral("web/Dockerfile"), "FROM python:3.12\n"},
                                         {QStringLiteral("other/app.py"), Console}});
    QCOMPARE(routesOf(result.model, QStringLiteral("web")),
             QStringList({QStringLiteral("GET /ping"), QStringLiteral("POST /add")}));
    QCOMPARE(routesOf(result.model, QStringLiteral("db")), QStringList());
    const Element *web = elementNamed(result.model, QStringLiteral("web"));
    QCOMPARE(valueOf(m_world.schema, *web, QStringLiteral("codeSecrets")),
             Value(ValueList {QStringLiteral("SECRET_KEY")}));
    QVERIFY(!everythingIn(result).contains(u"tall-grass-17"));
    // One client from outside, not another for the code.
    QVERIFY(!elementNamed(result.model, QStringLiteral("API clients")));
}

void tst_routesimporter::composeLeavesOutTestsAndLibraries()
{
    const QByteArray route =
        "const app = require('express')();\napp.get('/wrong', (req, res) => eval(req.query.x));\n";
    QMap<QString, QByteArray> files {
        {QStringLiteral("web/server.js"),
         "const app = require('express')();\napp.get('/right', (req, res) => res.json({}));\n"}};
    for (const char *path :
         {"web/node_modules/x/index.js", "web/test/app.js", "web/app.test.js", "web/app.spec.ts",
          "web/dist/app.js", "web/public/app.min.js", "web/.cache/app.js", "web/__tests__/a.js"})
        files.insert(QString::fromLatin1(path), route);
    const ImportResult result = compose("services: {web: {build: web}}\n", files);
    QCOMPARE(routesOf(result.model, QStringLiteral("web")),
             QStringList({QStringLiteral("GET /right")}));
}

void tst_routesimporter::composeMayBeToldNotTo()
{
    const ImportResult result = compose("services: {web: {build: web}}\n",
                                        {{QStringLiteral("web/app.py"), Console}}, false);
    QCOMPARE(routesOf(result.model, QStringLiteral("web")), QStringList());
    QVERIFY(valueOf(m_world.schema, *elementNamed(result.model, QStringLiteral("web")),
                    QStringLiteral("codeSecrets"))
                .isNull());
}

// A worker that is built of the same sources serves nothing.
void tst_routesimporter::onlyWhatServesHasTheRoutes()
{
    const QMap<QString, QByteArray> files {{QStringLiteral("app.py"), Console}};
    const ImportResult ports =
        compose("services:\n  web: {build: ., ports: ['80:5000']}\n  jobs: {build: .}\n", files);
    QCOMPARE(routesOf(ports.model, QStringLiteral("web")).size(), 2);
    QCOMPARE(routesOf(ports.model, QStringLiteral("jobs")).size(), 0);
    const ImportResult commands = compose(
        "services:\n  web: {build: .}\n  jobs: {build: ., command: celery -A app worker}\n", files);
    QCOMPARE(routesOf(commands.model, QStringLiteral("web")).size(), 2);
    QCOMPARE(routesOf(commands.model, QStringLiteral("jobs")).size(), 0);
    // Its secrets are in both.
    QCOMPARE(valueOf(m_world.schema, *elementNamed(commands.model, QStringLiteral("jobs")),
                     QStringLiteral("codeSecrets")),
             Value(ValueList {QStringLiteral("SECRET_KEY")}));
}

void tst_routesimporter::aFolderForEachService()
{
    const auto app = [](const QByteArray &path) {
        return QByteArray("from flask import Flask\napp = Flask('x')\n@app.get('") + path
            + "')\ndef f(): pass\n";
    };
    const QMap<QString, QByteArray> files {{QStringLiteral("main.py"), app("/main")},
                                           {QStringLiteral("api/app.py"), app("/api")},
                                           {QStringLiteral("shop/app.py"), app("/shop")}};
    const ImportResult result =
        compose("services:\n  main: {build: .}\n  api: {build: api}\n  shop: {build: {context: ., "
                "dockerfile: shop/Dockerfile}}\n",
                files);
    QCOMPARE(routesOf(result.model, QStringLiteral("main")),
             QStringList({QStringLiteral("GET /main")}));
    QCOMPARE(routesOf(result.model, QStringLiteral("api")),
             QStringList({QStringLiteral("GET /api")}));
    QCOMPARE(routesOf(result.model, QStringLiteral("shop")),
             QStringList({QStringLiteral("GET /shop")}));
}

// The port of the program's own server says nothing when the container listens elsewhere.
void tst_routesimporter::portsAreThoseOfTheContainer()
{
    const QMap<QString, QByteArray> files {{QStringLiteral("app.py"), Console}};
    const ImportResult same = compose("services: {web: {build: ., ports: ['80:5000']}}\n", files);
    QCOMPARE(claim(same.model, QStringLiteral("GET /ping"), QStringLiteral("port"))->value,
             Value(qint64(5000)));
    const ImportResult other = compose("services: {web: {build: ., ports: ['80:8000']}}\n", files);
    QVERIFY(!claim(other.model, QStringLiteral("GET /ping"), QStringLiteral("port")));
}

void tst_routesimporter::survivesMutations()
{
    std::mt19937 random(7);
    const QMap<QString, QByteArray> flask = sourceFiles(QStringLiteral("flask"));
    const QMap<QString, QByteArray> express = sourceFiles(QStringLiteral("express"));
    const QByteArray python = flask.value(QStringLiteral("shop/api/tools.py"));
    const QByteArray script = express.value(QStringLiteral("app.js"));
    QVERIFY(!python.isEmpty() && !script.isEmpty());
    static const QByteArray pieces[] = {"(",  ")",   "{",    "}",    "\"",      "'",
                                        "`",  "${",  "\n  ", "@",    "=>",      ":",
                                        "\\", "f'{", "\0",   "\xff", "lambda ", "/*"};
    for (int round = 0; round < 300; ++round) {
        QByteArray text = round % 2 ? python : script;
        for (unsigned change = random() % 8 + 1; change > 0; --change) {
            const auto at = static_cast<qsizetype>(random() % unsigned(text.size() + 1));
            if (random() % 2)
                text.insert(at, pieces[random() % std::size(pieces)]);
            else
                text.remove(at, static_cast<qsizetype>(random() % 30));
        }
        const auto result = read(text, round % 2 ? QStringLiteral("a.py") : QStringLiteral("a.js"));
        if (result)
            QVERIFY(validate(result->model, m_world.schema).isEmpty());
    }
}

DRAWBRIDGE_TEST(tst_routesimporter)
#include "tst_routesimporter.moc"
