#include "model/import/compose/composeimporter.h"
#include "tests/model/import/importworld.h"
#include "tests/support/cputime.h"
#include "tests/support/testrunner.h"

#include <random>

using namespace drawbridge;
using namespace drawbridge::test;

// Compose files that are broken, hostile or huge.
class tst_composehostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWithOneLine_data();
    void refusesWithOneLine();
    void hostileNamesStayData();
    void survivesMutations();
    void manyServicesAreQuick();

private:
    ImportWorld m_world;
};

void tst_composehostile::refusesWithOneLine_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("message");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("compose.yml:1: the file is empty");
    QTest::newRow("no services") << QByteArray("a: 1\n") << QStringLiteral("no map 'services'");
    QTest::newRow("list") << QByteArray("- a\n") << QStringLiteral("must be a map");
    QTest::newRow("services is text")
        << QByteArray("services: web\n") << QStringLiteral("'services'");
    QTest::newRow("service is text")
        << QByteArray("services:\n  web: nginx\n")
        << QStringLiteral("compose.yml:2: the service 'web' must be a map");
    QTest::newRow("extends itself")
        << QByteArray("services:\n  a: {extends: b}\n  b: {extends: a}\n")
        << QStringLiteral("extends itself");
    QTest::newRow("only profiles")
        << QByteArray("services:\n  a: {image: x, profiles: [p]}\n") << QStringLiteral("profile");
    QTest::newRow("bad YAML") << QByteArray("services: [\n") << QStringLiteral("compose.yml:");
    QTest::newRow("merge of text")
        << QByteArray("services:\n  a:\n    <<: text\n") << QStringLiteral("compose.yml:3");
}

void tst_composehostile::refusesWithOneLine()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, message);
    const Result<ImportResult> result = m_world.compose(yaml);
    QVERIFY(!result);
    const QString line = result.error().toString();
    QVERIFY2(line.contains(message) && !line.contains(u'\n'), qPrintable(line));
}

void tst_composehostile::hostileNamesStayData()
{
    const QString html = QStringLiteral("<script>alert(1)</script>");
    const QString terminal = QStringLiteral("a\\e[31mred");
    const QString huge(10'000, u'n');
    const QByteArray yaml = ("services:\n  \"" + html + "\": {image: x}\n  \"" + terminal
                             + "\": {image: y, networks: [\"" + huge + "\"]}\n  ? \"" + huge
                             + "\"\n  : {image: z, depends_on: [\"" + html + "\"]}\n")
                                .toUtf8();
    const ImportResult result = m_world.imported(yaml);
    QVERIFY(elementNamed(result.model, html));
    QVERIFY(elementNamed(result.model, huge));
    QVERIFY(flowBetween(result.model, huge, html));
    int silly = 0;
    for (const Diagnostic &diagnostic : result.diagnostics) {
        QVERIFY(diagnostic.message.size() < 500);
        QVERIFY(!diagnostic.message.contains(QChar(0x1b)));
        silly += diagnostic.message.contains(QStringLiteral("a name that Compose refuses")) ? 1 : 0;
    }
    QCOMPARE(silly, 3);
}

void tst_composehostile::survivesMutations()
{
    const QList<QByteArray> seeds {
        "services:\n  web:\n    image: a:${V:-1}\n    ports: ['80:80', \"[::1]:1-3:1-3/udp\"]\n"
        "    volumes: ['a:/b:ro', {type: bind, source: /, target: /h}]\n    depends_on: [db]\n"
        "    environment: {A: 'postgres://u:p@db:1/x', B: }\n  db:\n    build: {context: ., args: "
        "[A=b]}\n",
        "x-a: &a {image: b, user: '1'}\nservices:\n  p: {<<: *a, cap_add: [X]}\n  q:\n    <<: [*a, "
        "{tty: 1}]\n"
        "    extends: {service: p}\n    network_mode: service:p\nnetworks: {n: {ipam: {config: "
        "[{subnet: 1}]}}}\n",
        "include: [other.yml]\nname: ${N:?no}\nservices:\n  s: {image: r, secrets: [k], "
        "healthcheck: "
        "{test: NONE}, deploy: {resources: {limits: {cpus: '1', memory: 5M}}}}\nsecrets: {k: "
        "{file: f}}\n"};
    ImportWorld world;
    world.siblings.insert(QStringLiteral("other.yml"), "services:\n  t: {image: u}\n");
    world.siblings.insert(QStringLiteral("Dockerfile"), "FROM x\nUSER y\n");
    const QByteArray alphabet = "{}[]:,-&*!|>'\"%@`#\n\t $<x0\xc3\x80";
    std::mt19937 random(20240601);
    int imported = 0;
    for (int round = 0; round < 3000; ++round) {
        QByteArray yaml = seeds[static_cast<qsizetype>(random() % 3)];
        for (unsigned change = 0; change <= random() % 4; ++change) {
            const auto at = static_cast<qsizetype>(random() % static_cast<unsigned>(yaml.size()));
            const char c =
                alphabet[static_cast<qsizetype>(random() % static_cast<unsigned>(alphabet.size()))];
            switch (random() % 4) {
            case 0:
                yaml[at] = c;
                break;
            case 1:
                yaml.insert(at, c);
                break;
            case 2:
                yaml.remove(at, static_cast<qsizetype>(random() % 8));
                break;
            default:
                yaml.insert(at, yaml.mid(at / 2, static_cast<qsizetype>(random() % 40)));
            }
            if (yaml.isEmpty())
                yaml = "a";
        }
        const Result<ImportResult> result = world.compose(yaml);
        if (!result)
            continue;
        ++imported;
        const QList<ModelProblem> problems = validate(result->model, world.schema);
        QVERIFY2(problems.isEmpty(),
                 problems.isEmpty()
                     ? ""
                     : (qPrintable(problems.first().message + u'\n' + QString::fromUtf8(yaml))));
    }
    // The test means nothing when every file is refused.
    QVERIFY(imported > 300);
}

void tst_composehostile::manyServicesAreQuick()
{
    QByteArray yaml =
        "x-common: &common\n  restart: always\n  environment: {LOG: info, DB_HOST: s0, "
        "DB_PORT: 5432, DB_PASSWORD: pw12345678}\nservices:\n";
    for (int i = 0; i < 500; ++i) {
        const QByteArray number = QByteArray::number(i);
        yaml += "  s" + number + ":\n    <<: *common\n    image: shop/s"
            + QByteArray::number(i % 40) + ":1.0\n    ports: ['" + QByteArray::number(10000 + i)
            + ":80']\n    volumes: ['data" + number
            + ":/data', './conf:/conf:ro']\n    networks: [n" + QByteArray::number(i % 10) + "]\n";
        if (i > 0)
            yaml += "    depends_on: [s" + QByteArray::number(i - 1) + "]\n";
    }
    const test::CpuTime time;
    const Result<ImportResult> result = m_world.compose(yaml);
    const double seconds = time.seconds();
    QVERIFY(result);
    QCOMPARE(result->model.images.size(), 40);
    QVERIFY(result->model.flows.size() < 2100);
    QVERIFY2(seconds < 10, "500 services take more than ten seconds even here");
}

DRAWBRIDGE_TEST(tst_composehostile)
#include "tst_composehostile.moc"
