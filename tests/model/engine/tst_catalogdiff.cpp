#include "model/engine/catalogdiff.h"
#include "model/engine/catalogversions.h"
#include "tests/support/testrunner.h"

#include <algorithm>

using namespace drawbridge;

// What newer catalogs say differently, and whom it concerns.
class tst_catalogdiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameCatalogsDifferInNothing();
    void tellsEachKindOfChange();
    void mappingsFollowReplacedTechniques();
    void concernsWhatIsUsed();
    void namesTheVersionsThatChanged();
};

static Technique techniqueOf(const char *id, const char *name)
{
    Technique technique;
    technique.id = QString::fromLatin1(id);
    technique.name = QString::fromLatin1(name);
    technique.tactics = {QStringLiteral("execution")};
    return technique;
}

static Control controlOf(const char *id, const char *title)
{
    Control control;
    control.id = QString::fromLatin1(id);
    control.title = QString::fromLatin1(title);
    return control;
}

static MappingEdge published(const char *technique, const char *control)
{
    return {
        QString::fromLatin1(technique), QString::fromLatin1(control), MappingOrigin::Ctid, {}, {}};
}

static CatalogContent older()
{
    CatalogContent content;
    content.techniques = {techniqueOf("T1610", "Deploy"), techniqueOf("T1611", "Escape"),
                          techniqueOf("T1612", "Build"), techniqueOf("T1613", "Discover")};
    content.mitigations = {{QStringLiteral("M1026"), QStringLiteral("Accounts")},
                           {QStringLiteral("M1048"), QStringLiteral("Isolation")}};
    content.techniqueMitigations = {{QStringLiteral("T1611"), QStringLiteral("M1026")}};
    content.controls = {controlOf("AC-2", "Accounts"), controlOf("AC-6", "Privilege"),
                        controlOf("AC-9", "Notice"), controlOf("AC-13", "Old")};
    content.controls[1].moderate = true;
    content.mappings = {published("T1610", "AC-2"), published("T1611", "AC-6")};
    return content;
}

static CatalogContent newer()
{
    CatalogContent content = older();
    content.techniques = {techniqueOf("T1611", "Break Out"), techniqueOf("T1611.001", "By Socket"),
                          techniqueOf("T1613", "Discover"), techniqueOf("T1720", "Run")};
    content.techniques[2].tactics = {QStringLiteral("discovery")};
    content.techniques[2].isContainer = true;
    content.retiredTechniques = {
        {QStringLiteral("T1610"), QStringLiteral("Deploy"), true, QStringLiteral("T1720")}};
    content.techniqueMitigations = {{QStringLiteral("T1611"), QStringLiteral("M1048")}};
    content.controls = {controlOf("AC-2", "Account Management"), controlOf("AC-6", "Privilege"),
                        controlOf("AC-6(11)", "New"), controlOf("AC-9", "Notice")};
    content.controls[1].low = content.controls[1].moderate = true;
    content.controls[3].withdrawn = true;
    content.controls[3].withdrawnInto = {QStringLiteral("AC-2")};
    content.mappings = {published("T1720", "AC-2"), published("T1611", "AC-2")};
    return content;
}

static QStringList wordsOf(const std::vector<CatalogChange> &changes)
{
    QStringList words;
    for (const CatalogChange &change : changes)
        words += QStringLiteral("%1 %2 %3>%4")
                     .arg(nameOf(change.kind), change.id, change.before, change.after);
    return words;
}

void tst_catalogdiff::sameCatalogsDifferInNothing()
{
    QVERIFY(compareCatalogs(CatalogSnapshot(newer()), CatalogSnapshot(newer())).empty());
}

void tst_catalogdiff::tellsEachKindOfChange()
{
    const QStringList expected {
        QStringLiteral("technique-added T1611.001 >"),
        QStringLiteral("technique-added T1720 >"),
        QStringLiteral("technique-renamed T1611 Escape>Break Out"),
        QStringLiteral("technique-retired T1610 >T1720"),
        QStringLiteral("technique-gone T1612 >"),
        QStringLiteral("tactics-changed T1613 execution>discovery"),
        QStringLiteral("platform-changed T1613 >Containers"),
        QStringLiteral("mitigation-added T1611 >M1048 Isolation"),
        QStringLiteral("mitigation-removed T1611 M1026 Accounts>"),
        QStringLiteral("control-added AC-6(11) >"),
        QStringLiteral("control-renamed AC-2 Accounts>Account Management"),
        QStringLiteral("control-withdrawn AC-9 >AC-2"),
        QStringLiteral("control-gone AC-13 >"),
        QStringLiteral("baseline-changed AC-6 moderate>low, moderate"),
        QStringLiteral("mapping-added T1611 >AC-2"),
        QStringLiteral("mapping-removed T1611 AC-6>"),
    };
    const QStringList found =
        wordsOf(compareCatalogs(CatalogSnapshot(older()), CatalogSnapshot(newer())));
    for (const QString &change : expected)
        QVERIFY2(found.contains(change), qPrintable(change));
    for (const QString &change : found)
        QVERIFY2(expected.contains(change) || change.startsWith(QStringLiteral("mapping-")),
                 qPrintable(change));
    QVERIFY(std::is_sorted(found.begin(), found.begin() + 2));
}

// The pair of T1610 is the pair of T1720 in newer catalogs: there, it was always its.
void tst_catalogdiff::mappingsFollowReplacedTechniques()
{
    CatalogContent after = newer();
    after.mappings = {published("T1610", "AC-2"), published("T1611", "AC-6")};
    const QStringList found =
        wordsOf(compareCatalogs(CatalogSnapshot(newer()), CatalogSnapshot(after)));
    QCOMPARE(found,
             QStringList({QStringLiteral("mapping-added T1611 >AC-6"),
                          QStringLiteral("mapping-removed T1611 AC-2>")}));
}

void tst_catalogdiff::concernsWhatIsUsed()
{
    CatalogUse use;
    use.techniques = {QStringLiteral("T1611")};
    use.controls = {QStringLiteral("AC-6")};
    QStringList concerned;
    for (const CatalogChange &change :
         compareCatalogs(CatalogSnapshot(older()), CatalogSnapshot(newer()))) {
        if (use.concerns(change))
            concerned += nameOf(change.kind) + u' ' + change.id;
    }
    QCOMPARE(
        concerned,
        QStringList(
            {QStringLiteral("technique-added T1611.001"), QStringLiteral("technique-renamed T1611"),
             QStringLiteral("mitigation-added T1611"), QStringLiteral("mitigation-removed T1611"),
             QStringLiteral("control-added AC-6(11)"), QStringLiteral("baseline-changed AC-6"),
             QStringLiteral("mapping-added T1611"), QStringLiteral("mapping-removed T1611")}));
}

void tst_catalogdiff::namesTheVersionsThatChanged()
{
    CatalogVersions before {QStringLiteral("17.1"), QStringLiteral("5.2.0"), QStringLiteral("16.1"),
                            QStringLiteral("3.9")};
    CatalogVersions after = before;
    after.attack = QStringLiteral("18.1");
    const auto recorded = recordedVersions(before);
    QVERIFY(changedVersions(recorded, recordedVersions(before)).isEmpty());
    QCOMPARE(changedVersions(recorded, recordedVersions(after)),
             QStringLiteral("ATT&CK 17.1 (18.1 is in use now)"));
    QVERIFY(changedVersions({}, recordedVersions(after)).isEmpty());
}

DRAWBRIDGE_TEST(tst_catalogdiff)
#include "tst_catalogdiff.moc"
