#include "app/mainwindow/searchindex.h"

#include "app/actions/actionset.h"
#include "tests/support/cputime.h"
#include "tests/support/memorystorage.h"
#include "tests/support/shopmodel.h"
#include "tests/support/testrunner.h"

#include <QAction>
#include <QWidget>

using namespace drawbridge;
using namespace drawbridge::test;

class tst_searchindex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void idsComeFirst_data();
    void idsComeFirst();
    void everySortIsFound();
    void betterMatchesComeFirst();
    void withoutWordsCommandsAreListed();
    void oddTextFindsNothingOrSomething_data();
    void oddTextFindsNothingOrSomething();
    void aKeyTakesLittleTime();

private:
    QList<SearchHit> find(const char *text) const { return m_index->find(QLatin1String(text)); }

    std::unique_ptr<Services> m_services;
    MemoryStorage m_storage;
    std::unique_ptr<Document> m_document;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<ActionSet> m_actions;
    std::unique_ptr<SearchIndex> m_index;
};

void tst_searchindex::initTestCase()
{
    auto services = Services::create({binaryDir() + QStringLiteral("/data"), {}});
    QVERIFY(services);
    m_services = std::move(*services);
    m_document = std::make_unique<Document>(m_storage, m_services->schema());
    m_document->setModel(shopModel());
    m_document->startAnalysis(*m_services->rules(), QDate(2026, 11, 24));
    m_window = std::make_unique<QWidget>();
    m_actions = std::make_unique<ActionSet>(m_window.get());
    PanelContext context;
    context.document = m_document.get();
    context.services = m_services.get();
    context.catalog = *m_services->catalog();
    m_index = std::make_unique<SearchIndex>(context, *m_actions);
}

void tst_searchindex::idsComeFirst_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("id");
    QTest::newRow("technique") << "t1611"
                               << "T1611";
    QTest::newRow("control") << "ac-6"
                             << "AC-6";
    QTest::newRow("other spelling") << "AC-06.10"
                                    << "AC-6(10)";
    QTest::newRow("pattern") << "capec-66"
                             << "CAPEC-66";
    QTest::newRow("rule") << "containers/privileged"
                          << "containers/privileged";
}

void tst_searchindex::idsComeFirst()
{
    QFETCH(const QString, text);
    QFETCH(const QString, id);
    const QList<SearchHit> hits = m_index->find(text);
    QVERIFY(!hits.isEmpty());
    QVERIFY(hits.first().reference);
    QCOMPARE(hits.first().reference->id, id);
}

void tst_searchindex::everySortIsFound()
{
    const auto has = [this](const char *text, auto is) {
        const QList<SearchHit> hits = find(text);
        return std::any_of(hits.begin(), hits.end(), is);
    };
    QVERIFY(has("web", [](const SearchHit &hit) { return hit.record.has_value(); }));
    QVERIFY(has("save", [](const SearchHit &hit) { return hit.action != nullptr; }));
    QVERIFY(has("nginx", [](const SearchHit &hit) { return !hit.threat.isEmpty(); }));
    const auto isReference = [](CatalogReference::Kind kind) {
        return
            [kind](const SearchHit &hit) { return hit.reference && hit.reference->kind == kind; };
    };
    QVERIFY(has("escape to host", isReference(CatalogReference::Kind::Technique)));
    QVERIFY(has("least privilege", isReference(CatalogReference::Kind::Control)));
    QVERIFY(has("sql injection", isReference(CatalogReference::Kind::Capec)));
    QVERIFY(has("runtime of its host", isReference(CatalogReference::Kind::Rule)));
    QVERIFY(find("qqqqzzzz").isEmpty());
}

void tst_searchindex::betterMatchesComeFirst()
{
    const QStringList web {QStringLiteral("web")};
    const QString none;
    QVERIFY(searchScore(none, QStringLiteral("web"), web)
            > searchScore(none, QStringLiteral("web to db"), web));
    QVERIFY(searchScore(none, QStringLiteral("web to db"), web)
            > searchScore(none, QStringLiteral("the web"), web));
    QVERIFY(searchScore(none, QStringLiteral("the web"), web)
            > searchScore(none, QStringLiteral("cobweb"), web));
    QVERIFY(searchScore(none, QStringLiteral("cobweb, web"), web)
            > searchScore(none, QStringLiteral("cobweb"), web));
    QCOMPARE(searchScore(none, QStringLiteral("db"), web), 0);
    QCOMPARE(searchScore(none, QStringLiteral("web db"), {web.first(), QStringLiteral("cache")}),
             0);
    QCOMPARE(find("web").first().record, (RecordReference {RecordKind::Element, shop::Web}));
}

void tst_searchindex::withoutWordsCommandsAreListed()
{
    const QList<SearchHit> hits = find("  ");
    QVERIFY(hits.size() > 10);
    for (const SearchHit &hit : hits)
        QVERIFY(hit.action);
}

void tst_searchindex::oddTextFindsNothingOrSomething_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"\"", "a* OR", "%", "(", "'; DROP TABLE entry", "NEAR(a b)"})
        QTest::newRow(text) << QString::fromLatin1(text);
    QTest::newRow("long") << QString(100000, u'a');
    QTest::newRow("many words") << QStringLiteral("a ").repeated(5000);
    QTest::newRow("signs") << QString::fromUcs4(U"\U0001F512 \u202E");
}

void tst_searchindex::oddTextFindsNothingOrSomething()
{
    QFETCH(const QString, text);
    QVERIFY(m_index->find(text).size() <= static_cast<qsizetype>(SearchIndex::MostHits));
}

// Ten times what is asked of a release build on a quiet machine.
void tst_searchindex::aKeyTakesLittleTime()
{
    const test::CpuTime time;
    const QString text = QStringLiteral("unauthorized access to container");
    for (qsizetype length = 1; length <= text.size(); ++length)
        (void)m_index->find(text.left(length));
    const double perKey = 1000 * time.seconds() / static_cast<double>(text.size());
    QVERIFY2(perKey < 100, qPrintable(QString::number(perKey)));
}

DRAWBRIDGE_TEST(tst_searchindex)
#include "tst_searchindex.moc"
