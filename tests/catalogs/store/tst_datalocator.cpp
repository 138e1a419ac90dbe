#include "catalogs/store/datalocator.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;

class tst_datalocator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void prefersInOrder();
    void aNamedFolderMustBeThere();
    void saysWhatIsMissing();
    void findsThisBuildsData();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_datalocator::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    for (const char *name : {"mine", "env", "data", "share/drawbridge", "bin"})
        QVERIFY(QDir(m_folder->path()).mkpath(QString::fromLatin1(name)));
}

void tst_datalocator::prefersInOrder()
{
    const QString program = path(QStringLiteral("bin"));
    const QString mine = path(QStringLiteral("mine"));
    const QString environment = path(QStringLiteral("env"));
    QCOMPARE(*DataLocator(mine, environment, program).folder(), mine);
    QCOMPARE(*DataLocator({}, environment, program).folder(), environment);
    QCOMPARE(*DataLocator({}, {}, program).folder(), path(QStringLiteral("data")));
    QVERIFY(QDir(path(QStringLiteral("data"))).removeRecursively());
    QCOMPARE(*DataLocator({}, {}, program).folder(), path(QStringLiteral("share/drawbridge")));
}

void tst_datalocator::aNamedFolderMustBeThere()
{
    const QString program = path(QStringLiteral("bin"));
    const QString gone = path(QStringLiteral("gone"));
    QVERIFY(!DataLocator(gone, {}, program).folder());
    const Result<QString> named = DataLocator({}, gone, program).folder();
    QVERIFY(!named);
    QVERIFY(named.error().toString().startsWith(gone));
    QVERIFY(named.error().message.contains(QStringLiteral("DRAWBRIDGE_DATA_DIR")));
}

void tst_datalocator::saysWhatIsMissing()
{
    const DataLocator locator({}, {}, path(QStringLiteral("bin")));
    const Result<QString> database = locator.catalogDatabase();
    QVERIFY(!database);
    QCOMPARE(database.error().code, ErrorCode::NotFound);
    QCOMPARE(database.error().where.file, path(QStringLiteral("data/catalog.sqlite")));
    const Result<QString> nothing =
        DataLocator({}, {}, path(QStringLiteral("mine")) + QStringLiteral("/deep/er")).folder();
    QVERIFY(!nothing);
    QVERIFY(nothing.error().message.contains(QStringLiteral("reinstall")));
}

void tst_datalocator::findsThisBuildsData()
{
    const DataLocator locator({}, {}, test::binaryDir() + QStringLiteral("/bin"));
    const Result<QString> database = locator.catalogDatabase();
    QVERIFY(database.hasValue());
    QVERIFY(QFileInfo(*database).size() > 100'000);
}

DRAWBRIDGE_TEST(tst_datalocator)
#include "tst_datalocator.moc"
