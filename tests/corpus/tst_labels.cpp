#include "tests/corpus/measure/labels.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::corpus;

class tst_labels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatPeopleWrite();
    void namesTheLineOfAMistake_data();
    void namesTheLineOfAMistake();
};

void tst_labels::readsWhatPeopleWrite()
{
    const auto labels = readLabels("about: A shop.\n"
                                   "right:\n"
                                   "  - {rule: p/a, any-of: [p/b], at: web, item: KEY, why: So.}\n"
                                   "wrong:\n"
                                   "  - {rule: p/c, at: db, why: Not so.}\n"
                                   "missing:\n"
                                   "  - {rule: p/d, at: db, optional: true, why: Perhaps.}\n",
                                   QStringLiteral("labels.yaml"));
    QVERIFY2(labels, labels ? "" : qPrintable(labels.error().toString()));
    QCOMPARE(labels->about, QStringLiteral("A shop."));
    QCOMPARE(labels->list.size(), 3);
    const Label &first = labels->list.first();
    QCOMPARE(first.judgement, Judgement::Right);
    QCOMPARE(first.anyOf, QStringList {QStringLiteral("p/b")});
    QCOMPARE(first.item, QStringLiteral("KEY"));
    QCOMPARE(labels->list.at(1).judgement, Judgement::Wrong);
    QCOMPARE(labels->list.at(2).judgement, Judgement::Missing);
    QVERIFY(labels->list.at(2).optional);
}

void tst_labels::namesTheLineOfAMistake_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no reason") << QByteArray("right:\n  - {rule: p/a, at: web}\n");
    QTest::newRow("no target") << QByteArray("right:\n  - {rule: p/a, why: So.}\n");
    QTest::newRow("unknown member")
        << QByteArray("right:\n  - {rule: p/a, at: web, why: So., anyof: [p/b]}\n");
    QTest::newRow("unknown list") << QByteArray("about: x\nrigth: []\n");
}

void tst_labels::namesTheLineOfAMistake()
{
    QFETCH(QByteArray, text);
    const auto labels = readLabels(text, QStringLiteral("labels.yaml"));
    QVERIFY(!labels);
    QVERIFY2(labels.error().toString().startsWith(u"labels.yaml:2:"),
             qPrintable(labels.error().toString()));
}

DRAWBRIDGE_TEST(tst_labels)
#include "tst_labels.moc"
