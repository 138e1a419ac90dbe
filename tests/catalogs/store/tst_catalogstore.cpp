#include "catalogs/store/catalogstore.h"
#include "tests/support/cputime.h"
#include "tests/support/testrunner.h"

#include <random>

using namespace drawbridge;

// The shipped catalogs, as a program gets them.
class tst_catalogstore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void hasAllOfAttack();
    void hasAllOfNist();
    void hasTheMappings();
    void hasTheAttackPatterns();
    void matrixColumnsAreInOrder();
    void explainsContainerTechniquesAndTheirControls();
    void everyRelationResolves();
    void findsWhatAnswersATechnique();
    void derivedMappingsSayOnWhatTheyRest();
    void followsRetiredIds();
    void loadsFromAnyThreadAndFolder();
    void loadsQuickly();
    void reportsAMissingFile();
    void reportsAFileThatIsNoDatabase_data();
    void reportsAFileThatIsNoDatabase();
    void survivesDamage();

private:
    QString database() const { return test::binaryDir() + QStringLiteral("/data/catalog.sqlite"); }
    QStringList ids(const std::vector<const Technique *> &techniques) const;
    CatalogSnapshot m_catalog;
};

void tst_catalogstore::initTestCase()
{
    const Result<CatalogSnapshot> loaded = CatalogStore::load(database());
    if (!loaded)
        QFAIL(qPrintable(loaded.error().toString()));
    m_catalog = *loaded;
    QVERIFY(!m_catalog.isEmpty());
}

QStringList tst_catalogstore::ids(const std::vector<const Technique *> &techniques) const
{
    QStringList found;
    for (const Technique *technique : techniques)
        found.append(technique->id);
    return found;
}

void tst_catalogstore::hasAllOfAttack()
{
    QCOMPARE(m_catalog.versions().attack, QStringLiteral("18.1"));
    QCOMPARE(m_catalog.techniques().size(), 691);
    QCOMPARE(m_catalog.containerTechniqueCount(), 48);
    QCOMPARE(m_catalog.containerTechniques().size(), 48);
    QCOMPARE(m_catalog.tactics().size(), 14);
    QCOMPARE(m_catalog.matrixCells().size(), 69);
    QCOMPARE(m_catalog.mitigations().size(), 44);
    QCOMPARE(m_catalog.content().techniqueMitigations.size(), 1445);
    QCOMPARE(m_catalog.retiredTechniques().size(), 144);
    const Technique *escape = m_catalog.technique(u"T1611");
    QVERIFY(escape);
    QCOMPARE(escape->name, QStringLiteral("Escape to Host"));
    QCOMPARE(escape->tactics, QStringList {QStringLiteral("privilege-escalation")});
    QVERIFY(escape->platforms.contains(QStringLiteral("Containers")));
    QVERIFY(escape->isContainer);
    const Technique *child = m_catalog.technique(u"t1059.013");
    QVERIFY(child);
    QCOMPARE(child->parent, QStringLiteral("T1059"));
    QVERIFY(ids(m_catalog.subTechniques(u"T1059")).contains(QStringLiteral("T1059.013")));
    QVERIFY(!m_catalog.technique(u"T1059")->isContainer);
    QVERIFY(!m_catalog.technique(u"T9999"));
    QVERIFY(!m_catalog.technique(u""));
}

void tst_catalogstore::hasAllOfNist()
{
    qsizetype active = 0, low = 0, moderate = 0, high = 0, privacy = 0;
    for (const Control &control : m_catalog.controls()) {
        active += !control.withdrawn;
        low += control.low;
        moderate += control.moderate;
        high += control.high;
        privacy += control.privacy;
        QVERIFY(!control.familyTitle.isEmpty());
    }
    QCOMPARE(m_catalog.controls().size(), 1196);
    QCOMPARE(active, 1014);
    QCOMPARE(low, 149);
    QCOMPARE(moderate, 287);
    QCOMPARE(high, 370);
    QCOMPARE(privacy, 102);
    const Control *privileged = m_catalog.control(u"ac-06.10");
    QVERIFY(privileged);
    QCOMPARE(privileged->id, QStringLiteral("AC-6(10)"));
    QCOMPARE(privileged->parent, QStringLiteral("AC-6"));
    QCOMPARE(privileged->familyTitle, QStringLiteral("Access Control"));
    QCOMPARE(m_catalog.control(u"SA-24")->release, QStringLiteral("5.2.0"));
    QVERIFY(m_catalog.control(u"SC-19")->withdrawn);
    QCOMPARE(m_catalog.enhancements(u"IA-13").size(), 3);
    QVERIFY(!m_catalog.control(u"AC-99"));
}

void tst_catalogstore::hasTheMappings()
{
    QCOMPARE(m_catalog.versions().mapping, QStringLiteral("16.1"));
    QCOMPARE(m_catalog.mappingCount(MappingOrigin::Ctid), 5264);
    QVERIFY(m_catalog.mappingCount(MappingOrigin::Ours) > 200);
    QVERIFY(m_catalog.mappingCount(MappingOrigin::Derived) > 40);
    // 43 of the container techniques are in the published mapping, the other five are gaps.
    qsizetype published = 0;
    for (const Technique *technique : m_catalog.containerTechniques()) {
        const auto links = m_catalog.controlsFor(technique->id);
        const bool mapped = std::any_of(links.begin(), links.end(), [](const ControlLink &link) {
            return link.hasOrigin(MappingOrigin::Ctid);
        });
        published += mapped;
        QVERIFY2(!links.empty(), qPrintable(technique->id));
    }
    QCOMPARE(published, 43);
    QVERIFY(m_catalog.technique(u"T1496")->isUnmappable);
    QVERIFY(!m_catalog.technique(u"T1611")->isUnmappable);
}

void tst_catalogstore::hasTheAttackPatterns()
{
    QCOMPARE(m_catalog.versions().capec, QStringLiteral("3.9"));
    QCOMPARE(m_catalog.capecs().size(), 559);
    const Capec *first = m_catalog.capec(u"1");
    QVERIFY(first);
    QCOMPARE(first->id, QStringLiteral("CAPEC-1"));
    QCOMPARE(first->severity, QStringLiteral("High"));
    QVERIFY(first->cwe.contains(QStringLiteral("CWE-732")));
    QCOMPARE(first->attack, QStringList {QStringLiteral("T1574.010")});
    QVERIFY(!m_catalog.capecsForTechnique(u"T1574.010").empty());
    QVERIFY(!m_catalog.capecsForCwe(u"78").empty());
    QCOMPARE(m_catalog.cwe(u"CWE-0250")->name,
             QStringLiteral("Execution with Unnecessary Privileges"));
}

void tst_catalogstore::matrixColumnsAreInOrder()
{
    const QList<std::pair<const char *, int>> columns {
        {"reconnaissance", 0},   {"resource-development", 0},
        {"initial-access", 5},   {"execution", 7},
        {"persistence", 13},     {"privilege-escalation", 11},
        {"defense-evasion", 13}, {"credential-access", 8},
        {"discovery", 3},        {"lateral-movement", 2},
        {"collection", 0},       {"command-and-control", 0},
        {"exfiltration", 0},     {"impact", 7},
    };
    QCOMPARE(m_catalog.tactics().size(), static_cast<size_t>(columns.size()));
    for (qsizetype i = 0; i < columns.size(); ++i) {
        const Tactic &tactic = m_catalog.tactics()[static_cast<size_t>(i)];
        QCOMPARE(tactic.shortName, QString::fromLatin1(columns[i].first));
        QCOMPARE(tactic.order, static_cast<int>(i) + 1);
        QCOMPARE(m_catalog.matrixColumn(tactic.shortName).size(),
                 static_cast<size_t>(columns[i].second));
        QCOMPARE(ids(m_catalog.matrixColumn(tactic.id)),
                 ids(m_catalog.matrixColumn(tactic.shortName)));
    }
    QCOMPARE(
        ids(m_catalog.matrixColumn(u"discovery")),
        QStringList({QStringLiteral("T1046"), QStringLiteral("T1069"), QStringLiteral("T1613")}));
    QVERIFY(m_catalog.techniquesForTactic(u"impact").size() > 7);
    QVERIFY(m_catalog.techniquesForTactic(u"no-tactic").empty());
}

void tst_catalogstore::explainsContainerTechniquesAndTheirControls()
{
    for (const Technique *technique : m_catalog.containerTechniques()) {
        QVERIFY2(technique->summary.endsWith(u'.'), qPrintable(technique->id));
        for (const ControlLink &link : m_catalog.controlsFor(technique->id))
            QVERIFY2(link.control->summary.endsWith(u'.'), qPrintable(link.control->id));
    }
}

void tst_catalogstore::everyRelationResolves()
{
    for (const MappingEdge &edge : m_catalog.mappings()) {
        QVERIFY2(m_catalog.control(edge.control), qPrintable(edge.control));
        // The published file names one technique of the Mobile matrix.
        if (edge.technique != u"T1521.003")
            QVERIFY2(m_catalog.resolveTechnique(edge.technique), qPrintable(edge.technique));
    }
    for (const Capec &capec : m_catalog.capecs()) {
        for (const QString &cwe : capec.cwe)
            QVERIFY2(m_catalog.cwe(cwe), qPrintable(cwe));
        for (const QString &technique : capec.attack)
            QVERIFY2(m_catalog.technique(technique), qPrintable(technique));
        for (const QString &parent : capec.parents)
            QVERIFY2(m_catalog.capec(parent), qPrintable(parent));
    }
    for (const TechniqueMitigation &link : m_catalog.content().techniqueMitigations)
        QVERIFY(m_catalog.technique(link.technique) && m_catalog.mitigation(link.mitigation));
}

void tst_catalogstore::findsWhatAnswersATechnique()
{
    const auto links = m_catalog.controlsFor(u"T1190");
    QVERIFY(links.size() > 20);
    QSet<QString> seen;
    bool curatedEnded = false;
    for (const ControlLink &link : links) {
        QVERIFY(!seen.contains(link.control->id));
        seen.insert(link.control->id);
        const bool curated = link.hasOrigin(MappingOrigin::Ours);
        QVERIFY2(!curated || !curatedEnded, "curated controls come first");
        curatedEnded = curatedEnded || !curated;
    }
    QVERIFY(seen.contains(QStringLiteral("SI-10")));
    QVERIFY(ids(m_catalog.techniquesFor(u"SI-10")).contains(QStringLiteral("T1190")));
    QStringList mitigations;
    for (const Mitigation *mitigation : m_catalog.mitigationsFor(u"T1611"))
        mitigations.append(mitigation->id);
    QVERIFY(mitigations.contains(QStringLiteral("M1048")));
    QVERIFY(m_catalog.controlsFor(u"T9999").empty());
}

void tst_catalogstore::derivedMappingsSayOnWhatTheyRest()
{
    for (const MappingEdge &edge : m_catalog.mappings()) {
        QCOMPARE(edge.basis.isEmpty(), edge.origin == MappingOrigin::Ctid);
        QCOMPARE(edge.strength.isEmpty(), edge.origin != MappingOrigin::Derived);
    }
}

void tst_catalogstore::followsRetiredIds()
{
    QVERIFY(!m_catalog.technique(u"T1574.002"));
    QCOMPARE(m_catalog.resolveTechnique(u"T1574.002")->id, QStringLiteral("T1574.001"));
    QCOMPARE(m_catalog.resolveTechnique(u"T1611")->id, QStringLiteral("T1611"));
    QVERIFY(!m_catalog.resolveTechnique(u"T9999"));
    QVERIFY(m_catalog.retiredTechnique(u"T1527")->isRevoked);
    QCOMPARE(m_catalog.resolveTechnique(u"T1527")->id, QStringLiteral("T1550.001"));
    // What the published mapping says of the old id counts for its successor.
    QStringList controls;
    for (const ControlLink &link : m_catalog.controlsFor(u"T1574.001"))
        controls.append(link.control->id);
    QVERIFY(controls.contains(QStringLiteral("CM-2"))); // said of T1574.001
    QVERIFY(controls.contains(QStringLiteral("SA-16"))); // said of T1574.002
    QCOMPARE(m_catalog.controlsFor(u"T1574.002").size(), static_cast<size_t>(controls.size()));
}

void tst_catalogstore::loadsFromAnyThreadAndFolder()
{
    QTemporaryDir folder;
    const QString strange = folder.filePath(QStringLiteral("50% off? #1 'ß;x"));
    QVERIFY(QDir().mkpath(strange));
    const QString copy = strange + QStringLiteral("/catalog.sqlite");
    QVERIFY(QFile::copy(database(), copy));
    QFile::setPermissions(copy, QFile::ReadOwner);
    size_t techniques = 0;
    std::unique_ptr<QThread> thread(QThread::create([&] {
        const Result<CatalogSnapshot> loaded = CatalogStore::load(copy);
        techniques = loaded ? loaded->techniques().size() : 0;
    }));
    thread->start();
    QVERIFY(thread->wait(20'000));
    QCOMPARE(techniques, 691);
    QCOMPARE(QDir(strange).entryList(QDir::Files).size(), 1);
}

void tst_catalogstore::loadsQuickly()
{
    const test::CpuTime time;
    QVERIFY(CatalogStore::load(database()).hasValue());
    QVERIFY(time.seconds() < 2);
}

void tst_catalogstore::reportsAMissingFile()
{
    const Result<CatalogSnapshot> loaded =
        CatalogStore::load(QStringLiteral("/nowhere/catalog.sqlite"));
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, ErrorCode::NotFound);
    QVERIFY(loaded.error().toString().startsWith(QStringLiteral("/nowhere/catalog.sqlite: ")));
    QVERIFY(loaded.error().message.contains(QStringLiteral("DRAWBRIDGE_DATA_DIR")));
    QVERIFY(!CatalogStore::load(QDir::tempPath()));
}

void tst_catalogstore::reportsAFileThatIsNoDatabase_data()
{
    QFile file(database());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray good = file.readAll();
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("This is no database.\n").repeated(500);
    QTest::newRow("header only") << good.left(100);
    QTest::newRow("one page") << good.left(4096);
    QTest::newRow("half") << good.left(good.size() / 2);
    QByteArray otherVersion = good;
    otherVersion[63] = 99; // user_version
    QTest::newRow("another version") << otherVersion;
    QByteArray otherProgram = good;
    otherProgram[68] = 'X'; // application_id
    QTest::newRow("another program's") << otherProgram;
}

void tst_catalogstore::reportsAFileThatIsNoDatabase()
{
    QFETCH(const QByteArray, bytes);
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("catalog.sqlite")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    const Result<CatalogSnapshot> loaded = CatalogStore::load(file.fileName());
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, ErrorCode::InvalidInput);
    const QString message = loaded.error().toString();
    QVERIFY(message.startsWith(file.fileName() + QStringLiteral(": ")));
    QVERIFY(!message.contains(u'\n'));
}

// Random damage gives an error or a readable catalog, never a crash.
void tst_catalogstore::survivesDamage()
{
    QFile source(database());
    QVERIFY(source.open(QIODevice::ReadOnly));
    const QByteArray good = source.readAll();
    QTemporaryDir folder;
    std::mt19937 random(20240229);
    for (int round = 0; round < 40; ++round) {
        QByteArray bytes = good;
        for (int change = 0; change < 64; ++change) {
            const auto at = static_cast<qsizetype>(random() % static_cast<quint32>(bytes.size()));
            bytes[at] = static_cast<char>(random() & 0xff);
        }
        QFile file(folder.filePath(QStringLiteral("damaged.sqlite")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        const Result<CatalogSnapshot> loaded = CatalogStore::load(file.fileName());
        if (!loaded) {
            QVERIFY(!loaded.error().message.isEmpty());
            continue;
        }
        for (const Technique &technique : loaded->techniques())
            loaded->controlsFor(technique.id);
    }
}

DRAWBRIDGE_TEST(tst_catalogstore)
#include "tst_catalogstore.moc"
