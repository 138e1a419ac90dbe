#include "model/cel/evaluateexpression.h"
#include "model/cel/template.h"
#include "tests/support/cputime.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::cel;

static QString errorOf(const QString &expression, const ValueMap &variables = {})
{
    const Evaluation evaluation = evaluateExpression(expression, variables);
    return evaluation.state == Evaluation::State::Error ? evaluation.error.message
                                                        : QStringLiteral("no error");
}

static QString repeated(const char *text, int count)
{
    return QString::fromLatin1(text).repeated(count);
}

class tst_limits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deepNestingIsRefused_data()
    {
        QTest::addColumn<QString>("expression");
        const int deep = 20'000;
        QTest::newRow("parentheses") << repeated("(", deep) + u'1' + repeated(")", deep);
        QTest::newRow("open parentheses") << repeated("(", deep);
        QTest::newRow("lists") << repeated("[", deep) + repeated("]", deep);
        QTest::newRow("maps") << repeated("{1:", deep / 2) + u'1' + repeated("}", deep / 2);
        QTest::newRow("indices") << u'a' + repeated("[0", deep) + repeated("]", deep);
        QTest::newRow("selections") << u'a' + repeated(".a", deep);
        QTest::newRow("sums") << u'a' + repeated("+a", deep);
        QTest::newRow("calls") << repeated("size(", deep / 2) + u'1' + repeated(")", deep / 2);
        QTest::newRow("methods") << u'a' + repeated(".size()", deep / 3);
        QTest::newRow("conditionals") << repeated("a?a:", deep / 2) + u'a';
        QTest::newRow("macros") << repeated("a.all(a,", deep / 3) + u'a' + repeated(")", deep / 3);
        QTest::newRow("mixed signs")
            << repeated("-(!(", deep / 4) + u'a' + repeated("))", deep / 4);
    }

    void deepNestingIsRefused()
    {
        QFETCH(QString, expression);
        QCOMPARE(errorOf(expression),
                 QStringLiteral("the expression is nested deeper than 250 levels"));
    }

    void whatIsLongButFlatIsTaken()
    {
        QCOMPARE(errorOf(QStringLiteral("true") + repeated("&&true", 10'000)),
                 QStringLiteral("no error"));
        QCOMPARE(errorOf(QStringLiteral("true") + repeated("||a", 10'000)),
                 QStringLiteral("no error"));
        QCOMPARE(errorOf(repeated("!", 60'000) + QStringLiteral("true")),
                 QStringLiteral("no error"));
        QCOMPARE(errorOf(repeated("-", 60'000) + u'1'), QStringLiteral("no error"));
        QCOMPARE(errorOf(QStringLiteral("[1") + repeated(",1", 30'000) + u']'),
                 QStringLiteral("no error"));
        QCOMPARE(errorOf(QStringLiteral("[a") + repeated(",a", 30'000) + u']',
                         {{QStringLiteral("a"), 1}}),
                 QStringLiteral("no error"));
        QCOMPARE(errorOf(repeated("(", 240) + u'1' + repeated(")", 240)),
                 QStringLiteral("no error"));
        QCOMPARE(errorOf(u'1' + repeated("+1", 240)), QStringLiteral("no error"));
    }

    void longExpressionsAreRefused()
    {
        QCOMPARE(errorOf(QString(64 * 1024 + 1, u' ')),
                 QStringLiteral("the expression is longer than 65536 characters"));
        QVERIFY(!Template::compile(QString(64 * 1024 + 1, u' '), Environment()).hasValue());
    }

    // What does not fit is refused by its length, before anything is read.
    void hugeExpressionsAreRefusedAtOnce_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::newRow("spaces") << QString(10'000'000, u' ');
        QTest::newRow("parentheses") << repeated("(", 100'000) + u'1' + repeated(")", 100'000);
        QTest::newRow("conditionals") << repeated("true?1:", 100'000) + u'1';
        QTest::newRow("a string") << u'\'' + QString(10'000'000, u'x') + u'\'';
        QTest::newRow("names") << repeated("a||", 3'000'000) + u'a';
        QTest::newRow("loops") << repeated("[1].all(a,", 100'000);
    }

    void hugeExpressionsAreRefusedAtOnce()
    {
        QFETCH(QString, expression);
        const test::CpuTime time;
        QCOMPARE(errorOf(expression),
                 QStringLiteral("the expression is longer than 65536 characters"));
        QVERIFY2(time.seconds() < 2, "the limit came late");
    }

    void deepestConditionalsAreTaken()
    {
        const Evaluation evaluation = evaluateExpression(repeated("false?1:", 200) + u'2', {});
        QVERIFY2(evaluation.state == Evaluation::State::Value,
                 qPrintable(evaluation.error.message));
        QCOMPARE(evaluation.value, Value(2));
    }

    void workIsBounded_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("expected");
        const QString steps = QStringLiteral("the evaluation takes more than 1000000 steps");
        const QString list = QStringLiteral("[1,2,3,4,5,6,7,8,9,10]");
        QString loops;
        for (int i = 0; i < 12; ++i)
            loops += list + QStringLiteral(".all(x%1,").arg(i);
        QTest::newRow("nested loops")
            << loops + QStringLiteral("true") + repeated(")", 12) << steps;
        QTest::newRow("loops over a variable")
            << QStringLiteral("v.all(a,v.all(b,v.all(c,v.all(d,true))))") << steps;
        // Every map doubles the tree, though not the memory.
        const QString doubled = QStringLiteral("[[1,1]]") + repeated(".map(x,[x,x])", 60);
        QTest::newRow("equality of a shared tree")
            << doubled + QStringLiteral("==") + doubled << steps;
        QTest::newRow("a shared tree as result")
            << doubled << QStringLiteral("the value is too large");
        QTest::newRow("ever longer lists") << QStringLiteral("[v") + repeated("+v", 100)
                + QStringLiteral("].map(x,x") + repeated("+x", 100)
                + QStringLiteral(")") << QStringLiteral("the evaluation takes more than 64 MB");
        QString text = QStringLiteral("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'");
        for (int i = 0; i < 20; ++i)
            text = u'[' + text + QStringLiteral("].map(x,x+x)[0]");
        QTest::newRow("ever longer strings")
            << text << QStringLiteral("the string is longer than 1048576 characters");
        QTest::newRow("computed patterns")
            << QStringLiteral("v.all(a,v.all(b,'x'.matches('x'+(a==b?'':''))))") << steps;
        QTest::newRow("distinct long strings")
            << QStringLiteral("v.map(a,v.map(b,v.map(c,string(a)+string(b)+string(c))))") << steps;
    }

    void workIsBounded()
    {
        QFETCH(QString, expression);
        ValueList many;
        for (int i = 0; i < 120; ++i)
            many.append(i);
        const test::CpuTime time;
        QTEST(errorOf(expression, {{QStringLiteral("v"), many}}), "expected");
        QVERIFY2(time.seconds() < 20, "the limit came late");
    }

    void aSpentBudgetIsNotAbsorbed()
    {
        ValueList many;
        for (int i = 0; i < 120; ++i)
            many.append(i);
        QCOMPARE(errorOf(QStringLiteral("v.all(a,v.all(b,v.all(c,v.all(d,true)))) || true"),
                         {{QStringLiteral("v"), many}}),
                 QStringLiteral("the evaluation takes more than 1000000 steps"));
    }

    void memoryIsBounded()
    {
        // 100 texts of a million characters.
        const QString big(1'000'000, u'x');
        ValueList many;
        for (int i = 0; i < 100; ++i)
            many.append(i);
        QCOMPARE(errorOf(QStringLiteral("v.map(i,t+string(i)).size()"),
                         {{QStringLiteral("v"), many}, {QStringLiteral("t"), big}}),
                 QStringLiteral("the evaluation takes more than 64 MB"));
    }

    void longListsAreRefused()
    {
        const ValueList many(600'000, Value(1));
        QCOMPARE(errorOf(QStringLiteral("v + v"), {{QStringLiteral("v"), many}}),
                 QStringLiteral("the list has more than 1000000 items"));
    }

    void deepValuesAreCompared()
    {
        Value deep = 1;
        for (int i = 0; i < 1000; ++i)
            deep = ValueList {deep};
        const Evaluation evaluation =
            evaluateExpression(QStringLiteral("v == v"), {{QStringLiteral("v"), deep}});
        QVERIFY(evaluation.state == Evaluation::State::Value);
        QCOMPARE(evaluation.value, Value(true));
    }

    void brokenInputNeverCrashes()
    {
        const QString seed = QStringLiteral(
            "{'a': [1, 2.5e3, r'x\\d', \"\\u00e9\"]}.all(k, k in m ? has(m.k) : !(s.matches('^a')) "
            "|| -i <= 3 % 2 && l[0] != null) // end");
        quint32 state = 12345;
        const auto random = [&state](qsizetype bound) {
            state = state * 1664525u + 1013904223u;
            return static_cast<qsizetype>((state >> 8) % static_cast<quint32>(bound));
        };
        const QString letters = QStringLiteral("(){}[].,:?+-*/%!&|=<>'\"\\`ae01 \n");
        int errors = 0;
        for (int round = 0; round < 20'000; ++round) {
            QString text = seed;
            for (qsizetype i = random(4); i >= 0; --i) {
                const qsizetype at = random(text.size());
                if (random(2) == 0)
                    text.remove(at, random(5));
                else
                    text.insert(at, letters[random(letters.size())]);
            }
            if (random(8) == 0)
                text.truncate(random(text.size() + 1));
            errors += evaluateExpression(text, {}).state == Evaluation::State::Error ? 1 : 0;
        }
        QVERIFY(errors > 1000 && errors < 20'000);
    }
};

DRAWBRIDGE_TEST(tst_limits)
#include "tst_limits.moc"
