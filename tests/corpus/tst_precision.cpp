#include "tests/corpus/measure/precision.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::corpus;

class tst_precision : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsRightWrongAndMissed();
    void whatNobodyJudgedIsWrong();
    void aLabelTakesOneClaimInstead();
    void anItemIsNotAnother();
    void optionalSilenceIsNoMiss();
    void labelsThatTheClaimsBelie();
    void nothingClaimedIsPrecise();
    void sumsUp();
};

static ReportedThreat claim(const char *rule, const char *at, const char *item = "")
{
    const QString text = QLatin1String(rule);
    return {text + u'@' + QLatin1String(at) + u'#' + QLatin1String(item),
            text,
            QLatin1String(at),
            QLatin1String(item),
            Severity::High,
            QStringLiteral("title")};
}

static Label label(Judgement judgement, const char *rule, const char *at)
{
    Label made;
    made.judgement = judgement;
    made.rule = QLatin1String(rule);
    made.at = QLatin1String(at);
    return made;
}

static LabelledSystem labelled(const QList<Label> &labels, const QList<ReportedThreat> &claims)
{
    return {QStringLiteral("shop"), {{}, labels}, claims, {}, {}};
}

void tst_precision::countsRightWrongAndMissed()
{
    const SystemScore score =
        judge(labelled({label(Judgement::Right, "p/a", "web"), label(Judgement::Wrong, "p/a", "db"),
                        label(Judgement::Missing, "p/b", "db")},
                       {claim("p/a", "web"), claim("p/a", "db")}));
    QCOMPARE(score.total.right, 1);
    QCOMPARE(score.total.wrong, 1);
    QCOMPARE(score.total.missed, 1);
    QCOMPARE(score.byRule.at(QStringLiteral("p/a")).precision(), 0.5);
    QCOMPARE(score.byRule.at(QStringLiteral("p/b")).recall(), 0.0);
    QVERIFY(score.unlabelled.isEmpty());
}

void tst_precision::whatNobodyJudgedIsWrong()
{
    const SystemScore score = judge(labelled({}, {claim("p/a", "web")}));
    QCOMPARE(score.total.wrong, 1);
    QCOMPARE(score.unlabelled.size(), 1);
}

// Another rule may tell it, but telling it twice takes two labels.
void tst_precision::aLabelTakesOneClaimInstead()
{
    Label either = label(Judgement::Right, "p/a", "web");
    either.anyOf = {QStringLiteral("p/b"), QStringLiteral("p/c")};
    QCOMPARE(judge(labelled({either}, {claim("p/b", "web")})).total.right, 1);
    const SystemScore twice = judge(labelled({either}, {claim("p/b", "web"), claim("p/c", "web")}));
    QCOMPARE(twice.total.right, 1);
    QCOMPARE(twice.unlabelled.size(), 1);
}

void tst_precision::anItemIsNotAnother()
{
    Label one = label(Judgement::Right, "p/a", "web");
    one.item = QStringLiteral("KEY");
    const SystemScore score =
        judge(labelled({one}, {claim("p/a", "web", "KEY"), claim("p/a", "web", "TOKEN")}));
    QCOMPARE(score.total.right, 1);
    QCOMPARE(score.unlabelled.size(), 1);
    const SystemScore all = judge(labelled({label(Judgement::Right, "p/a", "web")},
                                           {claim("p/a", "web", "KEY"), claim("p/a", "web", "B")}));
    QCOMPARE(all.total.right, 2);
}

void tst_precision::optionalSilenceIsNoMiss()
{
    Label perhaps = label(Judgement::Right, "p/a", "web");
    perhaps.optional = true;
    const SystemScore score = judge(labelled({perhaps}, {}));
    QCOMPARE(score.total.missed, 0);
    QVERIFY(score.notReported.isEmpty());
    QCOMPARE(judge(labelled({perhaps}, {claim("p/a", "web")})).total.right, 1);
}

void tst_precision::labelsThatTheClaimsBelie()
{
    const SystemScore score = judge(
        labelled({label(Judgement::Right, "p/a", "web"), label(Judgement::Missing, "p/b", "web")},
                 {claim("p/b", "web")}));
    QCOMPARE(score.notReported.size(), 1);
    QCOMPARE(score.found.size(), 1);
    QCOMPARE(score.total.right, 1);
    QCOMPARE(score.total.missed, 1);
}

void tst_precision::nothingClaimedIsPrecise()
{
    QCOMPARE(judge(labelled({}, {})).total.precision(), 1.0);
    QCOMPARE(judge(labelled({}, {})).total.recall(), 1.0);
}

void tst_precision::sumsUp()
{
    const LabelledSystem one =
        labelled({label(Judgement::Right, "p/a", "web")}, {claim("p/a", "web")});
    const CorpusScore score = judge(QList<LabelledSystem> {one, one});
    QCOMPARE(score.total.right, 2);
    QCOMPARE(score.byRule.at(QStringLiteral("p/a")).right, 2);
    QVERIFY(systemTable(score).contains(QStringLiteral("shop")));
}

DRAWBRIDGE_TEST(tst_precision)
#include "tst_precision.moc"
