#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace drawbridge::test;

static const char Compose[] = "services:\n"
                              "  web:\n"
                              "    build: ./web\n"
                              "    ports: ['5000:5000']\n"
                              "  cache:\n"
                              "    image: redis:7\n";
static const char App[] = "from flask import Flask, request\n"
                          "app = Flask(__name__)\n"
                          "SECRET_KEY = 'tall-grass-17'\n"
                          "@app.route('/calculate')\n"
                          "def calculate():\n"
                          "    return str(eval(request.args['expr']))\n"
                          "@app.route('/')\n"
                          "def index():\n"
                          "    return 'x'\n";

// Endpoints out of source code: with the Compose file, by themselves, and as the code changes.
class tst_code : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void composeBringsTheEndpoints();
    void theThreatNamesItsLine();
    void codeMayBeLeftOut();
    void sourcesAreAttached();
    void sourcesMakeAModelOfTheirOwn();
    void whatTheCodeNoLongerSaysVanishes();
    void aFileThatIsGoneSaysNothing();
    void aFolderIsOneSystem();
    void aFolderWithoutCompose();
    void badInput_data();
    void badInput();

private:
    Run run(const QString &line) const { return m_cli->run(line.split(u' ')); }
    QStringList endpoints(const QString &model, bool vanished = false) const
    {
        QStringList names;
        for (const QJsonValue &value :
             QJsonDocument::fromJson(m_cli->read(model))["interfaces"].toArray()) {
            if (value["kind"].toString() == u"http" && value["vanished"].toBool() == vanished)
                names += value["name"].toString();
        }
        names.sort();
        return names;
    }

    std::unique_ptr<CommandLine> m_cli;
};

void tst_code::init()
{
    m_cli = std::make_unique<CommandLine>();
    m_cli->write(QStringLiteral("shop/compose.yaml"), Compose);
    m_cli->write(QStringLiteral("shop/web/app.py"), App);
    m_cli->write(QStringLiteral("shop/web/Dockerfile"), "FROM python:3.12\nCOPY . .\n");
}

void tst_code::composeBringsTheEndpoints()
{
    const Run made = run(QStringLiteral("import shop/compose.yaml -o m.drawbridge"));
    QVERIFY2(made.status == 0, made.summary());
    QCOMPARE(endpoints(QStringLiteral("m.drawbridge")),
             QStringList({QStringLiteral("GET /"), QStringLiteral("GET /calculate")}));
    QVERIFY(!m_cli->read(QStringLiteral("m.drawbridge")).contains("tall-grass-17"));
    const Run again = run(QStringLiteral("import shop/compose.yaml --into m.drawbridge"));
    QCOMPARE(again.out, QByteArray("no differences\n"));
}

void tst_code::theThreatNamesItsLine()
{
    QVERIFY(run(QStringLiteral("import shop/compose.yaml -o m.drawbridge")).status == 0);
    const Run analysis = run(QStringLiteral("analyze m.drawbridge --json"));
    bool code = false;
    bool secret = false;
    for (const QJsonValue &value : analysis.json()["threats"].toArray()) {
        QStringList places;
        for (const QJsonValue &fact : value["because"].toArray())
            places += fact["source"].toString();
        code = code
            || (value["rule"].toString() == u"endpoints/code-injection"
                && value["severity"].toString() == u"critical"
                && places.contains(QStringLiteral("shop/web/app.py:6")));
        secret = secret
            || (value["rule"].toString() == u"secrets/secret-in-code"
                && value["key"].toString().endsWith(u"#SECRET_KEY")
                && places.contains(QStringLiteral("shop/web/app.py:3")));
    }
    QVERIFY2(code, analysis.summary());
    QVERIFY2(secret, analysis.summary());
}

void tst_code::codeMayBeLeftOut()
{
    const Run made = run(QStringLiteral("import shop/compose.yaml --no-code -o m.drawbridge"));
    QVERIFY2(made.status == 0, made.summary());
    QCOMPARE(endpoints(QStringLiteral("m.drawbridge")), QStringList());
}

void tst_code::sourcesAreAttached()
{
    QVERIFY(run(QStringLiteral("import shop/compose.yaml --no-code -o shop/m.drawbridge")).status
            == 0);
    const Run attached =
        run(QStringLiteral("import shop/web/app.py --into shop/m.drawbridge --attach-to cache"));
    QVERIFY2(attached.status == 0, attached.summary());
    QVERIFY2(attached.out.contains("cache: GET /calculate"), attached.summary());
    // By the folder that the service is built from, when nobody says.
    QVERIFY(run(QStringLiteral("import shop/compose.yaml --no-code -o shop/n.drawbridge")).status
            == 0);
    const Run found = run(QStringLiteral("import shop/web/app.py --into shop/n.drawbridge"));
    QVERIFY2(found.status == 0 && found.out.contains("web: GET /calculate"), found.summary());
    // The Compose file finds the same ones.
    const Run again = run(QStringLiteral("import shop/compose.yaml --into shop/n.drawbridge"));
    QVERIFY2(again.status == 0 && !again.out.contains("GET /calculate"), again.summary());
    QCOMPARE(endpoints(QStringLiteral("shop/n.drawbridge")).size(), 2);
}

void tst_code::sourcesMakeAModelOfTheirOwn()
{
    const Run made = run(QStringLiteral("import shop/web/app.py -o m.drawbridge"));
    QVERIFY2(made.status == 0, made.summary());
    QCOMPARE(endpoints(QStringLiteral("m.drawbridge")).size(), 2);
    QVERIFY(run(QStringLiteral("analyze m.drawbridge")).status == 0);
}

void tst_code::whatTheCodeNoLongerSaysVanishes()
{
    QVERIFY(run(QStringLiteral("import shop/compose.yaml -o m.drawbridge")).status == 0);
    const QByteArray app(App);
    QByteArray less = app.left(app.indexOf(QByteArray("@app.route('/')")));
    less.replace(QByteArray("eval("), QByteArray("int("));
    less.replace(QByteArray("SECRET_KEY = 'tall-grass-17'\n"), QByteArray());
    m_cli->write(QStringLiteral("shop/web/app.py"), less);
    const Run again = run(QStringLiteral("import shop/compose.yaml --into m.drawbridge"));
    QVERIFY2(again.status == 0, again.summary());
    QCOMPARE(endpoints(QStringLiteral("m.drawbridge"), true),
             QStringList({QStringLiteral("GET /")}));
    const QByteArray model = m_cli->read(QStringLiteral("m.drawbridge"));
    QVERIFY(!model.contains("\"sink\": \"code\""));
    QVERIFY(model.contains("\"sink\": \"none\""));
    const QJsonArray threats =
        run(QStringLiteral("analyze m.drawbridge --json")).json()["threats"].toArray();
    for (const QJsonValue &threat : threats)
        QVERIFY(threat["rule"].toString() != u"secrets/secret-in-code");
    // Left out once, it stays as it was.
    QVERIFY(run(QStringLiteral("import shop/compose.yaml --no-code --into m.drawbridge")).out
            == "no differences\n");
}

void tst_code::aFileThatIsGoneSaysNothing()
{
    m_cli->write(QStringLiteral("shop/web/debug.py"), "from app import app\napp.run(debug=True)\n");
    QVERIFY(run(QStringLiteral("import shop/compose.yaml -o m.drawbridge")).status == 0);
    QVERIFY(m_cli->read(QStringLiteral("m.drawbridge")).contains("debugMode"));
    QVERIFY(QFile::remove(m_cli->path(QStringLiteral("shop/web/debug.py"))));
    QVERIFY(run(QStringLiteral("import shop/compose.yaml --into m.drawbridge")).status == 0);
    QVERIFY(!m_cli->read(QStringLiteral("m.drawbridge")).contains("debugMode"));
}

void tst_code::aFolderIsOneSystem()
{
    m_cli->write(QStringLiteral("shop/web/openapi.yaml"),
                 "openapi: 3.0.0\ninfo: {title: Other, version: '1'}\npaths:\n  /calculate:\n"
                 "    get: {summary: Works something out}\n  /later: {get: {}}\n");
    const Run made = run(QStringLiteral("import shop -o m.drawbridge"));
    QVERIFY2(made.status == 0, made.summary());
    // The description and the code speak of one service.
    QCOMPARE(endpoints(QStringLiteral("m.drawbridge")),
             QStringList({QStringLiteral("GET /"), QStringLiteral("GET /calculate"),
                          QStringLiteral("GET /later")}));
    QVERIFY(m_cli->read(QStringLiteral("m.drawbridge")).contains("Works something out"));
    QVERIFY(!m_cli->read(QStringLiteral("m.drawbridge")).contains("\"Other\""));
    const Run compared = run(QStringLiteral("compare shop shop --json"));
    QVERIFY2(compared.status == 0, compared.summary());
    QCOMPARE(compared.json()[QStringLiteral("summary")][QStringLiteral("fixed")].toInt(-1), 0);
}

void tst_code::aFolderWithoutCompose()
{
    QVERIFY(QFile::remove(m_cli->path(QStringLiteral("shop/compose.yaml"))));
    const Run container = run(QStringLiteral("import shop/web -o m.drawbridge"));
    QVERIFY2(container.status == 0, container.summary());
    QCOMPARE(endpoints(QStringLiteral("m.drawbridge")).size(), 2);
    QVERIFY(m_cli->read(QStringLiteral("m.drawbridge")).contains("\"baseImage\""));
    QVERIFY(QFile::remove(m_cli->path(QStringLiteral("shop/web/Dockerfile"))));
    const Run alone = run(QStringLiteral("import shop -o n.drawbridge"));
    QVERIFY2(alone.status == 0, alone.summary());
    QCOMPARE(endpoints(QStringLiteral("n.drawbridge")).size(), 2);
}

void tst_code::badInput_data()
{
    QTest::addColumn<QString>("line");
    for (const char *line :
         {"import shop/empty.py -o x", "import shop/web shop/compose.yaml -o x",
          "import shop --as compose -o x", "import shop/nothing -o x", "import shop/none -o x"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void tst_code::badInput()
{
    QFETCH(QString, line);
    m_cli->write(QStringLiteral("shop/empty.py"), "import flask\n");
    m_cli->write(QStringLiteral("shop/none/readme.txt"), "nothing\n");
    const Run refused = run(line);
    QVERIFY2(refused.status == 2 && refused.saysOneLine(), refused.summary());
}

DRAWBRIDGE_TEST(tst_code)
#include "tst_code.moc"
