#include "model/cel/evaluateexpression.h"
#include "tests/model/cel/naiveexpression.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::cel;
using test::NaiveResult;

// NaN is what it is, and kinds count.
static bool identical(const Value &a, const Value &b)
{
    if (a.asDouble() && b.asDouble())
        return *a.asDouble() == *b.asDouble()
            || (*a.asDouble() != *a.asDouble() && *b.asDouble() != *b.asDouble());
    if (a.asList() && b.asList())
        return std::equal(a.asList()->begin(), a.asList()->end(), b.asList()->begin(),
                          b.asList()->end(), identical);
    if (a.asMap() && b.asMap())
        return a.asMap()->keys() == b.asMap()->keys()
            && std::equal(a.asMap()->begin(), a.asMap()->end(), b.asMap()->begin(), identical);
    return a == b;
}

class tst_differential : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithAPlainWalkOfTheTree_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 8; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }

    void agreesWithAPlainWalkOfTheTree()
    {
        QFETCH(quint32, seed);
        std::mt19937 random(seed);
        const ValueMap variables = test::randomVariables();
        int counts[3] = {};
        for (int round = 0; round < 3000; ++round) {
            const auto expression = test::randomExpression(random);
            const QString text = test::writeExpression(*expression, random);
            const NaiveResult expected = test::walkExpression(*expression, variables);
            const Evaluation given = evaluateExpression(text, variables);
            ++counts[static_cast<int>(expected.state)];
            const QString context =
                QStringLiteral("%1\n  walked: %2 %3 %4\n  given: %5 %6 %7 %8")
                    .arg(text, QString::number(static_cast<int>(expected.state)),
                         expected.value.toDisplayString(), expected.unknown.join(u','),
                         QString::number(static_cast<int>(given.state)),
                         given.value.toDisplayString(), given.unknownNames.join(u','),
                         given.error.message);
            QVERIFY2(static_cast<int>(expected.state) == static_cast<int>(given.state),
                     qPrintable(context));
            QVERIFY2(given.unknownNames == expected.unknown, qPrintable(context));
            if (expected.state == NaiveResult::State::Value)
                QVERIFY2(identical(given.value, expected.value), qPrintable(context));
        }
        // All three outcomes must be common, or the comparison says little.
        for (const int count : counts)
            QVERIFY2(count > 200,
                     qPrintable(
                         QStringLiteral("%1 %2 %3").arg(counts[0]).arg(counts[1]).arg(counts[2])));
    }
};

DRAWBRIDGE_TEST(tst_differential)
#include "tst_differential.moc"
