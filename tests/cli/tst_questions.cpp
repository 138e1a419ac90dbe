#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace drawbridge::test;

// What is not known, answered from the command line.
class tst_questions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void questionsAreRanked();
    void anAnswerSettlesItsThreats();
    void aHostAnswersForItsServices();
    void onlyWhatConcernsARecord();
    void aBenchmarkFillsTheProfile();
    void refusesBadAnswers_data();
    void refusesBadAnswers();

private:
    Run command(const QStringList &arguments) const
    {
        return m_cli->run(QStringList {QStringLiteral("questions"), QStringLiteral("m.drawbridge")}
                          + arguments);
    }
    QJsonArray listed(const QStringList &arguments = {}, const char *list = "questions") const
    {
        return command(arguments + QStringList(QStringLiteral("--json")))
            .json()[QLatin1String(list)]
            .toArray();
    }

    std::unique_ptr<CommandLine> m_cli;
};

void tst_questions::init()
{
    m_cli = std::make_unique<CommandLine>();
    m_cli->write(QStringLiteral("compose.yml"),
                 "services:\n"
                 "  web:\n    image: nginx:1.25\n    ports: ['8080:80']\n"
                 "  db:\n    image: postgres:16\n");
    const Run made = m_cli->run(QStringLiteral("import compose.yml -o m.drawbridge").split(u' '));
    QVERIFY2(made.status == 0, made.summary());
}

static bool asks(const QJsonArray &questions, const char *record, const char *property)
{
    for (const QJsonValue &question : questions) {
        if (question[QLatin1String("record")][QLatin1String("name")] == QLatin1String(record)
            && question[QLatin1String("property")] == QLatin1String(property))
            return true;
    }
    return false;
}

void tst_questions::questionsAreRanked()
{
    const QJsonArray questions = listed();
    QVERIFY(questions.size() > 3);
    int last = 1'000'000;
    for (const QJsonValue &question : questions) {
        QVERIFY(question[QLatin1String("weight")].toInt() <= last);
        last = question[QLatin1String("weight")].toInt();
        QVERIFY(question[QLatin1String("decides")].toInt() > 0);
    }
}

void tst_questions::anAnswerSettlesItsThreats()
{
    const QJsonArray before = listed();
    const QJsonValue first = before.first();
    const QByteArray record =
        first[QLatin1String("record")][QLatin1String("name")].toString().toUtf8();
    const QByteArray property = first[QLatin1String("property")].toString().toUtf8();
    const QString word = first[QLatin1String("answers")].toArray().last().toString();
    const Run answered = command(
        {QStringLiteral("--answer"), QString::fromUtf8(record + '.' + property + '=') + word});
    QVERIFY2(answered.status == 0, answered.summary());
    QVERIFY(!asks(listed(), record.constData(), property.constData()));
    QVERIFY(listed().size() < before.size());
}

void tst_questions::aHostAnswersForItsServices()
{
    QVERIFY(asks(listed(), "web", "inputValidated") || asks(listed(), "Host", "inputValidated"));
    const Run answered =
        command({QStringLiteral("--answer"), QStringLiteral("Host.inputValidated=true"),
                 QStringLiteral("--answer"), QStringLiteral("model.backup=isolated")});
    QVERIFY2(answered.status == 0, answered.summary());
    for (const char *record : {"web", "db", "Host", "model"}) {
        QVERIFY(!asks(listed(), record, "inputValidated"));
        QVERIFY(!asks(listed(), record, "backup"));
    }
}

void tst_questions::onlyWhatConcernsARecord()
{
    const QJsonArray ofDb = listed({QStringLiteral("--of"), QStringLiteral("db")});
    QVERIFY(!ofDb.isEmpty() && ofDb.size() < listed().size());
    for (const QJsonValue &question : ofDb)
        QVERIFY(question[QLatin1String("record")][QLatin1String("name")].toString() != u"web");
    QCOMPARE(listed({QStringLiteral("--host"), QStringLiteral("db")}).size(), listed().size());
    QVERIFY(listed({}, "profile").size() >= 10);
}

void tst_questions::aBenchmarkFillsTheProfile()
{
    m_cli->write(
        QStringLiteral("bench.json"),
        "{\"dockerbenchsecurity\": \"1.3.6\", \"tests\": [{\"id\": \"2\", \"desc\": \"daemon\", "
        "\"results\": [{\"id\": \"2.9\", \"desc\": \"Enable user namespace support "
        "(Scored)\", \"result\": \"WARN\"}, {\"id\": \"2.15\", \"desc\": \"Ensure live "
        "restore is enabled (Scored)\", \"result\": \"PASS\"}]}]}");
    const Run taken = command({QStringLiteral("--from"), QStringLiteral("bench.json")});
    QVERIFY2(taken.status == 0, taken.summary());
    QVERIFY2(taken.err.contains("Host.usernsRemap = no"), taken.summary());
    bool found = false;
    for (const QJsonValue &entry : listed({}, "profile")) {
        if (entry[QLatin1String("property")].toString() != u"usernsRemap")
            continue;
        found = true;
        QCOMPARE(entry[QLatin1String("value")], QJsonValue(false));
        QCOMPARE(entry[QLatin1String("source")].toString(),
                 QStringLiteral("docker-bench 2.9: Enable user namespace support"));
    }
    QVERIFY(found);
}

void tst_questions::refusesBadAnswers_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");
    const auto answer = [](const char *text, const char *words) {
        QTest::newRow(text) << QStringList({QStringLiteral("--answer"), QString::fromLatin1(text)})
                            << QByteArray(words);
    };
    answer("nonsense", "write RECORD.PROPERTY=VALUE");
    answer("web.nothing=1", "'web' has no property 'nothing'");
    answer("nobody.backup=isolated", "nothing in the model has the name or id 'nobody'");
    answer("db.backup=sometimes", "'sometimes' is no answer here");
    answer("web.runsAsRoot=true", "is computed");
    answer("web.memoryLimit=much", "is no answer here");
    QTest::newRow("no scan") << QStringList(
        {QStringLiteral("--from"), QStringLiteral("compose.yml")})
                             << QByteArray("compose.yml");
    QTest::newRow("nothing to write")
        << QStringList({QStringLiteral("-o"), QStringLiteral("x.drawbridge")})
        << QByteArray("give some with --answer");
}

void tst_questions::refusesBadAnswers()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, words);
    const QByteArray before = m_cli->read(QStringLiteral("m.drawbridge"));
    const Run run = command(arguments);
    QCOMPARE(run.status, 2);
    QVERIFY2(run.err.contains(words), run.summary());
    QCOMPARE(m_cli->read(QStringLiteral("m.drawbridge")), before);
}

DRAWBRIDGE_TEST(tst_questions)
#include "tst_questions.moc"
