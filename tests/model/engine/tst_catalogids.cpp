#include "model/engine/catalogids.h"
#include "tests/support/testrunner.h"

#include <algorithm>

using namespace drawbridge;

class tst_catalogids : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void controlsInEverySpelling_data();
    void controlsInEverySpelling();
    void otherIds();
    void idsSortAsReadersExpect();
};

void tst_catalogids::controlsInEverySpelling_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("id");
    const auto add = [](const char *text, const char *id) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(id);
    };
    add("AC-2", "AC-2");
    add("ac-2", "AC-2");
    add(" AC-02 ", "AC-2");
    add("ac-2.1", "AC-2(1)");
    add("AC-02(01)", "AC-2(1)");
    add("AC-2 (10)", "AC-2(10)");
    add("SI-7(15)", "SI-7(15)");
    add("AC-2(", "AC-2(");
    add("AC-2()", "AC-2()");
    add("AC-", "AC-");
    add("AC-2(x)", "AC-2(X)");
    add("T1611", "T1611");
    add("", "");
}

void tst_catalogids::controlsInEverySpelling()
{
    QFETCH(const QString, text);
    QFETCH(const QString, id);
    QCOMPARE(normalControlId(text), id);
    QCOMPARE(normalControlId(normalControlId(text)), id);
}

void tst_catalogids::otherIds()
{
    QCOMPARE(normalCweId(u"79"), QStringLiteral("CWE-79"));
    QCOMPARE(normalCweId(u"cwe-079"), QStringLiteral("CWE-79"));
    QCOMPARE(normalCweId(u"CWE:79"), QStringLiteral("CWE-79"));
    QCOMPARE(normalCweId(u"NVD-CWE-noinfo"), QStringLiteral("NVD-CWE-NOINFO"));
    QCOMPARE(normalCweId(u"CWE-"), QStringLiteral("CWE-"));
    QCOMPARE(normalCapecId(u"66"), QStringLiteral("CAPEC-66"));
    QCOMPARE(normalTechniqueId(u"t1059/013"), QStringLiteral("T1059.013"));
    QCOMPARE(normalTechniqueId(u" T1611\n"), QStringLiteral("T1611"));
    QVERIFY(normalCweId(QString(1'000'000, u'9')).size() == 1'000'000);
}

void tst_catalogids::idsSortAsReadersExpect()
{
    const QStringList expected {
        QStringLiteral("AC-2"),      QStringLiteral("AC-2(1)"), QStringLiteral("AC-2(10)"),
        QStringLiteral("AC-3"),      QStringLiteral("AC-10"),   QStringLiteral("CWE-9"),
        QStringLiteral("CWE-79"),    QStringLiteral("SI-1"),    QStringLiteral("T1059"),
        QStringLiteral("T1059.013"), QStringLiteral("T1060"),
    };
    QStringList shuffled = expected;
    std::reverse(shuffled.begin(), shuffled.end());
    std::sort(shuffled.begin(), shuffled.end(), catalogIdLess);
    QCOMPARE(shuffled, expected);
    QVERIFY(!catalogIdLess(u"AC-2", u"AC-2"));
    QVERIFY(catalogIdLess(u"AC-02", u"AC-2") != catalogIdLess(u"AC-2", u"AC-02"));
}

DRAWBRIDGE_TEST(tst_catalogids)
#include "tst_catalogids.moc"
