#include "model/engine/catalogsnapshot.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;

static Technique techniqueRow(const char *id)
{
    Technique technique;
    technique.id = QString::fromLatin1(id);
    technique.name = technique.id;
    return technique;
}

// Snapshots of content that a damaged or foreign file may hold.
class tst_catalogsnapshot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyOneAnswersEverything();
    void replacementsInACircleEnd();
    void danglingRelationsAreLeftOut();
    void copiesShareTheirRows();
};

void tst_catalogsnapshot::anEmptyOneAnswersEverything()
{
    const CatalogSnapshot empty;
    QVERIFY(empty.isEmpty());
    QVERIFY(!empty.technique(u"T1611"));
    QVERIFY(!empty.resolveTechnique(u"T1611"));
    QVERIFY(!empty.tactic(u"impact"));
    QVERIFY(empty.controlsFor(u"T1611").empty());
    QVERIFY(empty.techniquesFor(u"AC-6").empty());
    QVERIFY(empty.subTechniques(u"").empty());
    QVERIFY(empty.matrixColumn(u"impact").empty());
    QCOMPARE(empty.mappingCount(MappingOrigin::Ctid), 0);
}

void tst_catalogsnapshot::replacementsInACircleEnd()
{
    CatalogContent content;
    content.techniques.push_back(techniqueRow("T3"));
    content.retiredTechniques = {
        {QStringLiteral("T1"), QStringLiteral("a"), true, QStringLiteral("T2")},
        {QStringLiteral("T2"), QStringLiteral("b"), true, QStringLiteral("T1")},
        {QStringLiteral("T4"), QStringLiteral("c"), true, QStringLiteral("T5")},
        {QStringLiteral("T5"), QStringLiteral("d"), true, QStringLiteral("T3")},
        {QStringLiteral("T6"), QStringLiteral("e"), false, QString()},
    };
    const CatalogSnapshot snapshot(content);
    QVERIFY(!snapshot.resolveTechnique(u"T1"));
    QVERIFY(!snapshot.resolveTechnique(u"T6"));
    QCOMPARE(snapshot.resolveTechnique(u"T4")->id, QStringLiteral("T3"));
}

void tst_catalogsnapshot::danglingRelationsAreLeftOut()
{
    CatalogContent content;
    content.techniques.push_back(techniqueRow("T1"));
    Control policy;
    policy.id = QStringLiteral("AC-1");
    content.controls.push_back(policy);
    content.tactics.push_back({QStringLiteral("TA1"), QStringLiteral("impact"), {}, 1});
    content.matrixCells = {{QStringLiteral("impact"), QStringLiteral("T9")},
                           {QStringLiteral("impact"), QStringLiteral("T1")}};
    content.techniqueMitigations = {{QStringLiteral("T1"), QStringLiteral("M9")}};
    content.mappings = {
        {QStringLiteral("T1"), QStringLiteral("AC-9"), MappingOrigin::Ctid, {}, {}},
        {QStringLiteral("T9"), QStringLiteral("AC-1"), MappingOrigin::Ctid, {}, {}},
        {QStringLiteral("T1"), QStringLiteral("AC-1"), MappingOrigin::Derived, {}, {}},
        {QStringLiteral("T1"), QStringLiteral("AC-1"), MappingOrigin::Ours, {}, {}},
    };
    const CatalogSnapshot snapshot(content);
    QCOMPARE(snapshot.matrixColumn(u"impact").size(), 1);
    QVERIFY(snapshot.mitigationsFor(u"T1").empty());
    const auto links = snapshot.controlsFor(u"T1");
    QCOMPARE(links.size(), 1);
    QCOMPARE(links.front().edges.size(), 2);
    QCOMPARE(links.front().edges.front()->origin, MappingOrigin::Ours);
    QCOMPARE(snapshot.techniquesFor(u"ac-01").size(), 1);
    QCOMPARE(snapshot.mappingCount(MappingOrigin::Ctid), 2);
}

void tst_catalogsnapshot::copiesShareTheirRows()
{
    CatalogContent content;
    content.techniques.push_back(techniqueRow("T1"));
    auto original = std::make_unique<CatalogSnapshot>(content);
    const Technique *row = original->technique(u"T1");
    const CatalogSnapshot copy = *original;
    original.reset();
    QCOMPARE(copy.technique(u"T1"), row);
    QCOMPARE(row->name, QStringLiteral("T1"));
}

DRAWBRIDGE_TEST(tst_catalogsnapshot)
#include "tst_catalogsnapshot.moc"
