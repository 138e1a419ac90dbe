#include "model/cel/evaluateexpression.h"
#include "tests/model/cel/conformancecases.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::cel;

// A value as an expression would write it, so that the tables read well.
static QString written(const Value &value)
{
    if (value.isNull())
        return QStringLiteral("null");
    if (const bool *flag = value.asBool())
        return *flag ? QStringLiteral("true") : QStringLiteral("false");
    if (const qint64 *number = value.asInt())
        return QString::number(*number);
    if (const double *number = value.asDouble())
        return QString::number(*number, 'g', 17);
    if (const QString *text = value.asString())
        return u'\'' + *text + u'\'';
    QStringList parts;
    if (const ValueList *list = value.asList()) {
        for (const Value &item : *list)
            parts += written(item);
        return u'[' + parts.join(u',') + u']';
    }
    for (auto it = value.asMap()->begin(); it != value.asMap()->end(); ++it)
        parts += it.key() + u':' + written(it.value());
    return u'{' + parts.join(u',') + u'}';
}

static QString describe(const Evaluation &evaluation)
{
    if (evaluation.state == Evaluation::State::Error)
        return QStringLiteral("error ") + evaluation.error.message;
    if (evaluation.state == Evaluation::State::Unknown)
        return QStringLiteral("unknown ") + evaluation.unknownNames.join(u',');
    return evaluation.typeName + u' ' + written(evaluation.value);
}

// What the tables call i, d, s, b, n, l, m and `dotted.name`; u and v are not known.
static ValueMap variables()
{
    ValueMap map {{QStringLiteral("name"), u"web"}, {QStringLiteral("port"), 8080}};
    map.insert(QStringLiteral("in"), true);
    map.insert(QStringLiteral("a-b"), 7);
    map.insert(QStringLiteral("none"), Value());
    ValueMap result;
    result.insert(QStringLiteral("i"), 42);
    result.insert(QStringLiteral("d"), 1.5);
    result.insert(QStringLiteral("s"), u"text");
    result.insert(QStringLiteral("b"), true);
    result.insert(QStringLiteral("n"), Value());
    result.insert(QStringLiteral("l"), ValueList {1, 2, 3});
    result.insert(QStringLiteral("m"), map);
    result.insert(QStringLiteral("dotted.name"), u"whole");
    return result;
}

class tst_conformance : public QObject
{
    Q_OBJECT

private:
    void addRows(const char *section, const std::vector<test::ConformanceCase> &cases)
    {
        for (const test::ConformanceCase &row : cases)
            QTest::addRow("%s: %.200s", section, row.expression)
                << QString::fromUtf8(row.expression) << QString::fromUtf8(row.expected);
    }

private Q_SLOTS:
    void evaluates_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("expected");
        addRows("basic", test::basicCases());
        addRows("comparison", test::comparisonCases());
        addRows("arithmetic", test::arithmeticCases());
        addRows("collections", test::collectionCases());
        addRows("logic", test::logicCases());
        addRows("macros", test::macroCases());
        addRows("parse", test::parseCases());
        addRows("text", test::textCases());
    }

    void evaluates()
    {
        QFETCH(QString, expression);
        QFETCH(QString, expected);
        const QString given =
            describe(evaluateExpression(expression, variables(), {QStringLiteral("u")}));
        if (expected.startsWith(QStringLiteral("error ")))
            QVERIFY2(given.startsWith(QStringLiteral("error "))
                         && given.contains(expected.sliced(6)),
                     qPrintable(given));
        else
            QCOMPARE(given, expected);
    }
};

DRAWBRIDGE_TEST(tst_conformance)
#include "tst_conformance.moc"
