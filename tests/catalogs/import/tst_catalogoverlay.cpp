#include "catalogs/import/catalogoverlay.h"
#include "catalogs/store/catalogstore.h"
#include "tests/catalogs/import/smallcatalogs.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// What was imported, over the bundled catalogs of this program or of a later one.
class tst_catalogoverlay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingImportedChangesNothing();
    void partsTakeThePlaceOfTheBundledOnes();
    void whatWasNotImportedFollowsTheProgram();
    void aBaselineOfUnknownControlsBringsThem();
    void theBundledCatalogsAreSettled();
};

static CatalogContent withPart(CatalogContent content, QStringView name)
{
    content.parts.push_back({name.toString(), QStringLiteral("9"), {}, {}, {}, 1});
    return content;
}

void tst_catalogoverlay::nothingImportedChangesNothing()
{
    CatalogContent settled = smallCatalogs();
    settleCatalog(settled);
    QCOMPARE(overlayCatalog(settled, CatalogContent()), settled);
}

void tst_catalogoverlay::partsTakeThePlaceOfTheBundledOnes()
{
    CatalogContent imported = withPart(smallCatalogs(), catalogpart::Attack);
    imported.versions.attack = QStringLiteral("19.0");
    imported.techniques[0].name = QStringLiteral("New Name");
    imported.techniques[2].summary = QStringLiteral("words of an earlier program");
    imported.controls[0].title = QStringLiteral("not imported");
    const CatalogContent content = overlayCatalog(smallCatalogs(), imported);
    QCOMPARE(content.techniques[0].name, QStringLiteral("New Name"));
    QCOMPARE(content.techniques[2].summary, QStringLiteral("our words"));
    QCOMPARE(content.versions.attack, QStringLiteral("19.0"));
    QCOMPARE(content.controls[0].title, QStringLiteral("Accounts"));
    QCOMPARE(content.versions.nist, QStringLiteral("5.2.0"));
    QCOMPARE(content.parts, imported.parts);
}

void tst_catalogoverlay::whatWasNotImportedFollowsTheProgram()
{
    const CatalogContent imported = withPart(smallCatalogs(), catalogpart::Nist);
    // A later program brings a technique, a mapping of ours and another baseline.
    CatalogContent later = smallCatalogs();
    later.techniques.push_back(
        smallTechnique("T1700", "Later", {QStringLiteral("execution")}, true));
    later.mappings.push_back(
        {QStringLiteral("T1700"), QStringLiteral("AC-2"), MappingOrigin::Ours, {}, {}});
    later.controls[0].high = true;
    const CatalogContent content = overlayCatalog(later, imported);
    const CatalogSnapshot catalog(content);
    QVERIFY(catalog.technique(u"T1700"));
    QCOMPARE(catalog.controlsFor(u"T1700").size(), 1);
    QVERIFY(catalog.control(u"AC-2")->high);
}

void tst_catalogoverlay::aBaselineOfUnknownControlsBringsThem()
{
    CatalogContent imported = withPart(smallCatalogs(), catalogpart::LowBaseline);
    imported.controls.push_back(smallControl("AC-25", "New"));
    imported.controls.back().low = imported.controls.back().high = true;
    imported.controls[0].low = false;
    imported.controls[1].low = true;
    const CatalogContent content = overlayCatalog(smallCatalogs(), imported);
    const CatalogSnapshot catalog(content);
    QVERIFY(!catalog.control(u"AC-2")->low);
    QVERIFY(catalog.control(u"AC-2")->moderate);
    QVERIFY(catalog.control(u"AC-2(1)")->low);
    QVERIFY(catalog.control(u"AC-25")->low);
    QVERIFY(!catalog.control(u"AC-25")->high);
}

void tst_catalogoverlay::theBundledCatalogsAreSettled()
{
    const Result<CatalogSnapshot> bundled =
        CatalogStore::load(binaryDir() + QStringLiteral("/data/catalog.sqlite"));
    QVERIFY(bundled.hasValue());
    CatalogContent settled = bundled->content();
    settleCatalog(settled);
    QCOMPARE(settled, bundled->content());
}

DRAWBRIDGE_TEST(tst_catalogoverlay)
#include "tst_catalogoverlay.moc"
