#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

using namespace drawbridge::test;

// Whatever is wrong with the input or the arguments: status 2 and one line that names it.
class tst_badinput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void usage_data();
    void usage();
    void composeFiles_data();
    void composeFiles();
    void projects_data();
    void projects();
    void placesThatCannotBeRead_data();
    void placesThatCannotBeRead();
    void filesThatCannotBeWritten_data();
    void filesThatCannotBeWritten();
    void aFullDiskIsTold();
    void aProjectIsNotReplacedByFailedWork();

private:
    void expectRefusal(const QStringList &arguments, const QByteArray &expected,
                       const QByteArray &input = {});

    CommandLine m_cli;
};

void tst_badinput::initTestCase()
{
    const Run made = m_cli.run(
        {QStringLiteral("import"), sampleCompose(), QStringLiteral("-o"), QStringLiteral("m")});
    QVERIFY2(made.status == 0, made.summary());
}

void tst_badinput::expectRefusal(const QStringList &arguments, const QByteArray &expected,
                                 const QByteArray &input)
{
    const Run run = m_cli.run(arguments, input);
    QVERIFY2(run.status == 2, run.summary());
    QVERIFY2(run.saysOneLine(), run.summary());
    QVERIFY2(run.err.contains(expected), run.summary());
    QVERIFY2(run.out.isEmpty(), run.summary());
}

void tst_badinput::usage_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *arguments, const char *expected) {
        QTest::newRow(*arguments ? arguments : "nothing")
            << QString::fromLatin1(arguments) << QByteArray(expected);
    };
    row("", "a command is missing");
    row("bogus", "there is no command 'bogus'");
    row("catalog", "a command is missing");
    row("rules bogus", "there is no command 'bogus'");
    row("analyze m --bogus", "there is no option '--bogus'");
    row("--bogus analyze m", "there is no option '--bogus'");
    row("analyze", "MODEL is required");
    row("analyze m n", "not expected: n");
    row("export m", "--output is required");
    row("import m", "--output is required");
    row("analyze m --format xml", "xml");
    row("analyze m --fail-on grave", "grave");
    row("analyze m --as-of yesterday", "'yesterday'");
    row("--as-of 2026-02-30 analyze m", "'2026-02-30'");
    row("export m -o x.svg --as-of 24.11.2026", "'24.11.2026'");
    row("export m -o x.docx", "'docx'");
    row("export m -o x", "x: the file's ending names no format");
    row("export m -o -", "--format");
    row("export m -o x.svg --view everything", "no view 'everything' as svg");
    row("export m -o x.csv --view diagram", "no view 'diagram' as csv");
    row("export m -o x.svg --diagram Nowhere", "no diagram named 'Nowhere'");
    row("export m -o x.svg --theme pink", "pink");
    row("layout m --diagram Nowhere", "no diagram named 'Nowhere'");
    row("import m -o n", "m: is none of the formats");
    row("import m -o n --as excel", "unknown format 'excel'");
    row("new m", "m exists");
    row("catalog show T0000", "'T0000'");
    row("rules eval a --vars nonsense", "--vars:1");
    row("rules eval a --vars [1]", "--vars:1:1");
    row("rules list --rules nowhere.yaml", "nowhere.yaml: there is no such file");
    row("--data nowhere catalog info", "nowhere: there is no such data folder");
}

void tst_badinput::usage()
{
    QFETCH(QString, arguments);
    QFETCH(QByteArray, expected);
    expectRefusal(arguments.split(u' ', Qt::SkipEmptyParts), expected);
    QVERIFY(!QFile::exists(m_cli.path(QStringLiteral("x.svg"))));
}

// Ten references to ten references and so on: a million million values of a few lines.
static QByteArray aliasBomb()
{
    QByteArray text = "x-0: &x0 [q, q, q, q, q, q, q, q, q, q]\n";
    for (int i = 1; i < 12; ++i) {
        const QByteArray alias = "*x" + QByteArray::number(i - 1) + ", ";
        text += "x-" + QByteArray::number(i) + ": &x" + QByteArray::number(i) + " ["
            + alias.repeated(10) + "]\n";
    }
    return text + "services:\n  a:\n    image: nginx\n    labels: *x11\n";
}

void tst_badinput::composeFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("empty") << QByteArray("") << QByteArray("f.yaml:1");
    QTest::newRow("alias bomb") << aliasBomb() << QByteArray("f.yaml:");
    QTest::newRow("alias of itself")
        << QByteArray("services:\n  a: &a\n    image: x\n    labels: *a\n")
        << QByteArray("f.yaml:4:13: this alias stands inside");
    QTest::newRow("zero bytes") << QByteArray("services:\n  a:\n    image: \"x\0y\"\n", 33)
                                << QByteArray("f.yaml:3:14");
    QTest::newRow("an ELF file") << QByteArray("\x7f"
                                               "ELF\2\1\1\0\0\0\0\0",
                                               12)
                                 << QByteArray("f.yaml:1");
    QTest::newRow("Latin-1") << QByteArray("services:\n  caf\xe9:\n    image: x\n")
                             << QByteArray("f.yaml:2:6");
    QTest::newRow("nested without end")
        << QByteArray("services: " + QByteArray(200'000, '[')) << QByteArray("f.yaml:1:");
    QTest::newRow("a key twice") << QByteArray("services:\n  a: {image: x}\n  a: {image: y}\n")
                                 << QByteArray("f.yaml:3:3");
    QTest::newRow("a tab") << QByteArray("services:\n\ta:\n    image: x\n")
                           << QByteArray("f.yaml:2");
    QTest::newRow("an open quote")
        << QByteArray("services:\n  a:\n    image: \"x\n") << QByteArray("f.yaml:");
    QTest::newRow("a list of services")
        << QByteArray("services:\n  - image: x\n") << QByteArray("f.yaml:");
    QTest::newRow("a service of a word")
        << QByteArray("services:\n  a: x\n") << QByteArray("f.yaml:2");
}

void tst_badinput::composeFiles()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, expected);
    m_cli.write(QStringLiteral("f.yaml"), content);
    expectRefusal({QStringLiteral("import"), QStringLiteral("f.yaml"), QStringLiteral("--as"),
                   QStringLiteral("compose"), QStringLiteral("-o"), QStringLiteral("out")},
                  expected);
    QVERIFY(!QFile::exists(m_cli.path(QStringLiteral("out"))));
}

void tst_badinput::projects_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray good = m_cli.read(QStringLiteral("m"));
    const QByteArray half = good.left(good.size() / 2);
    QTest::newRow("truncated") << half
                               << QByteArray("f:" + QByteArray::number(half.count('\n') + 1));
    QTest::newRow("empty") << QByteArray() << QByteArray("f:1:1");
    QTest::newRow("no project") << QByteArray("{}") << QByteArray("not a Drawbridge project");
    QTest::newRow("a list") << QByteArray("[]") << QByteArray("not a Drawbridge project");
    QTest::newRow("nested without end") << QByteArray(200'000, '[') << QByteArray("f:1:");
    QTest::newRow("zero bytes") << QByteArray(64, '\0') << QByteArray("f:1");
    QTest::newRow("a newer format")
        << QByteArray("{\"format\": \"drawbridge-project\", \"version\": 9999}")
        << QByteArray("9999");
}

void tst_badinput::projects()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, expected);
    m_cli.write(QStringLiteral("f"), content);
    const QString file = QStringLiteral("f");
    expectRefusal({QStringLiteral("analyze"), file}, expected);
    expectRefusal({QStringLiteral("export"), file, QStringLiteral("-o"), QStringLiteral("x.svg")},
                  expected);
    expectRefusal({QStringLiteral("layout"), file}, expected);
    expectRefusal({QStringLiteral("fmt"), file}, expected);
    expectRefusal({QStringLiteral("fmt"), file, QStringLiteral("--check")}, expected);
    QCOMPARE(m_cli.read(file), content);
    expectRefusal({QStringLiteral("analyze"), QStringLiteral("-")},
                  QByteArray(expected).replace("f:", "standard input:"), content);
}

void tst_badinput::placesThatCannotBeRead_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("missing") << QStringLiteral("missing.yaml");
    QTest::newRow("a folder") << QStringLiteral(".");
    QTest::newRow("a device") << QStringLiteral("/dev/zero");
    QTest::newRow("too large") << QStringLiteral("large.yaml");
    QTest::newRow("a strange name") << QStringLiteral("no\nsuch\x1b[2J");
}

void tst_badinput::placesThatCannotBeRead()
{
    QFETCH(QString, path);
    if (path == QStringLiteral("large.yaml")) {
        QByteArray large = "services:\n  a:\n    image: nginx\n";
        large += QByteArray("# nothing to see here\n").repeated(9 * 1024 * 1024 / 22 + 1);
        m_cli.write(path, large);
    }
    QByteArray named = path.left(5).toUtf8();
    named = named.left(named.indexOf('\n'));
    expectRefusal({QStringLiteral("import"), path, QStringLiteral("-o"), QStringLiteral("out")},
                  named);
    if (path == QStringLiteral("large.yaml"))
        expectRefusal({QStringLiteral("import"), QStringLiteral("-"), QStringLiteral("-o"),
                       QStringLiteral("out")},
                      "8 MB", m_cli.read(path));
    else
        expectRefusal({QStringLiteral("analyze"), path}, named);
    QVERIFY(!QFile::exists(m_cli.path(QStringLiteral("out"))));
}

void tst_badinput::filesThatCannotBeWritten_data()
{
    QTest::addColumn<QStringList>("arguments");
    const QString away = QStringLiteral("away/file.svg");
    const QString m = QStringLiteral("m");
    const QString o = QStringLiteral("-o");
    QTest::newRow("import") << QStringList {QStringLiteral("import"), sampleCompose(), o, away};
    QTest::newRow("export") << QStringList {QStringLiteral("export"), m, o, away};
    QTest::newRow("analyze") << QStringList {QStringLiteral("analyze"), m, o, away};
    QTest::newRow("layout") << QStringList {QStringLiteral("layout"), m, o, away};
    QTest::newRow("fmt") << QStringList {QStringLiteral("fmt"), m, o, away};
    QTest::newRow("new") << QStringList {QStringLiteral("new"), away};
}

void tst_badinput::filesThatCannotBeWritten()
{
    QFETCH(QStringList, arguments);
    const Run run = m_cli.run(arguments);
    QVERIFY2(run.status == 2, run.summary());
    QVERIFY2(run.err.contains("drawbridge-cli: away/file.svg: cannot be written"), run.summary());
    QVERIFY(!QFile::exists(m_cli.path(QStringLiteral("away"))));
}

void tst_badinput::aFullDiskIsTold()
{
    if (!QFile::exists(QStringLiteral("/dev/full")))
        QSKIP("this system has no /dev/full");
    QProcess process;
    process.setStandardOutputFile(QStringLiteral("/dev/full"));
    // Few bytes, which wait in a buffer, and many, which do not.
    for (const QString &command : {QStringLiteral("info"), QStringLiteral("list")}) {
        process.start(binaryDir() + QStringLiteral("/bin/drawbridge-cli"),
                      {command == QStringLiteral("info") ? QStringLiteral("catalog")
                                                         : QStringLiteral("rules"),
                       command});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 2);
        QCOMPARE(process.readAllStandardError(),
                 QByteArray("drawbridge-cli: standard output cannot be written\n"));
    }
}

void tst_badinput::aProjectIsNotReplacedByFailedWork()
{
    m_cli.write(QStringLiteral("kept"), "what was there\n");
    m_cli.write(QStringLiteral("f.yaml"), "services: [");
    expectRefusal({QStringLiteral("import"), QStringLiteral("f.yaml"), QStringLiteral("--as"),
                   QStringLiteral("compose"), QStringLiteral("-o"), QStringLiteral("kept")},
                  "f.yaml:1");
    expectRefusal({QStringLiteral("export"), QStringLiteral("m"), QStringLiteral("--format"),
                   QStringLiteral("svg"), QStringLiteral("--diagram"), QStringLiteral("none"),
                   QStringLiteral("-o"), QStringLiteral("kept")},
                  "'none'");
    QCOMPARE(m_cli.read(QStringLiteral("kept")), QByteArray("what was there\n"));
}

DRAWBRIDGE_TEST(tst_badinput)
#include "tst_badinput.moc"
