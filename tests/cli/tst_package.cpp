#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

#include <QCryptographicHash>

using namespace drawbridge::test;

static const char Console[] = "services:\n"
                              "  web:\n"
                              "    image: nginx:1.25\n"
                              "    ports: ['8080:80']\n"
                              "    environment:\n"
                              "      DB_PASSWORD: pineapple-4711\n";

// The deliverables of an assessment, made by one command.
class tst_package : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void holdsTheDeliverables();
    void whatIsHardenedComesWithTheHardenedSystem();
    void checksumsHold();
    void evidenceComesAlong();
    void noSecretGetsIn();
    void isTheSameAgain();
    void replacesOnlyAnEarlierPackage();
    void badInput_data();
    void badInput();

private:
    Run run(const QString &line) const { return m_cli.run(line.split(u' ')); }

    CommandLine m_cli;
};

void tst_package::initTestCase()
{
    m_cli.write(QStringLiteral("before/compose.yaml"), Console);
    m_cli.write(QStringLiteral("after/compose.yaml"),
                QByteArray(Console).replace("8080:80", "127.0.0.1:8080:80"));
    const Run alone = run(QStringLiteral("package before -o alone --as-of 2026-01-15"));
    QVERIFY2(alone.status == 0, alone.summary());
    const Run both = run(QStringLiteral("package before --after after -o both --as-of 2026-01-15"));
    QVERIFY2(both.status == 0, both.summary());
}

void tst_package::holdsTheDeliverables()
{
    const QMap<QString, QByteArray> files = m_cli.files(QStringLiteral("alone"));
    const QList<std::pair<const char *, const char *>> expected {
        {"diagrams/architecture.svg", "<?xml"}, {"diagrams/architecture.png", "\x89PNG"},
        {"diagrams/architecture.pdf", "%PDF-"}, {"threat_model.md", "# "},
        {"summary_report.md", "# Summary"},     {"summary_report.pdf", "%PDF-"},
        {"tables/attack.csv", "tactic"},        {"analysis.json", "{"}};
    for (const auto &[name, start] : expected) {
        QByteArray content;
        for (auto file = files.cbegin(); file != files.cend(); ++file) {
            if (file.key().endsWith(QLatin1String(name)))
                content = file.value();
        }
        QVERIFY2(content.startsWith(start), name);
    }
    for (const char *chapter : {"STRIDE per endpoint", "NIST SP 800-53"})
        QVERIFY2(m_cli.read(QStringLiteral("alone/threat_model.md")).contains(chapter), chapter);
    QVERIFY(m_cli.read(QStringLiteral("alone/diagrams/hardened.svg")).isEmpty());
}

void tst_package::whatIsHardenedComesWithTheHardenedSystem()
{
    for (const char *name : {"diagrams/hardened.svg", "hardened.drawbridge", "found_and_fixed.pdf"})
        QVERIFY2(!m_cli.read(QStringLiteral("both/") + QLatin1String(name)).isEmpty(), name);
    QVERIFY(m_cli.read(QStringLiteral("both/summary_report.md"))
                .contains("## Vulnerabilities found and fixed"));
}

void tst_package::checksumsHold()
{
    const QList<QByteArray> lines =
        m_cli.read(QStringLiteral("both/SHA256SUMS")).trimmed().split('\n');
    QCOMPARE(lines.size() + 1, m_cli.files(QStringLiteral("both")).size());
    for (const QByteArray &line : lines) {
        const QByteArray content =
            m_cli.read(QStringLiteral("both/") + QString::fromUtf8(line.mid(66)));
        QCOMPARE(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex(),
                 line.left(64));
    }
}

void tst_package::evidenceComesAlong()
{
    m_cli.write(QStringLiteral("bandit.json"),
                "{\"errors\": [], \"generated_at\": \"2026-01-10T10:00:00Z\", \"results\": "
                "[{\"filename\": \"web/app.py\", \"line_number\": 3, \"test_id\": \"B307\", "
                "\"test_name\": \"blacklist\", \"issue_severity\": \"MEDIUM\", "
                "\"issue_confidence\": \"HIGH\", \"issue_text\": \"Use of eval\"}]}");
    QVERIFY(run(QStringLiteral("import before/compose.yaml -o scanned.drawbridge")).status == 0);
    const Run attached = run(QStringLiteral("evidence scanned.drawbridge bandit.json"));
    QVERIFY2(attached.status == 0, attached.summary());
    const Run made = run(QStringLiteral("package scanned.drawbridge -o scanned"));
    QVERIFY2(made.status == 0, made.summary());
    QCOMPARE(m_cli.read(QStringLiteral("scanned/model.evidence.json")),
             m_cli.read(QStringLiteral("scanned.evidence.json")));
    // The model that is in the package finds it there.
    const Run analysis = run(QStringLiteral("analyze scanned/model.drawbridge --json"));
    QCOMPARE(analysis.json()["evidence"].toString(), QStringLiteral("present"));
}

void tst_package::noSecretGetsIn()
{
    const QMap<QString, QByteArray> files = m_cli.files(QStringLiteral("both"));
    for (auto file = files.cbegin(); file != files.cend(); ++file)
        QVERIFY2(!file.value().contains("pineapple-4711"), qPrintable(file.key()));
}

void tst_package::isTheSameAgain()
{
    for (const char *name : {"one.zip", "two.zip"}) {
        const Run made = run(QStringLiteral("package before --after after --as-of 2026-01-15 -o ")
                             + QLatin1String(name));
        QVERIFY2(made.status == 0, made.summary());
    }
    QVERIFY(m_cli.read(QStringLiteral("one.zip")).startsWith("PK"));
    QCOMPARE(m_cli.read(QStringLiteral("one.zip")), m_cli.read(QStringLiteral("two.zip")));
}

void tst_package::replacesOnlyAnEarlierPackage()
{
    m_cli.write(QStringLiteral("mine/precious.txt"), "keep\n");
    const Run refused = run(QStringLiteral("package before -o mine"));
    QVERIFY2(refused.status == 2 && refused.saysOneLine(), refused.summary());
    QCOMPARE(m_cli.files(QStringLiteral("mine")).size(), 1);
    QVERIFY(run(QStringLiteral("package before --after after -o twice")).status == 0);
    m_cli.write(QStringLiteral("twice/notes.txt"), "keep\n");
    const Run again = run(QStringLiteral("package before -o twice"));
    QVERIFY2(again.status == 0, again.summary());
    QVERIFY(m_cli.read(QStringLiteral("twice/diagrams/hardened.svg")).isEmpty());
    QCOMPARE(m_cli.read(QStringLiteral("twice/notes.txt")), QByteArray("keep\n"));
}

void tst_package::badInput_data()
{
    QTest::addColumn<QString>("line");
    for (const char *line : {"package before", "package nowhere -o x", "package before -o -",
                             "package before --after nowhere -o x.zip"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void tst_package::badInput()
{
    QFETCH(QString, line);
    const Run refused = run(line);
    QVERIFY2(refused.status == 2 && refused.saysOneLine(), refused.summary());
}

DRAWBRIDGE_TEST(tst_package)
#include "tst_package.moc"
