#include "model/import/compose/composeservice.h"
#include "model/import/compose/interpolation.h"
#include "model/import/compose/quantities.h"
#include "tests/model/import/importworld.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

class tst_composemerge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void interpolates_data();
    void interpolates();
    void secretVariablesStayVariables();
    void laterFilesOverride();
    void resetAndOverride();
    void resetOfWhatIsExtended();
    void extendsInTheSameFileAndInOthers();
    void absentBaseLeavesAnIncompleteService();
    void includesOtherFiles();
    void profilesChooseServices();
    void mergeKeys();
    void ports_data();
    void ports();
    void quantities();
    void versionOneFiles();

private:
    ImportWorld m_world;
    Value value(const ThreatModel &model, const QString &element, const QString &property) const
    {
        const Element *found = elementNamed(model, element);
        return found ? valueOf(m_world.schema, *found, property) : Value();
    }
};

void tst_composemerge::interpolates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(expected);
    };
    row("plain", "plain");
    row("$A-$A", "one-one");
    row("${A}", "one");
    row("$$A $${A}", "$A ${A}");
    row("${EMPTY:-x}", "x");
    row("${EMPTY-x}", "");
    row("${NONE-x}", "x");
    row("${NONE:-${A}}", "one");
    row("${NONE:-a:b}", "a:b");
    row("${A:+yes}", "yes");
    row("${EMPTY:+yes}", "");
    row("${EMPTY+yes}", "yes");
    row("${A:?must}", "one");
    row("${NONE}", "${NONE}");
    row("100$", "100$");
}

void tst_composemerge::interpolates()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const QMap<QString, QString> environment {{QStringLiteral("A"), QStringLiteral("one")},
                                              {QStringLiteral("EMPTY"), QString()}};
    const auto result = compose::interpolate(text, environment);
    QCOMPARE(result.text, expected);
    QCOMPARE(result.problem, QString());
    QVERIFY(!compose::interpolate(QStringLiteral("${A"), environment).problem.isEmpty());
    QVERIFY(!compose::interpolate(QStringLiteral("${A!x}"), environment).problem.isEmpty());
}

void tst_composemerge::secretVariablesStayVariables()
{
    const QMap<QString, QString> environment {
        {QStringLiteral("DB_PASSWORD"), QStringLiteral("hunter2")}};
    const auto known = compose::interpolate(QStringLiteral("x=${DB_PASSWORD}"), environment);
    QCOMPARE(known.text, QStringLiteral("x=${DB_PASSWORD}"));
    const auto fallback = compose::interpolate(QStringLiteral("${API_TOKEN:-hunter2}"), {});
    QCOMPARE(fallback.text, QStringLiteral("${API_TOKEN}"));
    QVERIFY(fallback.facts.literalDefault);
}

void tst_composemerge::laterFilesOverride()
{
    const Result<ImportResult> result = m_world.compose(QList<ImportFile> {
        {QStringLiteral("compose.yml"),
         "services:\n  web:\n    image: x:1\n    user: a\n    command: [one]\n"
         "    environment: [A_TOKEN=abcdefgh1, B=2]\n    ports: ['80:80']\n"
         "    volumes: ['./a:/data', './c:/conf']\n"},
        {QStringLiteral("compose.override.yml"),
         "services:\n  web:\n    user: b\n    command: [two, three]\n    environment: {B_TOKEN: "
         "zyxwvu99}\n"
         "    ports: ['81:81']\n    volumes: ['./b:/data:ro']\n  extra: {image: y}\n"}});
    QVERIFY(result);
    const ThreatModel &model = result->model;
    const QString web = QStringLiteral("web");
    QVERIFY(elementNamed(model, QStringLiteral("extra")));
    QCOMPARE(value(model, web, QStringLiteral("user")), Value(u"b"));
    QCOMPARE(value(model, web, QStringLiteral("command")), Value(ValueList {u"two", u"three"}));
    const Value ports = value(model, web, QStringLiteral("publishedPorts"));
    QCOMPARE(ports.asList()->size(), 2);
    const Value secrets = value(model, web, QStringLiteral("envSecrets"));
    QCOMPARE(secrets.asList()->size(), 2);
    const Value mounts = value(model, web, QStringLiteral("mounts"));
    QCOMPARE(mounts.asList()->size(), 2);
    QCOMPARE(mounts.asList()->first().asMap()->value(QStringLiteral("readOnly")), Value(true));
    // The value names the file that it comes from.
    const Claim *user = claimOf(m_world.schema, RecordKind::Element,
                                elementNamed(model, web)->properties, QStringLiteral("user"));
    QCOMPARE(model.sources.find(user->provenance.source)->path,
             QStringLiteral("compose.override.yml"));
}

void tst_composemerge::resetAndOverride()
{
    const Result<ImportResult> result = m_world.compose(QList<ImportFile> {
        {QStringLiteral("a.yml"),
         "services:\n  web:\n    image: x\n    privileged: true\n    ports: ['80:80', "
         "'90:90']\n    cap_add: [A]\n  gone: {image: y}\n"},
        {QStringLiteral("b.yml"),
         "services:\n  web:\n    privileged: !reset null\n    ports: !override ['70:70']\n"
         "    cap_add: !reset []\n  gone: !reset null\n"}});
    QVERIFY2(result, result ? "" : qPrintable(result.error().toString()));
    QVERIFY(value(result->model, QStringLiteral("web"), QStringLiteral("privileged")).isNull());
    QVERIFY(value(result->model, QStringLiteral("web"), QStringLiteral("capAdd")).isNull());
    const Value ports =
        value(result->model, QStringLiteral("web"), QStringLiteral("publishedPorts"));
    QCOMPARE(ports.asList()->size(), 1);
    QVERIFY(!elementNamed(result->model, QStringLiteral("gone")));
}

void tst_composemerge::resetOfWhatIsExtended()
{
    ImportWorld world;
    world.siblings.insert(QStringLiteral("base.yml"),
                          "services:\n  base: {image: z, cap_add: [SYS_ADMIN], privileged: true, "
                          "ports: ['80:80']}\n");
    const ImportResult result = world.imported(R"(services:
  web:
    extends: {file: base.yml, service: base}
    cap_add: !reset []
    privileged: !reset null
    ports: !override ['70:70']
)");
    QVERIFY(value(result.model, QStringLiteral("web"), QStringLiteral("privileged")).isNull());
    QVERIFY(value(result.model, QStringLiteral("web"), QStringLiteral("capAdd")).isNull());
    const Value ports =
        value(result.model, QStringLiteral("web"), QStringLiteral("publishedPorts"));
    QCOMPARE(ports.asList()->size(), 1);
}

void tst_composemerge::extendsInTheSameFileAndInOthers()
{
    ImportWorld world;
    world.siblings.insert(QStringLiteral("common/base.yml"),
                          "services:\n  base: {image: z, user: far, cap_drop: [ALL]}\n");
    const ImportResult result = world.imported(R"(services:
  base: {image: x, user: near, environment: {A: 1}}
  own: {extends: base, privileged: true}
  other: {extends: {file: common/base.yml, service: base}, user: mine}
)");
    QCOMPARE(value(result.model, QStringLiteral("own"), QStringLiteral("user")), Value(u"near"));
    QCOMPARE(value(result.model, QStringLiteral("own"), QStringLiteral("privileged")), Value(true));
    QCOMPARE(value(result.model, QStringLiteral("other"), QStringLiteral("user")), Value(u"mine"));
    const Claim *drop = claimOf(world.schema, RecordKind::Element,
                                elementNamed(result.model, QStringLiteral("other"))->properties,
                                QStringLiteral("capDrop"));
    QVERIFY(drop);
    QCOMPARE(result.model.sources.find(drop->provenance.source)->path,
             QStringLiteral("common/base.yml"));
    QCOMPARE(drop->provenance.keyPath, QStringLiteral("services.base.cap_drop"));
}

void tst_composemerge::absentBaseLeavesAnIncompleteService()
{
    const ImportResult result = m_world.imported(
        "services:\n  web: {image: x, extends: {file: gone.yml, service: base}, cap_add: [A]}\n");
    QVERIFY(messagesOf(result.diagnostics)
                .contains(QStringLiteral("compose.yml:2: the file 'gone.yml'")));
    const Element *web = elementNamed(result.model, QStringLiteral("web"));
    // No default of the platform may speak for keys that nobody saw.
    QCOMPARE(web->platform, QString());
    QVERIFY(claimOf(m_world.schema, RecordKind::Element, web->properties, QStringLiteral("capAdd"))
                ->partial);
}

void tst_composemerge::includesOtherFiles()
{
    ImportWorld world;
    world.siblings.insert(QStringLiteral("db/compose.yml"),
                          "services:\n  db: {image: 'postgres:16', env_file: [db.env], networks: "
                          "[deep]}\nnetworks: {deep: }\n");
    world.siblings.insert(QStringLiteral("db/db.env"), "POSTGRES_PASSWORD=changeme\n# comment\n");
    const ImportResult result =
        world.imported("include: [db/compose.yml, {path: gone.yml}]\nservices:\n  web: {image: x, "
                       "depends_on: [db]}\n");
    QVERIFY(elementNamed(result.model, QStringLiteral("db")));
    QVERIFY(boundaryNamed(result.model, QStringLiteral("deep")));
    const Value secrets = value(result.model, QStringLiteral("db"), QStringLiteral("envSecrets"));
    QCOMPARE(secrets.asList()->first().asMap()->value(QStringLiteral("kind")), Value(u"env-file"));
    QVERIFY(messagesOf(result.diagnostics).contains(QStringLiteral("'gone.yml' cannot be read")));
    world.siblings.insert(QStringLiteral("a.yml"), "include: [a.yml]\nservices: {}\n");
    const auto circle = world.compose("include: [a.yml]\nservices:\n  w: {image: x}\n");
    QVERIFY(!circle && circle.error().toString().contains(QStringLiteral("includes itself")));
    // What lies outside the import root is not asked for.
    world.siblings.insert(QStringLiteral("../x.yml"), "services:\n  evil: {image: x}\n");
    const ImportResult outside =
        world.imported("include: ['../x.yml', /etc/x.yml]\nservices:\n  w: {image: x}\n");
    QVERIFY(!elementNamed(outside.model, QStringLiteral("evil")));
}

void tst_composemerge::profilesChooseServices()
{
    const QByteArray yaml = "services:\n  web: {image: x}\n  tool: {image: y, profiles: [debug]}\n "
                            " other: {image: z, profiles: [x]}\n";
    ImportWorld world;
    QVERIFY(!elementNamed(world.imported(yaml).model, QStringLiteral("tool")));
    world.profiles = {QStringLiteral("debug")};
    QVERIFY(elementNamed(world.imported(yaml).model, QStringLiteral("tool")));
    QVERIFY(!elementNamed(world.imported(yaml).model, QStringLiteral("other")));
    world.profiles = {QStringLiteral("*")};
    QVERIFY(elementNamed(world.imported(yaml).model, QStringLiteral("other")));
}

void tst_composemerge::mergeKeys()
{
    const ImportResult result = m_world.imported(R"(x-one: &one {user: first, read_only: true}
x-two: &two {user: second, privileged: true}
services:
  web:
    <<: [*one, *two]
    image: x
  own:
    <<: *one
    image: x
    user: mine
)");
    QCOMPARE(value(result.model, QStringLiteral("web"), QStringLiteral("user")), Value(u"first"));
    QCOMPARE(value(result.model, QStringLiteral("web"), QStringLiteral("privileged")), Value(true));
    QCOMPARE(value(result.model, QStringLiteral("own"), QStringLiteral("user")), Value(u"mine"));
    const Claim *user = claimOf(m_world.schema, RecordKind::Element,
                                elementNamed(result.model, QStringLiteral("web"))->properties,
                                QStringLiteral("user"));
    QCOMPARE(user->provenance.keyPath, QStringLiteral("services.web.user"));
}

void tst_composemerge::ports_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(expected);
    };
    row("80", "0.0.0.0 0 80/tcp");
    row("8080:80", "0.0.0.0 8080 80/tcp");
    row("22:22", "0.0.0.0 22 22/tcp");
    row("127.0.0.1:8080:80/udp", "127.0.0.1 8080 80/udp");
    row("127.0.0.1::80", "127.0.0.1 0 80/tcp");
    row("[::1]:8080:80", "::1 8080 80/tcp");
    row("9090-9091:8080-8081", "0.0.0.0 9090 8080-8081/tcp");
    row("3000-3005", "0.0.0.0 0 3000-3005/tcp");
    row("9000-9010:80", "0.0.0.0 9000 80/tcp");
    row("70000:80", "none");
    row("1-3:1-2", "none");
    row("80/xtp", "none");
    row("a:b", "none");
    row("", "none");
}

void tst_composemerge::ports()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto port = compose::parseShortPort(text);
    const QString actual = port
        ? port->hostIp + u' ' + QString::number(port->hostPort) + u' ' + port->name()
        : QStringLiteral("none");
    QCOMPARE(actual, expected);
}

void tst_composemerge::quantities()
{
    using namespace compose;
    QCOMPARE(parseByteSize(QStringLiteral("512m")), qint64(512) << 20);
    QCOMPARE(parseByteSize(QStringLiteral("1.5GB")), qint64(3) << 29);
    QCOMPARE(parseByteSize(QStringLiteral("64KiB")), qint64(65536));
    QCOMPARE(parseByteSize(QStringLiteral("1048576")), qint64(1048576));
    for (const char *wrong : {"", "m", "-1", "1x", "99999999999999p"})
        QVERIFY2(!parseByteSize(QString::fromLatin1(wrong)), wrong);
    QCOMPARE(parseDuration(QStringLiteral("1m30s")), qint64(90'000));
    QCOMPARE(parseDuration(QStringLiteral("500ms")), qint64(500));
    QVERIFY(!parseDuration(QStringLiteral("30")));
}

void tst_composemerge::versionOneFiles()
{
    const ImportResult result =
        m_world.imported("web:\n  image: x\n  links: [db]\ndb:\n  image: mysql:8.0\n");
    QVERIFY(flowBetween(result.model, QStringLiteral("web"), QStringLiteral("db")));
    QVERIFY(messagesOf(result.diagnostics).contains(QStringLiteral("version 1")));
}

DRAWBRIDGE_TEST(tst_composemerge)
#include "tst_composemerge.moc"
