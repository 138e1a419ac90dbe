#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>

using namespace drawbridge::test;

// Who reviewed which revision, and what was considered.
class tst_review : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aReviewSpeaksOfItsRevision();
    void sayingItAgainChangesNothing();
    void theLedgerHasEveryRecordAndLetter();
    void refusesBadArguments();

private:
    Run command(const char *line) const
    {
        return m_cli->run(QString::fromLatin1(line).split(u' '));
    }

    std::unique_ptr<CommandLine> m_cli;
};

void tst_review::init()
{
    m_cli = std::make_unique<CommandLine>();
    m_cli->write(QStringLiteral("compose.yml"),
                 "services:\n  web:\n    image: nginx:1.25\n    privileged: true\n");
    const Run made = command("import compose.yml -o m.drawbridge");
    QVERIFY2(made.status == 0, made.summary());
}

void tst_review::aReviewSpeaksOfItsRevision()
{
    QVERIFY(command("review m.drawbridge").out.contains("nobody has reviewed"));
    const Run recorded = command("--as-of 2026-11-20 review m.drawbridge --by Ada --note fine");
    QVERIFY2(recorded.status == 0, recorded.summary());
    QCOMPARE(command("review m.drawbridge").out, "Ada: this revision, 2026-11-20: fine\n");
    QVERIFY(command("export m.drawbridge -o - --format md --view ledger")
                .out.contains("Ada reviewed this revision, 2026-11-20: fine"));
    m_cli->write(QStringLiteral("compose.yml"), "services:\n  web:\n    image: nginx:1.25\n");
    QCOMPARE(command("import compose.yml -o m.drawbridge --into m.drawbridge").status, 0);
    QCOMPARE(command("review m.drawbridge").out, "Ada: an earlier revision, 2026-11-20: fine\n");
}

void tst_review::sayingItAgainChangesNothing()
{
    command("--as-of 2026-11-20 review m.drawbridge --by Ada -o a.drawbridge");
    command("--as-of 2026-11-20 review a.drawbridge --by Ada -o b.drawbridge");
    QCOMPARE(m_cli->read(QStringLiteral("a.drawbridge")),
             m_cli->read(QStringLiteral("b.drawbridge")));
}

void tst_review::theLedgerHasEveryRecordAndLetter()
{
    const Run run = command("export m.drawbridge -o - --format json --view ledger");
    QVERIFY2(run.status == 0, run.summary());
    const QJsonArray rows = run.json().value(QLatin1String("rows")).toArray();
    QVERIFY(rows.size() > 6 && rows.size() % 6 == 0);
    QStringList states;
    for (const QJsonValue &row : rows) {
        states += row[QLatin1String("state")].toString();
        QVERIFY(!row[QLatin1String("reason")].toString().isEmpty());
        QCOMPARE(row[QLatin1String("threats")].toString().isEmpty(),
                 row[QLatin1String("state")].toString() != u"threat"
                     && !row[QLatin1String("reason")].toString().contains(u"needs an answer"));
    }
    states.removeDuplicates();
    states.sort();
    QCOMPARE(states,
             QStringList({QStringLiteral("dismissed"), QStringLiteral("threat"),
                          QStringLiteral("unanswered")}));
}

void tst_review::refusesBadArguments()
{
    QCOMPARE(command("review m.drawbridge --note fine").status, 2);
    QCOMPARE(command("review nowhere.drawbridge").status, 2);
    const Run blank = m_cli->run({QStringLiteral("review"), QStringLiteral("m.drawbridge"),
                                  QStringLiteral("--by"), QStringLiteral("  ")});
    QCOMPARE(blank.status, 2);
    QVERIFY2(blank.err.contains("say who reviewed the model"), blank.summary());
}

DRAWBRIDGE_TEST(tst_review)
#include "tst_review.moc"
