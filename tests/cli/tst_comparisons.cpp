#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>

using namespace drawbridge::test;

static const char Careless[] = "services:\n"
                               "  web:\n"
                               "    image: nginx:1.25\n"
                               "    privileged: true\n"
                               "    ports: ['8080:80']\n"
                               "  old:\n"
                               "    image: postgres:16\n"
                               "    privileged: true\n";
static const char Careful[] = "services:\n"
                              "  web:\n"
                              "    image: nginx:1.25\n"
                              "    user: '1000'\n"
                              "    read_only: true\n"
                              "    ports: ['127.0.0.1:8080:80']\n";

// The proof of what was fixed, from folders and from models, in every format.
class tst_comparisons : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void foldersAndModelsSayTheSame();
    void everythingIsFixedOrSaidToBeOpen();
    void formats_data();
    void formats();
    void badInput_data();
    void badInput();

private:
    Run run(const QString &line) const { return m_cli.run(line.split(u' ')); }

    CommandLine m_cli;
};

void tst_comparisons::initTestCase()
{
    m_cli.write(QStringLiteral("before/compose.yaml"), Careless);
    m_cli.write(QStringLiteral("after/compose.yaml"), Careful);
    m_cli.write(QStringLiteral("empty/readme.txt"), "nothing to import\n");
    for (const char *side : {"before", "after"}) {
        const Run made = run(QStringLiteral("import %1/compose.yaml -o %1.drawbridge --root-name x")
                                 .arg(QLatin1String(side)));
        QVERIFY2(made.status == 0, made.summary());
    }
}

void tst_comparisons::foldersAndModelsSayTheSame()
{
    const Run folders = run(QStringLiteral("compare before after --json"));
    const Run models = run(QStringLiteral("compare before.drawbridge after.drawbridge --json"));
    QVERIFY2(folders.status == 0 && models.status == 0, folders.summary());
    QCOMPARE(folders.json()["summary"].toObject(), models.json()["summary"].toObject());
    QCOMPARE(run(QStringLiteral("compare before after --json")).out, folders.out);
}

void tst_comparisons::everythingIsFixedOrSaidToBeOpen()
{
    const QJsonObject answer = run(QStringLiteral("compare before after --json")).json();
    QCOMPARE(answer["schema"].toString(), QStringLiteral("drawbridge/compare/1"));
    bool privileged = false;
    for (const QJsonValue &fixed : answer["fixed"].toArray()) {
        QVERIFY(QStringList({QStringLiteral("exposure-removed"), QStringLiteral("control-added")})
                    .contains(fixed["how"].toString()));
        QVERIFY2(!fixed["fix"].toString().isEmpty(), qPrintable(fixed["title"].toString()));
        privileged = privileged
            || (fixed["rule"].toString() == u"containers/privileged"
                && fixed["target"].toObject()["name"].toString() == u"web");
        // What is gone with its service was not fixed.
        QVERIFY(fixed["target"].toObject()["name"].toString() != u"old");
    }
    QVERIFY(privileged);
    bool gone = false;
    for (const QJsonValue &value : answer["gone"].toArray())
        gone = gone || value["target"].toObject()["name"].toString() == u"old";
    QVERIFY(gone);
}

void tst_comparisons::formats_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("holds");
    QTest::newRow("md") << "c.md" << QByteArray("# Before and after\n")
                        << QByteArray("## Vulnerabilities found and fixed\n");
    QTest::newRow("csv") << "c.csv" << QByteArray("outcome,vulnerability,where,severity,status,fix")
                         << QByteArray("\r\nfixed,");
    QTest::newRow("html") << "c.html" << QByteArray("<!DOCTYPE html>")
                          << QByteArray("Vulnerabilities found and fixed</h2>");
    QTest::newRow("json") << "c.json" << QByteArray("{\n  \"schema\": \"drawbridge/compare/1\"")
                          << QByteArray("\"exposure-removed\"");
    QTest::newRow("pdf") << "c.pdf" << QByteArray("%PDF-") << QByteArray("%%EOF");
    QTest::newRow("txt") << "c.txt" << QByteArray("OUTCOME") << QByteArray(" fixed, ");
}

void tst_comparisons::formats()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, holds);
    const QString line = QStringLiteral("compare before after --as-of 2026-01-15 -o ") + file;
    const Run written = run(line);
    QVERIFY2(written.status == 0, written.summary());
    const QByteArray bytes = m_cli.read(file);
    QVERIFY2(bytes.startsWith(start), bytes.left(80));
    QVERIFY(bytes.contains(holds));
    QVERIFY(run(line).status == 0);
    QCOMPARE(m_cli.read(file), bytes);
}

void tst_comparisons::badInput_data()
{
    QTest::addColumn<QString>("line");
    for (const char *line :
         {"compare before nowhere", "compare before empty", "compare before after -o x.docx",
          "compare before", "compare - -", "compare before after --format docx"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void tst_comparisons::badInput()
{
    QFETCH(QString, line);
    const Run refused = run(line);
    QVERIFY2(refused.status == 2 && refused.saysOneLine(), refused.summary());
}

DRAWBRIDGE_TEST(tst_comparisons)
#include "tst_comparisons.moc"
