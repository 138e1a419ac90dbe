#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>

using namespace drawbridge::test;

static const char Running[] = "services:\n"
                              "  web:\n"
                              "    image: nginx:1.25\n"
                              "    user: '1000'\n"
                              "    read_only: true\n"
                              "    cap_drop: [ALL]\n"
                              "    volumes: ['data:/srv']\n"
                              "    ports: ['127.0.0.1:8080:80']\n"
                              "    networks: [front]\n"
                              "  db:\n"
                              "    image: postgres:16\n"
                              "    networks: [front]\n"
                              "networks:\n"
                              "  front:\n"
                              "volumes:\n"
                              "  data:\n";

// A gate: the model still tells of what runs.
class tst_drift : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theSameFilesAreNoDrift();
    void drift_data();
    void drift();
    void harmlessChangesPass();
    void theFilesMayLieElsewhere();
    void whatWasDrawnIsFoundByName();
    void samplesDoNotDriftFromThemselves_data();
    void samplesDoNotDriftFromThemselves();

private:
    Run drift(const QByteArray &files) const
    {
        m_cli->write(QStringLiteral("compose.yml"), files);
        return m_cli->run(QStringLiteral("drift m.drawbridge compose.yml --json").split(u' '));
    }

    std::unique_ptr<CommandLine> m_cli;
};

void tst_drift::init()
{
    m_cli = std::make_unique<CommandLine>();
    m_cli->write(QStringLiteral("compose.yml"), Running);
    const Run made = m_cli->run(QStringLiteral("import compose.yml -o m.drawbridge").split(u' '));
    QVERIFY2(made.status == 0, made.summary());
}

void tst_drift::theSameFilesAreNoDrift()
{
    const Run run = drift(Running);
    QVERIFY2(run.status == 0, run.summary());
    QVERIFY(!run.json()["drifted"].toBool());
    const Run text = m_cli->run(QStringLiteral("drift m.drawbridge compose.yml").split(u' '));
    QCOMPARE(text.out, QByteArray("no drift; an import would find no differences\n"));
}

void tst_drift::drift_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *name, const char *from, const char *to, const char *kind,
                        const char *of) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(kind)
                            << QString::fromLatin1(of);
    };
    row("service", "  db:\n", "  cache:\n    image: redis:7\n    networks: [front]\n  db:\n",
        "unmodelled-service", "cache");
    row("port", "'127.0.0.1:8080:80'", "'127.0.0.1:8080:80', '9000:9000'", "unmodelled-port",
        "web: 9000/tcp");
    row("address", "'127.0.0.1:8080:80'", "'8080:80'", "unmodelled-port", "web");
    row("mount", "['data:/srv']", "['data:/srv', '/etc:/host']", "unmodelled-mount", "web");
    row("network", "  front:\n", "  front:\n  back:\n", "unmodelled-network", "back");
    row("attached", "    image: postgres:16\n    networks: [front]\nnetworks:\n",
        "    image: postgres:16\n    networks: [front, back]\nnetworks:\n  back:\n",
        "unmodelled-network", "db");
    row("gone", "  db:\n    image: postgres:16\n    networks: [front]\n", "", "element-gone", "db");
    row("privileged", "    read_only: true\n", "    read_only: true\n    privileged: true\n",
        "mitigation-contradicted", "web");
    row("root", "    user: '1000'\n", "    user: root\n", "mitigation-contradicted", "web");
}

void tst_drift::drift()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, kind);
    QFETCH(QString, name);
    const QByteArray changed = QByteArray(Running).replace(from, to);
    QVERIFY(changed != Running);
    const Run run = drift(changed);
    QVERIFY2(run.status == 1, run.summary());
    bool found = false;
    for (const QJsonValue &finding : run.json()["findings"].toArray())
        found = found || (finding["kind"].toString() == kind && finding["name"].toString() == name);
    QVERIFY2(found, run.summary());
}

void tst_drift::harmlessChangesPass()
{
    const Run run =
        drift("# a comment\n" + QByteArray(Running).replace("nginx:1.25", "nginx:1.27"));
    QVERIFY2(run.status == 0, run.summary());
    QVERIFY2(run.json()["changes"].toObject()["summary"].toObject()["changed"].toInt() > 0
                 || !run.json()["changes"].toObject()["records"].toArray().isEmpty(),
             run.summary());
}

void tst_drift::theFilesMayLieElsewhere()
{
    m_cli->write(QStringLiteral("srv/running/docker-compose.yml"), Running);
    const Run same =
        m_cli->run(QStringLiteral("drift m.drawbridge srv/running/docker-compose.yml").split(u' '));
    QVERIFY2(same.status == 0, same.summary());
    m_cli->write(QStringLiteral("srv/running/docker-compose.yml"),
                 QByteArray(Running).replace("  db:\n", "  other:\n"));
    const Run other =
        m_cli->run(QStringLiteral("drift m.drawbridge srv/running/docker-compose.yml").split(u' '));
    QVERIFY2(other.status == 1 && other.out.contains("unmodelled-service      other")
                 && other.out.contains("element-gone            db"),
             other.summary());
}

void tst_drift::whatWasDrawnIsFoundByName()
{
    QVERIFY(m_cli->run(QStringLiteral("new drawn.drawbridge").split(u' ')).status == 0);
    const Run none = m_cli->run(QStringLiteral("drift drawn.drawbridge compose.yml").split(u' '));
    QVERIFY2(none.status == 1 && none.out.contains("unmodelled-service      web"), none.summary());
    QByteArray model = m_cli->read(QStringLiteral("drawn.drawbridge"));
    model.replace("  \"diagrams\": [",
                  "  \"elements\": [{\"id\": \"e1\", \"name\": \"Web\", \"kind\": \"process\"}],\n"
                  "  \"diagrams\": [");
    m_cli->write(QStringLiteral("drawn.drawbridge"), model);
    const Run some = m_cli->run(QStringLiteral("drift drawn.drawbridge compose.yml").split(u' '));
    QVERIFY2(some.status == 1 && !some.out.contains("unmodelled-service      web")
                 && some.out.contains("unmodelled-service      db"),
             some.summary());
}

void tst_drift::samplesDoNotDriftFromThemselves_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("own") << sampleCompose();
    const QDir folder(sharedSamples() + QStringLiteral("/compose"));
    if (!sharedSamples().isEmpty()) {
        for (const QString &name : folder.entryList(QDir::Files, QDir::Name))
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }
}

void tst_drift::samplesDoNotDriftFromThemselves()
{
    QFETCH(QString, path);
    const QString model = QStringLiteral("s.drawbridge");
    if (m_cli->run({QStringLiteral("import"), path, QStringLiteral("-o"), model}).status != 0)
        return;
    const Run run = m_cli->run({QStringLiteral("drift"), model, path});
    QVERIFY2(run.status == 0, run.summary());
}

DRAWBRIDGE_TEST(tst_drift)
#include "tst_drift.moc"
