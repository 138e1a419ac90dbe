#include "model/core/defaults.h"
#include "model/import/daemonjson/daemonjsonimporter.h"
#include "tests/model/import/importworld.h"
#include "tests/support/testrunner.h"

#include <random>

using namespace drawbridge;
using namespace drawbridge::test;

class tst_daemonjson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void settingsAreSaidOfTheHost();
    void silenceIsTheDaemonsDefault();
    void theApiIsAsOpenAsTheWeakestAddress_data();
    void theApiIsAsOpenAsTheWeakestAddress();
    void logsGoWhereTheDriverSendsThem_data();
    void logsGoWhereTheDriverSendsThem();
    void withoutRoot_data();
    void withoutRoot();
    void whatIsNotUnderstoodIsTold();
    void recognisesByContent_data();
    void recognisesByContent();
    void refuses_data();
    void refuses();
    void severalFilesAreSeveralHosts();
    void keepsSecretsOut();
    void survivesMutations();

private:
    Result<ImportResult> read(const QByteArray &text,
                              const QString &path = QStringLiteral("daemon.json")) const
    {
        return makeDaemonJsonImporter()->import({{path, text}}, m_world.context());
    }
    ImportResult imported(const QByteArray &text,
                          const QString &path = QStringLiteral("daemon.json")) const
    {
        auto result = read(text, path);
        if (!result) {
            QTest::qFail(qPrintable(result.error().toString()), __FILE__, __LINE__);
            return {};
        }
        return *std::move(result);
    }
    static const TrustBoundary &host(const ImportResult &result)
    {
        return result.model.boundaries.at(0);
    }
    const Claim *claim(const ImportResult &result, const QString &property) const
    {
        return claimOf(m_world.schema, RecordKind::Boundary, host(result).properties, property);
    }
    Value said(const ImportResult &result, const QString &property) const
    {
        const Claim *found = claim(result, property);
        return found ? found->value : Value();
    }

    ImportWorld m_world;
};

static const QByteArray Daemon = R"({
  "icc": false,
  "userns-remap": "default",
  "live-restore": true,
  "no-new-privileges": true,
  "authorization-plugins": ["opa"],
  "seccomp-profile": "/etc/docker/seccomp.json",
  "selinux-enabled": true,
  "log-driver": "gelf",
  "log-opts": {"gelf-address": "udp://logs:12201", "max-size": "10m"},
  "insecure-registries": ["10.0.0.0/8"],
  "registry-mirrors": ["http://mirror.example:5000", "https://other.example"],
  "default-ulimits": {"nofile": {"Name": "nofile", "Soft": 32000, "Hard": 64000}},
  "hosts": ["unix:///var/run/docker.sock", "tcp://0.0.0.0:2376"],
  "tlsverify": true
}
)";

void tst_daemonjson::settingsAreSaidOfTheHost()
{
    const ImportResult result = imported(Daemon);
    QCOMPARE(messagesOf(result.diagnostics), QString());
    QVERIFY(validate(result.model, m_world.schema).isEmpty());
    QCOMPARE(result.model.boundaries.size(), 1);
    QCOMPARE(host(result).kind, BoundaryKind::Host);
    QVERIFY(!host(result).implied);
    QCOMPARE(said(result, QStringLiteral("interContainerDefault")), Value(false));
    QCOMPARE(said(result, QStringLiteral("usernsRemap")), Value(true));
    QCOMPARE(said(result, QStringLiteral("liveRestore")), Value(true));
    QCOMPARE(said(result, QStringLiteral("noNewPrivilegesDefault")), Value(true));
    QCOMPARE(said(result, QStringLiteral("daemonAuthorizer")), Value(true));
    QCOMPARE(said(result, QStringLiteral("seccomp")), Value(u"custom"));
    QCOMPARE(said(result, QStringLiteral("mandatoryAccess")), Value(u"selinux"));
    QCOMPARE(said(result, QStringLiteral("logDestination")), Value(u"remote"));
    QCOMPARE(said(result, QStringLiteral("logRotation")), Value(true));
    QCOMPARE(
        said(result, QStringLiteral("insecureRegistries")),
        Value(ValueList {QStringLiteral("10.0.0.0/8"), QStringLiteral("mirror.example:5000")}));
    QCOMPARE(said(result, QStringLiteral("defaultUlimits")),
             Value(ValueList {QStringLiteral("nofile=32000:64000")}));
    QCOMPARE(said(result, QStringLiteral("daemonApi")), Value(u"tcp-tls"));
    QCOMPARE(provenanceText(result.model, claim(result, QStringLiteral("liveRestore"))->provenance),
             QStringLiteral("daemon.json:4"));
    QCOMPARE(provenanceText(result.model, claim(result, QStringLiteral("logRotation"))->provenance),
             QStringLiteral("daemon.json:10"));
    QCOMPARE(interfaceNames(result.model, QStringLiteral("Container runtime")),
             QStringList {QStringLiteral("2376/tcp")});
}

void tst_daemonjson::silenceIsTheDaemonsDefault()
{
    for (const QByteArray &text : {QByteArray("{}"), QByteArray(), QByteArray(" \n")}) {
        const ImportResult result = imported(text);
        const auto effective = [&](const QString &property) {
            const auto value = effectiveValue(m_world.schema, host(result),
                                              m_world.schema.find(RecordKind::Boundary, property));
            return value ? value->claim.value : Value();
        };
        QCOMPARE(effective(QStringLiteral("interContainerDefault")), Value(true));
        QCOMPARE(effective(QStringLiteral("usernsRemap")), Value(false));
        QCOMPARE(effective(QStringLiteral("liveRestore")), Value(false));
        QCOMPARE(effective(QStringLiteral("logRotation")), Value(false));
        QCOMPARE(effective(QStringLiteral("rootless")), Value(false));
        // The unit of the service may say where it listens.
        QCOMPARE(effective(QStringLiteral("daemonApi")), Value());
    }
}

void tst_daemonjson::theApiIsAsOpenAsTheWeakestAddress_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Value>("api");
    QTest::addColumn<QStringList>("interfaces");
    const QStringList none;
    QTest::newRow("socket") << QByteArray(R"({"hosts": ["unix:///var/run/docker.sock"]})")
                            << Value(u"unix") << none;
    QTest::newRow("handed over") << QByteArray(R"({"hosts": ["fd://"]})") << Value(u"unix") << none;
    QTest::newRow("both") << QByteArray(R"({"hosts": ["fd://", "tcp://10.1.2.3"]})")
                          << Value(u"tcp") << QStringList {QStringLiteral("2375/tcp")};
    QTest::newRow("encrypted for anybody")
        << QByteArray(R"({"tls": true, "hosts": ["tcp://0.0.0.0:2376"]})") << Value(u"tcp")
        << QStringList {QStringLiteral("2376/tcp")};
    QTest::newRow("clients are verified")
        << QByteArray(R"({"hosts": ["tcp://[::]"], "tlsverify": true})") << Value(u"tcp-tls")
        << QStringList {QStringLiteral("2376/tcp")};
    QTest::newRow("nothing") << QByteArray(R"({"hosts": []})") << Value() << none;
}

void tst_daemonjson::theApiIsAsOpenAsTheWeakestAddress()
{
    QFETCH(QByteArray, text);
    QFETCH(Value, api);
    QFETCH(QStringList, interfaces);
    const ImportResult result = imported(text);
    QCOMPARE(said(result, QStringLiteral("daemonApi")), api);
    QCOMPARE(interfaceNames(result.model, QStringLiteral("Container runtime")), interfaces);
}

void tst_daemonjson::logsGoWhereTheDriverSendsThem_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Value>("destination");
    QTest::addColumn<Value>("rotation");
    QTest::newRow("file") << QByteArray(R"({"log-driver": "json-file"})") << Value(u"local")
                          << Value();
    QTest::newRow("local") << QByteArray(R"({"log-driver": "local"})") << Value(u"local")
                           << Value(true);
    QTest::newRow("limited") << QByteArray(R"({"log-opts": {"max-size": "5m"}})") << Value()
                             << Value(true);
    QTest::newRow("explicitly without limit")
        << QByteArray(R"({"log-opts": {"max-size": "-1"}})") << Value() << Value();
    QTest::newRow("syslog elsewhere") << QByteArray(
        R"({"log-driver": "syslog", "log-opts": {"syslog-address": "tcp://10.0.0.9:514"}})")
                                      << Value(u"remote") << Value();
    QTest::newRow("syslog here") << QByteArray(R"({"log-driver": "syslog"})") << Value(u"local")
                                 << Value();
    QTest::newRow("a plug-in") << QByteArray(R"({"log-driver": "acme/logs"})") << Value()
                               << Value();
}

void tst_daemonjson::logsGoWhereTheDriverSendsThem()
{
    QFETCH(QByteArray, text);
    QFETCH(Value, destination);
    QFETCH(Value, rotation);
    const ImportResult result = imported(text);
    QCOMPARE(said(result, QStringLiteral("logDestination")), destination);
    QCOMPARE(said(result, QStringLiteral("logRotation")), rotation);
}

void tst_daemonjson::withoutRoot_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Value>("expected");
    QTest::newRow("its setting") << QStringLiteral("daemon.json")
                                 << QByteArray(R"({"rootless": true})") << Value(true);
    QTest::newRow("a user's socket")
        << QStringLiteral("daemon.json")
        << QByteArray(R"({"hosts": ["unix:///run/user/1000/docker.sock"]})") << Value(true);
    QTest::newRow("a user's file")
        << QStringLiteral("ann/.config/docker/daemon.json") << QByteArray("{}") << Value(true);
    QTest::newRow("nobody says") << QStringLiteral("daemon.json") << QByteArray("{}") << Value();
}

void tst_daemonjson::withoutRoot()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, text);
    QFETCH(Value, expected);
    QCOMPARE(said(imported(text, path), QStringLiteral("rootless")), expected);
}

void tst_daemonjson::whatIsNotUnderstoodIsTold()
{
    const ImportResult result =
        imported("{\n\"icc\": \"false\",\n\"live-restroe\": true,\n"
                 "\"hosts\": \"tcp://0.0.0.0\",\n\"userns-remap\": null\n}");
    const QString told = messagesOf(result.diagnostics);
    QVERIFY2(told.contains(QStringLiteral("'icc' is neither true nor false")), qPrintable(told));
    QVERIFY2(told.contains(QStringLiteral("'live-restroe' is no setting")), qPrintable(told));
    QVERIFY2(told.contains(QStringLiteral("'hosts' is no list of texts")), qPrintable(told));
    QCOMPARE(result.diagnostics.size(), 3);
    QCOMPARE(result.diagnostics[1].where.line, 3);
    QVERIFY(host(result).properties.isEmpty());
    QByteArray many = "{\"x\": 1";
    for (int i = 0; i < 500; ++i)
        many += ", \"x" + QByteArray::number(i) + "\": 1";
    QCOMPARE(imported(many + "}").diagnostics.size(), 51);
}

void tst_daemonjson::recognisesByContent_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("expected");
    const QString own = QStringLiteral("daemon.json");
    const QString other = QStringLiteral("settings.json");
    QTest::newRow("named") << own << QByteArray("{}") << true;
    QTest::newRow("broken, but named") << own << QByteArray("{\"icc\"") << true;
    QTest::newRow("by its settings") << other << QByteArray(R"({"live-restore": true})") << true;
    QTest::newRow("by one of many")
        << other << QByteArray(R"({"a": 1, "b": 2, "c": 3, "log-level": "info"})") << false;
    QTest::newRow("other json") << other << QByteArray(R"({"debug": true, "hosts": []})") << false;
    QTest::newRow("a list") << other << QByteArray("[1]") << false;
}

void tst_daemonjson::recognisesByContent()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    QFETCH(bool, expected);
    QCOMPARE(makeDaemonJsonImporter()->recognises({name, text}) > 0, expected);
}

void tst_daemonjson::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("truncated") << QByteArray("{\"icc\": false,") << QStringLiteral("daemon.json:1");
    QTest::newRow("a list") << QByteArray("[]") << QStringLiteral("is a JSON object");
    QTest::newRow("said twice") << QByteArray("{\"icc\": false,\n\"icc\": true}")
                                << QStringLiteral("daemon.json:2");
    QTest::newRow("deep") << "{\"runtimes\": " + QByteArray(200, '[')
                          << QStringLiteral("daemon.json");
    QTest::newRow("huge") << QByteArray(2 * 1024 * 1024, ' ') << QStringLiteral("daemon.json");
}

void tst_daemonjson::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    const auto result = read(text);
    QVERIFY(!result);
    QVERIFY2(result.error().toString().contains(message), qPrintable(result.error().toString()));
}

void tst_daemonjson::severalFilesAreSeveralHosts()
{
    const auto result = makeDaemonJsonImporter()->import(
        {{QStringLiteral("blue/etc/docker/daemon.json"), "{\"icc\": false}"},
         {QStringLiteral("green/daemon.json"), "{}"}},
        m_world.context());
    QVERIFY(result);
    QCOMPARE(result->model.boundaries.size(), 2);
    QVERIFY(boundaryNamed(result->model, QStringLiteral("blue")));
    QVERIFY(boundaryNamed(result->model, QStringLiteral("green")));
    QCOMPARE(result->model.elements.size(), 2);
    QVERIFY(validate(result->model, m_world.schema).isEmpty());
}

void tst_daemonjson::keepsSecretsOut()
{
    const ImportResult result = imported(
        R"({"log-driver": "splunk", "log-opts": {"splunk-token": "Xk29vmQ7pLw", "max-size": "1m"},
            "proxies": {"http-proxy": "http://u:Xk29vmQ7pLw@proxy"},
            "registry-mirrors": ["http://u:Xk29vmQ7pLw@mirror"],
            "insecure-registries": ["u:Xk29vmQ7pLw@registry"],
            "https://u:Xk29vmQ7pLw@name": 1})");
    const QString everything = everythingIn(result);
    QVERIFY2(!everything.contains(QStringLiteral("Xk29vmQ7pLw")), qPrintable(everything));
}

// Broken files are refused or read, and nothing else.
void tst_daemonjson::survivesMutations()
{
    std::mt19937 random(7);
    int readWell = 0;
    for (int round = 0; round < 400; ++round) {
        QByteArray text = Daemon;
        for (int change = 0; change < 3; ++change) {
            const auto at = static_cast<qsizetype>(random() % static_cast<unsigned>(text.size()));
            if (random() % 2 == 0)
                text[at] = static_cast<char>(random() % 256);
            else
                text.remove(at, static_cast<qsizetype>(random() % 12));
        }
        const auto result = read(text);
        if (!result)
            continue;
        ++readWell;
        QVERIFY(validate(result->model, m_world.schema).isEmpty());
    }
    QVERIFY(readWell > 0);
}

DRAWBRIDGE_TEST(tst_daemonjson)

#include "tst_daemonjson.moc"
