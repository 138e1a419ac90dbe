#include "catalogs/store/catalogsearch.h"
#include "tests/support/cputime.h"
#include "tests/support/testrunner.h"

#include <algorithm>

using namespace drawbridge;

class tst_catalogsearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void bestHitIs_data();
    void bestHitIs();
    void everyKeystrokeKeepsTheGoalInReach();
    void allWordsComeBeforeAnyWord();
    void hitsAreDistinctAndLimited();
    void hostileTextIsOnlyText_data();
    void hostileTextIsOnlyText();
    void isFastEnoughToType();
    void refusesOtherThreads();
    void reportsADamagedFile();

private:
    QString database() const { return test::binaryDir() + QStringLiteral("/data/catalog.sqlite"); }
    QStringList find(const QString &text, int limit = CatalogSearch::DefaultLimit) const;
    std::unique_ptr<CatalogSearch> m_search;
};

void tst_catalogsearch::initTestCase()
{
    Result<CatalogSearch> search = CatalogSearch::open(database());
    if (!search)
        QFAIL(qPrintable(search.error().toString()));
    m_search = std::make_unique<CatalogSearch>(std::move(*search));
}

QStringList tst_catalogsearch::find(const QString &text, int limit) const
{
    const auto hits = m_search->find(text, limit);
    if (!hits)
        return {hits.error().toString()};
    QStringList ids;
    for (const CatalogHit &hit : *hits)
        ids.append(hit.id);
    return ids;
}

void tst_catalogsearch::bestHitIs_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("id");
    const auto add = [](const char *text, const char *id) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(id);
    };
    add("T1611", "T1611");
    add("t1611", "T1611");
    add("AC-6", "AC-6");
    add("ac-6(10)", "AC-6(10)");
    add("AC-06(10)", "AC-6(10)");
    add("CAPEC-1", "CAPEC-1");
    add("cwe-78", "CWE-78");
    add("T1059.0", "T1059.013"); // the one for containers
    add("escape", "T1611");
    add("escape to h", "T1611");
    add("least priv", "AC-6");
    add("  deploy   container ", "T1610");
    add("boundary protection", "SC-7");
    add("sql inj", "CAPEC-66");
    add("ESCAPE TO HOST", "T1611");
}

void tst_catalogsearch::bestHitIs()
{
    QFETCH(const QString, text);
    QFETCH(const QString, id);
    const QStringList found = find(text);
    QVERIFY(!found.isEmpty());
    QVERIFY2(found.first() == id, qPrintable(found.join(u' ')));
}

void tst_catalogsearch::everyKeystrokeKeepsTheGoalInReach()
{
    const QString goal = QStringLiteral("container orchestration job");
    for (qsizetype length = 5; length <= goal.size(); ++length) {
        const QStringList found = find(goal.left(length), 100);
        QVERIFY2(found.contains(QStringLiteral("T1053.007")), qPrintable(goal.left(length)));
    }
    QCOMPARE(find(goal).first(), QStringLiteral("T1053.007"));
}

void tst_catalogsearch::allWordsComeBeforeAnyWord()
{
    QCOMPARE(find(QStringLiteral("zzzz container orchestration")).first(),
             QStringLiteral("T1053.007"));
    QVERIFY(find(QStringLiteral("zzzz qqqq")).isEmpty());
    QVERIFY(find(QStringLiteral("zzzz")).isEmpty());
}

void tst_catalogsearch::hitsAreDistinctAndLimited()
{
    const QStringList found = find(QStringLiteral("T1"), 50);
    QCOMPARE(found.size(), 50);
    QCOMPARE(QSet<QString>(found.begin(), found.end()).size(), 50);
    QCOMPARE(find(QStringLiteral("access"), 7).size(), 7);
    QCOMPARE(find(QStringLiteral("access"), 7), find(QStringLiteral("access"), 50).mid(0, 7));
    QVERIFY(find(QStringLiteral("access"), 0).isEmpty());
    QVERIFY(find(QStringLiteral("access"), -5).isEmpty());
    QVERIFY(find(QStringLiteral("a"), 1'000'000).size() <= CatalogSearch::MaximumLimit);
}

void tst_catalogsearch::hostileTextIsOnlyText_data()
{
    QTest::addColumn<QString>("text");
    const QList<QString> texts {
        QString(),
        QStringLiteral("   "),
        QStringLiteral("\""),
        QStringLiteral("\"\"\"*"),
        QStringLiteral("*"),
        QStringLiteral("escape\" OR \"x"),
        QStringLiteral("'; DROP TABLE entry; --"),
        QStringLiteral("NEAR(escape host, 5)"),
        QStringLiteral("name:escape"),
        QStringLiteral("^escape"),
        QStringLiteral("{name id}: escape"),
        QStringLiteral("escape AND"),
        QStringLiteral("NOT"),
        QStringLiteral("OR OR OR"),
        QStringLiteral("((((((((("),
        QStringLiteral("-escape +host"),
        QStringLiteral("%_%"),
        QStringLiteral("1 OR 1=1"),
        QString(u'\0') + QStringLiteral("escape") + QString(u'\0'),
        QString(QChar(0xd800)) + QStringLiteral("x") + QString(QChar(0xdc00)),
        QString::fromUtf8("\xf0\x9f\x92\xa9 \xe4\xb8\xad\xe6\x96\x87 \xcc\x81"),
        QString(100'000, u'a'),
        QStringLiteral("a ").repeated(50'000),
        QStringLiteral("\"a").repeated(10'000),
    };
    for (qsizetype i = 0; i < texts.size(); ++i)
        QTest::newRow(QByteArray::number(i)) << texts[i];
}

void tst_catalogsearch::hostileTextIsOnlyText()
{
    QFETCH(const QString, text);
    const test::CpuTime time;
    const auto hits = m_search->find(text);
    QVERIFY2(hits.hasValue(), hits ? "" : qPrintable(hits.error().toString()));
    QVERIFY(hits->size() <= CatalogSearch::DefaultLimit);
    QVERIFY(time.seconds() < 1);
    QCOMPARE(find(QStringLiteral("T1611")).first(), QStringLiteral("T1611"));
}

void tst_catalogsearch::isFastEnoughToType()
{
    const QStringList sentences {QStringLiteral("escape to host"),
                                 QStringLiteral("access enforcement of privileged accounts"),
                                 QStringLiteral("T1059.013"), QStringLiteral("information s")};
    QList<double> times;
    for (const QString &sentence : sentences) {
        for (qsizetype length = 1; length <= sentence.size(); ++length) {
            const test::CpuTime time;
            QVERIFY(m_search->find(sentence.left(length)).hasValue());
            times.append(1000 * time.seconds());
        }
    }
    std::sort(times.begin(), times.end());
    // The goal is 10 ms; the bound leaves room for sanitizers and a busy machine.
    const double median = times[times.size() / 2];
    QVERIFY2(median < 40, qPrintable(QString::number(median)));
}

void tst_catalogsearch::refusesOtherThreads()
{
    bool refused = false;
    std::unique_ptr<QThread> thread(
        QThread::create([&] { refused = !m_search->find(QStringLiteral("escape")).hasValue(); }));
    thread->start();
    QVERIFY(thread->wait(20'000));
    QVERIFY(refused);
}

void tst_catalogsearch::reportsADamagedFile()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("catalog.sqlite")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(10'000, 'x'));
    file.close();
    const auto search = CatalogSearch::open(file.fileName());
    QVERIFY(!search);
    QVERIFY(search.error().toString().startsWith(file.fileName()));
    QVERIFY(!CatalogSearch::open(folder.filePath(QStringLiteral("none.sqlite"))));
}

DRAWBRIDGE_TEST(tst_catalogsearch)
#include "tst_catalogsearch.moc"
