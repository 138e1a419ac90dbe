#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

using namespace drawbridge::test;

// Where the command line reads and writes: files, standard streams, other folders; and its help.
class tst_streams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyCommandHasHelp_data();
    void everyCommandHasHelp();
    void versionNamesTheProgram();
    void standardInputStandsForAFile();
    void slowInputIsReadToItsEnd();
    void composeComesThroughStandardInput();
    void everythingWritesToStandardOutput();
    void quietLeavesOnlyErrors();
    void outputReplacesAFileAtOnce();
    void worksFromAnotherFolder();
    void optionsDoNotSwallowWhatFollows();
    void newMakesAProject();
    void fmtBringsAProjectIntoItsForm();
    void layoutMovesWhatSomebodyMoved();
    void showAndSearchCatalogs();

private:
    Run good(const QStringList &arguments, const QByteArray &input = {});

    CommandLine m_cli;
    QByteArray m_model;
};

static QStringList words(const char *line)
{
    return QString::fromLatin1(line).split(u' ');
}

Run tst_streams::good(const QStringList &arguments, const QByteArray &input)
{
    const Run run = m_cli.run(arguments, input);
    if (run.status != 0)
        QTest::qFail(run.summary().constData(), __FILE__, __LINE__);
    return run;
}

void tst_streams::initTestCase()
{
    good({QStringLiteral("import"), sampleCompose(), QStringLiteral("-o"), QStringLiteral("m")});
    m_model = m_cli.read(QStringLiteral("m"));
    QVERIFY(m_model.startsWith("{\n  \"format\": \"drawbridge-project\""));
    QVERIFY(m_model.endsWith("}\n"));
}

void tst_streams::everyCommandHasHelp_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command :
         {"", "new", "import", "analyze", "export", "layout", "fmt", "catalog", "catalog info",
          "catalog show", "catalog search", "rules", "rules list", "rules check", "rules eval"})
        QTest::newRow(*command ? command : "none") << QString::fromLatin1(command);
}

void tst_streams::everyCommandHasHelp()
{
    QFETCH(QString, command);
    const Run run =
        good(command.split(u' ', Qt::SkipEmptyParts) + QStringList {QStringLiteral("--help")});
    QVERIFY2(run.out.contains("Usage: drawbridge-cli"), run.summary());
    QVERIFY2(run.out.contains(command.toUtf8()), run.summary());
    QVERIFY2(run.err.isEmpty(), run.summary());
}

void tst_streams::versionNamesTheProgram()
{
    QVERIFY(good(words("--version")).out.startsWith("Drawbridge "));
}

void tst_streams::standardInputStandsForAFile()
{
    QCOMPARE(good(words("analyze - --format csv"), m_model).out,
             good(words("analyze m --format csv")).out);
    QCOMPARE(good(words("export - -o - --format svg"), m_model).out,
             good(words("export m -o - --format svg")).out);
    QCOMPARE(good(words("fmt -"), m_model).out, m_model);
    QCOMPARE(good(words("layout -"), m_model).out, good(words("layout m -o -")).out);
}

void tst_streams::slowInputIsReadToItsEnd()
{
    QProcess process;
    process.start(binaryDir() + QStringLiteral("/bin/drawbridge-cli"), words("fmt -"));
    QVERIFY(process.waitForStarted());
    const qsizetype half = m_model.size() / 2;
    for (const QByteArray &part : {m_model.left(half), m_model.mid(half)}) {
        process.write(part);
        process.waitForBytesWritten();
        QTest::qWait(400);
    }
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardOutput(), m_model);
}

void tst_streams::composeComesThroughStandardInput()
{
    const QByteArray compose = "services:\n  shop:\n    image: nginx:1.27\n    env_file: shop.env\n"
                               "  store:\n    image: postgres:16\n";
    m_cli.write(QStringLiteral("shop.env"), "STORE=postgres://store:5432/\n");
    const Run run = good(words("import - -o - --root-name shop"), compose);
    QVERIFY(run.out.contains("\"name\": \"shop\""));
    // The current folder holds what the text refers to.
    const Run analysis = good(words("analyze - --json"), run.out);
    QVERIFY2(analysis.json()["model"].toObject()["flows"].toInt() > 0, analysis.summary());
    QVERIFY2(!run.err.contains("shop.env"), run.summary());
}

void tst_streams::everythingWritesToStandardOutput()
{
    m_cli.write(QStringLiteral("c.yaml"), "services:\n  shop:\n    image: nginx\n");
    good(words("import c.yaml -o c"));
    QCOMPARE(good(words("import c.yaml -o -")).out, m_cli.read(QStringLiteral("c")));
    QVERIFY(good(words("new - --name Shop")).out.contains("\"Shop\""));
    QVERIFY(good(words("export m -o - --format pdf")).out.startsWith("%PDF-"));
    QVERIFY(good(words("export m -o - --format png")).out.startsWith("\x89PNG"));
    QCOMPARE(good(words("export m -o - --format csv --view threats")).out,
             good(words("analyze m --format csv")).out);
    QCOMPARE(good(words("export m -o - --format json")).out, good(words("analyze m --json")).out);
}

void tst_streams::quietLeavesOnlyErrors()
{
    QVERIFY(!good(words("analyze m")).err.isEmpty());
    QVERIFY(good(words("analyze m --quiet")).err.isEmpty());
    QVERIFY(good(words("-q analyze m")).err.isEmpty());
    QVERIFY(!m_cli.run(words("-q analyze missing")).err.isEmpty());
}

void tst_streams::outputReplacesAFileAtOnce()
{
    good(words("export m -o diagram.svg"));
    m_cli.write(QStringLiteral("folder/diagram.svg"), "old");
    QFile before(m_cli.path(QStringLiteral("folder/diagram.svg")));
    QVERIFY(before.open(QIODevice::ReadOnly));
    good(words("export m -o folder/diagram.svg"));
    // Who had the old file open still reads the old file: it was replaced, not written over.
    QCOMPARE(before.readAll(), QByteArray("old"));
    QCOMPARE(m_cli.read(QStringLiteral("folder/diagram.svg")),
             m_cli.read(QStringLiteral("diagram.svg")));
    QCOMPARE(m_cli.files(QStringLiteral("folder")).keys(),
             QStringList {QStringLiteral("diagram.svg")});
}

void tst_streams::worksFromAnotherFolder()
{
    CommandLine elsewhere;
    elsewhere.environment.insert(QStringLiteral("DRAWBRIDGE_DATA_DIR"), QString());
    elsewhere.workingFolder = QStringLiteral("/");
    QVERIFY(m_cli
                .run({QStringLiteral("analyze"), m_cli.path(QStringLiteral("m")),
                      QStringLiteral("--json")})
                .status
            == 0);
    const Run run = elsewhere.run({QStringLiteral("import"), sampleCompose(), QStringLiteral("-o"),
                                   elsewhere.path(QStringLiteral("m"))});
    QVERIFY2(run.status == 0, run.summary());
    QCOMPARE(elsewhere.read(QStringLiteral("m")), m_model);
}

void tst_streams::optionsDoNotSwallowWhatFollows()
{
    const QString pack = QStringLiteral("rules.yaml");
    const QStringList built =
        QDir(binaryDir() + QStringLiteral("/data/rules")).entryList({QStringLiteral("*.yaml")});
    QVERIFY(!built.isEmpty());
    QVERIFY(QFile::copy(binaryDir() + QStringLiteral("/data/rules/") + built.first(),
                        m_cli.path(pack)));
    const Run ruled = good(words("analyze --rules rules.yaml m --json"));
    QVERIFY(ruled.json()["summary"].toObject()["total"].toInt() > 0);
    const Run twice =
        good(words("export --rules rules.yaml --rules rules.yaml m -o -") + words("--format csv"));
    QVERIFY(!twice.out.isEmpty());
    const QByteArray compose = "services:\n  a: {image: nginx, profiles: [dev]}\n"
                               "  b: {image: redis, profiles: [test]}\n  c: {image: mysql}\n";
    m_cli.write(QStringLiteral("p.yaml"), compose);
    const Run imported = good(words("import --profile dev p.yaml -o -"));
    QVERIFY(imported.out.contains("\"name\": \"a\""));
    QVERIFY(!imported.out.contains("\"name\": \"b\""));
    const Run both = good(words("import --profile dev --profile test p.yaml -o -"));
    QVERIFY(both.out.contains("\"name\": \"b\""));
}

void tst_streams::newMakesAProject()
{
    good(words("new Shop.drawbridge"));
    const QByteArray made = m_cli.read(QStringLiteral("Shop.drawbridge"));
    QVERIFY(made.contains("\"name\": \"Shop\""));
    QCOMPARE(m_cli.run(words("new Shop.drawbridge --name Other")).status, 2);
    QCOMPARE(m_cli.read(QStringLiteral("Shop.drawbridge")), made);
    good(words("new Shop.drawbridge --name Other --force"));
    QVERIFY(m_cli.read(QStringLiteral("Shop.drawbridge")).contains("\"name\": \"Other\""));
    for (const char *command : {"fmt Shop.drawbridge --check", "analyze Shop.drawbridge --json",
                                "export Shop.drawbridge -o shop.csv", "layout Shop.drawbridge"})
        good(words(command));
    const Run drawn = m_cli.run(words("export Shop.drawbridge -o shop.svg"));
    QCOMPARE(drawn.status, 2);
    QVERIFY2(drawn.err.contains("the diagram is empty"), drawn.summary());
}

void tst_streams::fmtBringsAProjectIntoItsForm()
{
    const QByteArray untidy = QByteArray(m_model).replace("\n  ", "\n      ");
    m_cli.write(QStringLiteral("untidy"), untidy);
    const Run check = m_cli.run(words("fmt untidy --check"));
    QCOMPARE(check.status, 1);
    QVERIFY2(check.err.contains("untidy is not in canonical form"), check.summary());
    QCOMPARE(m_cli.read(QStringLiteral("untidy")), untidy);
    good(words("fmt untidy -o tidy"));
    QCOMPARE(m_cli.read(QStringLiteral("untidy")), untidy);
    QCOMPARE(m_cli.read(QStringLiteral("tidy")), m_model);
    good(words("fmt untidy"));
    QCOMPARE(m_cli.read(QStringLiteral("untidy")), m_model);
    good(words("fmt untidy --check"));
}

void tst_streams::layoutMovesWhatSomebodyMoved()
{
    good(words("layout m -o once"));
    good(words("layout once -o twice"));
    QCOMPARE(m_cli.read(QStringLiteral("twice")), m_cli.read(QStringLiteral("once")));
    QCOMPARE(m_cli.read(QStringLiteral("m")), m_model);
    QVERIFY(good(words("export once -o -") + words("--format svg")).out.contains("<svg"));
}

void tst_streams::showAndSearchCatalogs()
{
    QVERIFY(good(words("catalog show T1611")).out.startsWith("T1611  Escape to Host\n"));
    QVERIFY(good({QStringLiteral("catalog"), QStringLiteral("show"), QStringLiteral("AC-6(10)")})
                .out.startsWith("AC-6(10)  "));
    QVERIFY(good(words("catalog search escape host")).out.contains("T1611"));
    QVERIFY(good(words("catalog search xyzzyplugh")).out.isEmpty());
    QVERIFY(good(words("catalog info")).out.contains("ATT&CK"));
    QVERIFY(good(words("rules list")).out.contains("containers/"));
    const Run check = good(words("rules check"));
    QVERIFY2(check.err.contains(", 0 problems"), check.summary());
}

DRAWBRIDGE_TEST(tst_streams)
#include "tst_streams.moc"
