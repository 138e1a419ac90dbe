#include "model/evidence/scannertable.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;

// What checks of scanners mean.
class tst_scannertable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsChecks_data();
    void findsChecks();
    void spellingsOfOneCheck_data();
    void spellingsOfOneCheck();
    void mistakesNameTheirPlace();
};

static const QByteArray CheckTable = "tool: [bench, other]\n"
                                     "decides: true\n"
                                     "checks:\n"
                                     "  - {check: DS002, rule: a/id}\n"
                                     "  - {pattern: '*.eval-*', rule: a/pattern, decides: false}\n"
                                     "  - {title: Is Not Used, rule: a/title, section: '5.'}\n"
                                     "  - {cwe: CWE-798, rule: a/weakness}\n";

void tst_scannertable::findsChecks_data()
{
    QTest::addColumn<QString>("check");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("rule");
    const auto row = [](const char *check, const char *title, const char *rule) {
        QTest::addRow("%s/%s", check, title)
            << QString::fromLatin1(check) << QString::fromLatin1(title)
            << QString::fromLatin1(rule);
    };
    row("AVD-DS-0002", "", "a/id");
    row("DS-0020", "", "");
    row("python.lang.Eval-detected", "", "a/pattern");
    row("python.lang.evaluate", "", "");
    row("5.4", "Ensure that it is not used (Automated)", "a/title");
    row("4.4", "Ensure that it is not used (Automated)", "");
}

void tst_scannertable::findsChecks()
{
    QFETCH(QString, check);
    QFETCH(QString, title);
    QFETCH(QString, rule);
    const auto table = ScannerTable::parse({{QStringLiteral("t.yaml"), CheckTable}});
    QVERIFY2(table, table ? "" : qPrintable(table.error().toString()));
    EvidenceResult result;
    result.check = check;
    result.title = title;
    const QList<CheckMeaning> found = table->find(QStringLiteral("other"), result);
    QCOMPARE(found.size(), rule.isEmpty() ? 0 : 1);
    if (!found.isEmpty()) {
        QCOMPARE(found.first().rules, QStringList {rule});
        QCOMPARE(found.first().decides, rule != u"a/pattern");
    }
    QVERIFY(table->find(QStringLiteral("unknown"), result).isEmpty());
}

void tst_scannertable::spellingsOfOneCheck_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<bool>("same");
    QTest::newRow("avd") << "AVD-KSV-0012"
                         << "KSV012" << true;
    QTest::newRow("dash") << "DS-0002"
                          << "DS002" << true;
    QTest::newRow("case") << "b307"
                          << "B307" << true;
    QTest::newRow("dockle") << "CIS-DI-0001"
                            << "CIS-DI-1" << true;
    QTest::newRow("others") << "KSV012"
                            << "KSV112" << false;
    QTest::newRow("years") << "CVE-2023-1234"
                           << "CVE-2023-12345" << false;
    QTest::newRow("underscore") << "CKV_K8S_1"
                                << "CKV_K8S_10" << false;
}

void tst_scannertable::spellingsOfOneCheck()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QTEST(plainCheck(a) == plainCheck(b), "same");
}

void tst_scannertable::mistakesNameTheirPlace()
{
    const auto table = ScannerTable::parse(
        {{QStringLiteral("t.yaml"), "tool: x\nchecks:\n  - {check: A1, wekness: code}\n"}});
    QVERIFY(!table);
    QCOMPARE(table.error().where.line, 3);
    QVERIFY(!ScannerTable::parse({{QStringLiteral("t.yaml"), "checks: []\n"}}));
}

DRAWBRIDGE_TEST(tst_scannertable)
#include "tst_scannertable.moc"
