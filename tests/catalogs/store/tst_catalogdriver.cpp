#include "catalogs/store/catalogstore.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;

// A machine without Qt's SQLite driver: its plugins are out of reach.
class tst_catalogdriver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void namesThePackageThatIsMissing();

private:
    QStringList m_paths;
};

void tst_catalogdriver::initTestCase()
{
    m_paths = QCoreApplication::libraryPaths();
    QCoreApplication::setLibraryPaths({});
}

void tst_catalogdriver::cleanupTestCase()
{
    QCoreApplication::setLibraryPaths(m_paths);
}

void tst_catalogdriver::namesThePackageThatIsMissing()
{
    const Result<CatalogSnapshot> loaded =
        CatalogStore::load(test::binaryDir() + QStringLiteral("/data/catalog.sqlite"));
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, ErrorCode::Unsupported);
    QVERIFY(loaded.error().message.contains(QStringLiteral("libqt6sql6-sqlite")));
}

DRAWBRIDGE_TEST(tst_catalogdriver)
#include "tst_catalogdriver.moc"
