#include "model/base/id.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;

class tst_id : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsValidText();
    void refusesEverythingElse_data();
    void refusesEverythingElse();
    void ordersAsBytes();
    void importedIdsAreStable();
    void randomIdsDiffer();
};

void tst_id::keepsValidText()
{
    const IdText id(QStringView(u"e-Web_01"));
    QCOMPARE(id.toString(), QStringLiteral("e-Web_01"));
    QVERIFY(!id.isEmpty());
    QCOMPARE(IdText(QByteArrayView("abcdefghijklmnopqrstuvw")).view().size(), 23);
}

void tst_id::refusesEverythingElse_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("blank") << QStringLiteral("a b");
    QTest::newRow("path") << QStringLiteral("../x");
    QTest::newRow("umlaut") << QStringLiteral("ä");
    QTest::newRow("zero byte") << QString(QChar(0));
    QTest::newRow("24 characters") << QString(24, u'a');
}

void tst_id::refusesEverythingElse()
{
    QFETCH(QString, text);
    QVERIFY(IdText(QStringView(text)).isEmpty());
}

void tst_id::ordersAsBytes()
{
    QVERIFY(IdText(QByteArrayView("B")) < IdText(QByteArrayView("a")));
    QVERIFY(IdText(QByteArrayView("a")) < IdText(QByteArrayView("a1")));
    QVERIFY(IdText() < IdText(QByteArrayView("-")));
}

void tst_id::importedIdsAreStable()
{
    const QString root = QStringLiteral("shop");
    const IdText web = importedId('e', root, QStringLiteral("services.web"));
    QCOMPARE(web, importedId('e', root, QStringLiteral("services.web")));
    QVERIFY(web != importedId('e', root, QStringLiteral("services.db")));
    QVERIFY(web != importedId('e', QStringLiteral("other"), QStringLiteral("services.web")));
    // Root and key are kept apart.
    QVERIFY(importedId('e', QStringLiteral("ab"), QStringLiteral("c"))
            != importedId('e', QStringLiteral("a"), QStringLiteral("bc")));
    // Project files in users' repositories hold these ids: they may never change.
    QCOMPARE(web.toString(), QStringLiteral("exuqusybzm3jx"));
}

void tst_id::randomIdsDiffer()
{
    RandomIdSource source;
    const IdText first = source.next('e');
    QVERIFY(first != source.next('e'));
    QCOMPARE(first.view().size(), 13);
    QVERIFY(first.toString().startsWith(u'e'));
}

DRAWBRIDGE_TEST(tst_id)
#include "tst_id.moc"
