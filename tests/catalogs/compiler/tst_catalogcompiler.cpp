#include "tests/support/testrunner.h"

#include <QProcess>

using namespace drawbridge;

// Runs the build's compiler on the project's fact tables, and on copies with one line spoilt.
class tst_catalogcompiler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void writesTheSameBytesTwice();
    void namesFileAndLineOfABrokenRelation_data();
    void namesFileAndLineOfABrokenRelation();
    void leavesTheOldDatabaseWhenAFactIsWrong();
    void refusesAMissingTable();
    void refusesAWrongHeader();
    void refusesRulesWithUnknownIds();
    void refusesRulesThatCoverTooMuchOrTooLittle();
    void refusesChecksOfScanners_data();
    void refusesChecksOfScanners();
    void explainsItsUsage();

private:
    struct Outcome
    {
        int exitCode = -1;
        QString messages;
    };
    Outcome compile(const QString &database, const QStringList &environment = {}) const;
    QString dataFile(const QString &name) const { return m_data.filePath(name); }
    QByteArray compileWithRule(const QByteArray &techniques) const;
    QByteArray contents(const QString &path) const;
    void write(const QString &path, const QByteArray &bytes) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QDir m_data;
};

void tst_catalogcompiler::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("data")));
    m_data.setPath(m_folder->filePath(QStringLiteral("data")));
    const QDir source(test::sourceDir() + QStringLiteral("/catalogs/data"));
    const QStringList names = source.entryList({QStringLiteral("*.tsv")}, QDir::Files);
    QVERIFY(names.size() > 10);
    for (const QString &name : names)
        QVERIFY(QFile::copy(source.filePath(name), dataFile(name)));
}

tst_catalogcompiler::Outcome tst_catalogcompiler::compile(const QString &database,
                                                          const QStringList &environment) const
{
    QProcess process;
    process.setProcessEnvironment(QProcessEnvironment::systemEnvironment());
    if (!environment.isEmpty())
        process.setEnvironment(QProcess::systemEnvironment() + environment);
    process.start(test::binaryDir() + QStringLiteral("/bin/drawbridge-catalog-compiler"),
                  {m_data.path(), database});
    if (!process.waitForFinished(60'000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardError())};
}

QByteArray tst_catalogcompiler::contents(const QString &path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_catalogcompiler::write(const QString &path, const QByteArray &bytes) const
{
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

void tst_catalogcompiler::writesTheSameBytesTwice()
{
    const QString first = m_folder->filePath(QStringLiteral("first.sqlite"));
    const QString second = m_folder->filePath(QStringLiteral("second.sqlite"));
    QCOMPARE(compile(first).exitCode, 0);
    QCOMPARE(compile(second,
                     {QStringLiteral("TZ=Asia/Tokyo"), QStringLiteral("LC_ALL=tr_TR.UTF-8"),
                      QStringLiteral("QT_HASH_SEED=12345")})
                 .exitCode,
             0);
    const QByteArray bytes = contents(first);
    QVERIFY(bytes.startsWith("SQLite format 3"));
    QVERIFY(bytes == contents(second));
    QVERIFY(bytes == contents(test::binaryDir() + QStringLiteral("/data/catalog.sqlite")));
}

void tst_catalogcompiler::namesFileAndLineOfABrokenRelation_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("named");
    const auto add = [](const char *file, const QByteArray &line, const char *named) {
        QTest::newRow(file + QByteArray(" ") + named)
            << QString::fromLatin1(file) << line << QString::fromLatin1(named);
    };
    add("mappings-ours.tsv", "T9999\tAC-6\tno measure", "'T9999'");
    add("mappings-ours.tsv", "T1611\tZZ-1\tno measure", "'ZZ-1'");
    add("mappings-ours.tsv", "T1611\tSC-19\tno measure", "'SC-19'"); // withdrawn
    add("mappings-ctid.tsv", "T9999\tAC-6\tmapped\t", "'T9999'");
    add("mappings-ctid.tsv", "T1611\t\tmapped\t", "control");
    add("mappings-derived.tsv", "T1611\tZZ-1\tbasis\tweak", "'ZZ-1'");
    add("technique-mitigations.tsv", "T1611\tM9999", "'M9999'");
    add("retired-techniques.tsv", "T0001\tOld\trevoked\tT9999", "'T9999'");
    add("containers-matrix.tsv", "impact\tT1611", "'T1611'");
    add("techniques.tsv", "T1611.001\tNew\tT1611\tnowhere\tLinux\t0", "'nowhere'");
    add("techniques.tsv", "T1611\tEscape to Host\t\timpact\tLinux\t0", "twice");
    add("techniques.tsv", "T1999\tNew\t\timpact\tContainers\t1", "no text");
    add("technique-texts.tsv", "T9999\tWords.", "'T9999'");
    add("design-classes.tsv", "T1611\tdirect", "twice");
    add("design-classes.tsv", "T1611\tobvious", "'obvious'");
    add("design-classes.tsv", "T1611\troll-up", "no sub-technique");
    add("design-classes.tsv", "T1001\tdirect", "'T1001'");
    add("techniques.tsv", "T1998\tNew\t\timpact\tContainers\t1", "no class");
    add("control-texts.tsv", "ZZ-1\tWords.", "'ZZ-1'");
    add("controls.tsv", "ZZ-1\tTitle\tlow\t\tactive\t\t5.0\tours", "family");
    add("controls.tsv", "AC-99(1)\tTitle\thuge\tAC-1\tactive\t\t5.0\tours", "'huge'");
    add("capec.tsv", "CAPEC-99999\tName\t\t\tCWE-99999\t\t\tMeta\tDraft", "'CWE-99999'");
    add("capec.tsv", "CAPEC-99999\tName\t\t\t\tT9999\t\tMeta\tDraft", "'T9999'");
    add("cwe.tsv", "79\tName", "'79'");
    add("cwe.tsv", "CWE-99999", "fields");
    add("mitigations.tsv", "M1099\tName\r", "CR");
}

void tst_catalogcompiler::namesFileAndLineOfABrokenRelation()
{
    QFETCH(const QString, file);
    QFETCH(const QByteArray, line);
    QFETCH(const QString, named);
    const QByteArray before = contents(dataFile(file));
    write(dataFile(file), before + line + '\n');
    const QString database = m_folder->filePath(QStringLiteral("new.sqlite"));
    const Outcome outcome = compile(database);
    QCOMPARE(outcome.exitCode, 1);
    const QString place = dataFile(file) + u':' + QString::number(before.count('\n') + 1) + u':';
    QStringList about;
    for (const QString &message : outcome.messages.split(u'\n')) {
        if (message.startsWith(place))
            about.append(message);
    }
    QVERIFY2(!about.filter(named).isEmpty(), qPrintable(outcome.messages));
    QVERIFY(!QFile::exists(database));
}

void tst_catalogcompiler::leavesTheOldDatabaseWhenAFactIsWrong()
{
    const QString database = m_folder->filePath(QStringLiteral("catalog.sqlite"));
    QCOMPARE(compile(database).exitCode, 0);
    const QByteArray good = contents(database);
    const QString file = dataFile(QStringLiteral("mappings-ours.tsv"));
    write(file, contents(file) + "T9999\tAC-6\tno measure\n");
    QCOMPARE(compile(database).exitCode, 1);
    QVERIFY(contents(database) == good);
}

void tst_catalogcompiler::refusesAMissingTable()
{
    QVERIFY(QFile::remove(dataFile(QStringLiteral("cwe.tsv"))));
    const Outcome outcome = compile(m_folder->filePath(QStringLiteral("new.sqlite")));
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(outcome.messages.startsWith(dataFile(QStringLiteral("cwe.tsv")) + u':'));
}

void tst_catalogcompiler::refusesAWrongHeader()
{
    write(dataFile(QStringLiteral("cwe.tsv")), "id\ttitle\nCWE-79\tName\n");
    const Outcome outcome = compile(m_folder->filePath(QStringLiteral("new.sqlite")));
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.messages.contains(QStringLiteral("cwe.tsv:1: the columns must be: id, name")),
             qPrintable(outcome.messages));
}

// What rules claim beyond what a design shows, and what they leave out.
void tst_catalogcompiler::refusesRulesThatCoverTooMuchOrTooLittle()
{
    const QByteArray messages = compileWithRule("T1036, T1543");
    QVERIFY(messages.contains("wrong.yaml:3:5: wrong/a: nothing of its own shows T1036"));
    QVERIFY(messages.contains("wrong.yaml:3:5: wrong/a: nothing of its own shows T1543"));
    QVERIFY(messages.contains("no rule names T1611"));
    QVERIFY(!messages.contains("no rule names T1068"));
}

void tst_catalogcompiler::refusesRulesWithUnknownIds()
{
    const QByteArray messages = compileWithRule("T9999");
    QVERIFY2(messages.contains("wrong.yaml:3") && messages.contains("T9999"), messages.constData());
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("new.sqlite"))));
}

// What the compiler says of a pack with a single rule that names these techniques.
QByteArray tst_catalogcompiler::compileWithRule(const QByteArray &techniques) const
{
    const QString rules = m_folder->filePath(QStringLiteral("rules"));
    QDir().mkpath(rules);
    write(rules + QStringLiteral("/wrong.yaml"),
          "pack: wrong\nrules:\n  - {id: a, for: element, stride: tampering, attacker: internet, "
          "when: 'true', title: A, explanation: B, attack: ["
              + techniques + "]}\n");
    QProcess process;
    process.start(test::binaryDir() + QStringLiteral("/bin/drawbridge-catalog-compiler"),
                  {m_data.path(), m_folder->filePath(QStringLiteral("new.sqlite")),
                   test::sourceDir() + QStringLiteral("/catalogs/properties/schema.yaml"), rules,
                   m_data.path()});
    return process.waitForFinished(60'000) && process.exitCode() == 1
        ? process.readAllStandardError()
        : QByteArray();
}

void tst_catalogcompiler::refusesChecksOfScanners_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *name, const char *text, const char *message) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(message);
    };
    row("rule", "{check: B1, rule: containers/none}", "there is no rule 'containers/none'");
    row("property", "{check: B1, rule: containers/privileged, property: colour, failed: true}",
        "'colour'");
    row("computed", "{check: B1, rule: containers/privileged, property: runsAsRoot, failed: true}",
        "'runsAsRoot'");
    row("value", "{check: B1, rule: containers/privileged, property: privileged, failed: maybe}",
        "privileged: ");
    row("weakness", "{check: B1, weakness: colour}", "there is no weakness 'colour'");
    row("nothing", "{check: B1}", "a check needs");
    row("no name", "{rule: containers/privileged}", "a check needs");
    row("member", "{check: B1, rules: containers/privileged}", "'rules' is no member");
}

void tst_catalogcompiler::refusesChecksOfScanners()
{
    QFETCH(QByteArray, row);
    QFETCH(QByteArray, message);
    const QString table = m_folder->filePath(QStringLiteral("scanners"));
    QVERIFY(QDir().mkpath(table));
    write(table + QStringLiteral("/wrong.yaml"), "tool: bandit\nchecks:\n  - " + row + '\n');
    QProcess process;
    process.start(test::binaryDir() + QStringLiteral("/bin/drawbridge-catalog-compiler"),
                  {m_data.path(), m_folder->filePath(QStringLiteral("new.sqlite")),
                   test::sourceDir() + QStringLiteral("/catalogs/properties/schema.yaml"),
                   test::sourceDir() + QStringLiteral("/catalogs/rules"), table});
    QVERIFY(process.waitForFinished(60'000));
    const QByteArray messages = process.readAllStandardError();
    QCOMPARE(process.exitCode(), 1);
    QVERIFY2(messages.contains("wrong.yaml:3") && messages.contains(message), messages.constData());
}

void tst_catalogcompiler::explainsItsUsage()
{
    QProcess process;
    process.start(test::binaryDir() + QStringLiteral("/bin/drawbridge-catalog-compiler"),
                  QStringList());
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.readAllStandardError().contains("usage:"));
}

DRAWBRIDGE_TEST(tst_catalogcompiler)
#include "tst_catalogcompiler.moc"
