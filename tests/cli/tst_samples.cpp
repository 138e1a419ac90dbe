#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

#include <QXmlStreamReader>

using namespace drawbridge::test;

// Compose files of real projects go all the way, or are refused in one line.
class tst_samples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void composeFiles_data();
    void composeFiles();
};

void tst_samples::composeFiles_data()
{
    QTest::addColumn<QString>("path");
    if (sharedSamples().isEmpty())
        QSKIP("this machine has no folder of samples");
    const QDir folder(sharedSamples() + QStringLiteral("/compose"));
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name))
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void tst_samples::composeFiles()
{
    QFETCH(QString, path);
    CommandLine cli;
    const QString model = QStringLiteral("m");
    const Run imported = cli.run({QStringLiteral("import"), path, QStringLiteral("-o"), model});
    if (imported.status == 2) {
        QVERIFY2(imported.saysOneLine(), imported.summary());
        QVERIFY2(imported.err.contains(QFileInfo(path).fileName().toUtf8()), imported.summary());
        return;
    }
    QVERIFY2(imported.status == 0, imported.summary());
    const Run analysis = cli.run({QStringLiteral("analyze"), model, QStringLiteral("--json")});
    QVERIFY2(analysis.status == 0, analysis.summary());
    QVERIFY(analysis.json()["summary"].toObject()["total"].toInt() > 0);
    const Run drawn =
        cli.run({QStringLiteral("export"), model, QStringLiteral("-o"), QStringLiteral("-"),
                 QStringLiteral("--format"), QStringLiteral("svg")});
    QVERIFY2(drawn.status == 0, drawn.summary());
    QXmlStreamReader xml(drawn.out);
    while (!xml.atEnd())
        xml.readNext();
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(cli.run({QStringLiteral("fmt"), model, QStringLiteral("--check")}).status, 0);
}

DRAWBRIDGE_TEST(tst_samples)
#include "tst_samples.moc"
