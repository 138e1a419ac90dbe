#include "model/base/value.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;

class tst_value : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kindsStayApart();
    void displayText();
};

void tst_value::kindsStayApart()
{
    QVERIFY(Value().isNull());
    const Value one = 1;
    const Value yes = true;
    QVERIFY(one.asInt());
    QVERIFY(!one.asDouble());
    QVERIFY(Value(1) != Value(1.0));
    QVERIFY(yes.asBool());
    QVERIFY(Value(true) != Value(1));
    QVERIFY(Value(QStringLiteral("1")) != Value(1));
    QCOMPARE(Value(ValueList {1, u"a"}), Value(ValueList {1, u"a"}));
}

void tst_value::displayText()
{
    QCOMPARE(Value(true).toDisplayString(), QStringLiteral("yes"));
    QCOMPARE(Value(0.5).toDisplayString(), QStringLiteral("0.5"));
    QCOMPARE(Value(ValueList {u"NET_RAW", u"SYS_ADMIN"}).toDisplayString(),
             QStringLiteral("NET_RAW, SYS_ADMIN"));
    QCOMPARE(Value(ValueList {}).toDisplayString(), QStringLiteral("none"));
    QCOMPARE(Value(ValueMap {{QStringLiteral("port"), 80}}).toDisplayString(),
             QStringLiteral("port 80"));
}

DRAWBRIDGE_TEST(tst_value)
#include "tst_value.moc"
