#include "tests/catalogs/import/smallcatalogs.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// NIST's catalog and its baselines, as catalogs that were resolved and as profiles.
class tst_oscalcatalog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replacesTitlesAndAddsControls();
    void readsEverySpellingOfAnId();
    void followsWhatWasWithdrawn();
    void aResolvedBaselineChangesMembershipOnly();
    void aProfileIsABaseline();
    void refusesProfilesThatItCannotFollow();
    void refusesOtherCatalogs_data();
    void refusesOtherCatalogs();
};

static const QByteArray CatalogTitle =
    "NIST Special Publication 800-53 Revision 5: Security and Privacy Controls";
static const QByteArray ModerateTitle =
    "NIST Special Publication 800-53 Revision 5.1.1 MODERATE IMPACT BASELINE";

static QByteArray catalog(const QByteArray &title, const QByteArray &controls,
                          const QByteArray &version = "5.3.0")
{
    return "{\"catalog\": {\"uuid\": \"1\", \"metadata\": {\"title\": \"" + title
        + "\", \"version\": \"" + version
        + "\"}, \"groups\": [{\"id\": \"ac\", \"class\": \"family\", \"title\": \"Access\", "
          "\"controls\": ["
        + controls + "]}]}}";
}

static QByteArray control(const QByteArray &id, const QByteArray &title,
                          const QByteArray &more = {})
{
    return "{\"id\": \"" + id + "\", \"title\": \"" + title + "\"" + more + "}";
}

void tst_oscalcatalog::replacesTitlesAndAddsControls()
{
    const auto content =
        imported(catalog(CatalogTitle,
                         control("ac-2", "Account Management",
                                 ", \"controls\": [" + control("ac-2.1", "Automated") + ", "
                                     + control("ac-2.14", "Brand New") + "]")));
    QVERIFY2(content.hasValue(), qPrintable(content ? QString() : content.error().toString()));
    const CatalogSnapshot read(*content);
    QCOMPARE(read.control(u"AC-2")->title, QStringLiteral("Account Management"));
    // Baselines are no matter of the catalog.
    QVERIFY(read.control(u"AC-2")->low && read.control(u"AC-2")->moderate);
    const Control *added = read.control(u"AC-2(14)");
    QVERIFY(added);
    QCOMPARE(added->parent, QStringLiteral("AC-2"));
    QCOMPARE(added->release, QStringLiteral("5.3.0"));
    QCOMPARE(added->familyTitle, QStringLiteral("Access"));
    QCOMPARE(read.control(u"AC-6")->summary, QStringLiteral("our words"));
    QCOMPARE(content->versions.nist, QStringLiteral("5.3.0"));
    QCOMPARE(content->parts[0].name, QStringLiteral("nist"));
    QCOMPARE(content->parts[0].objects, 3);
}

void tst_oscalcatalog::readsEverySpellingOfAnId()
{
    const QByteArray labels =
        ", \"props\": [{\"name\": \"label\", \"value\": \"AC-06\", \"class\": \"zero-padded\"}, "
        "{\"name\": \"label\", \"value\": \"AC-6\"}, {\"name\": \"label\", \"value\": \"AC-06\", "
        "\"class\": \"sp800-53a\"}]";
    for (const QByteArray &id : {QByteArray("ac-6"), QByteArray("ac-06"), QByteArray("x")}) {
        const auto content = imported(catalog(CatalogTitle, control(id, "Privileges", labels)));
        QVERIFY(content.hasValue());
        QCOMPARE(content->controls.size(), 3);
        QCOMPARE(content->controls[2].title, QStringLiteral("Privileges"));
    }
}

void tst_oscalcatalog::followsWhatWasWithdrawn()
{
    const auto content = imported(catalog(
        CatalogTitle,
        control("ac-6", "Least Privilege",
                ", \"props\": [{\"name\": \"status\", \"value\": \"Withdrawn\"}], \"links\": "
                "[{\"rel\": \"moved-to\", \"href\": \"#ac-2_smt.k\"}, {\"rel\": "
                "\"incorporated-into\", \"href\": \"#ac-2.1\"}, {\"rel\": \"related\", \"href\": "
                "\"#ac-3\"}]")));
    QVERIFY(content.hasValue());
    const CatalogSnapshot read(*content);
    const Control *withdrawn = read.control(u"AC-6");
    QVERIFY(withdrawn->withdrawn);
    QVERIFY(!withdrawn->moderate);
    QCOMPARE(withdrawn->withdrawnInto,
             QStringList({QStringLiteral("AC-2"), QStringLiteral("AC-2(1)")}));
    // Our own mapping follows; what others published stays as they published it.
    QStringList answers;
    for (const ControlLink &link : read.controlsFor(u"T1611")) {
        if (link.hasOrigin(MappingOrigin::Ours))
            answers += link.control->id;
    }
    QCOMPARE(answers, QStringList({QStringLiteral("AC-2"), QStringLiteral("AC-2(1)")}));
}

void tst_oscalcatalog::aResolvedBaselineChangesMembershipOnly()
{
    Diagnostics notes;
    const auto content =
        imported(catalog(ModerateTitle,
                         control("ac-2", "Another Title",
                                 ", \"controls\": [" + control("ac-2.1", "Automation") + "]")
                             + ", " + control("ac-25", "New to us"),
                         "5.1.1+u4"),
                 smallCatalogs(), &notes);
    QVERIFY(content.hasValue());
    const CatalogSnapshot read(*content);
    QVERIFY(read.control(u"AC-2")->moderate);
    QVERIFY(read.control(u"AC-2")->low);
    QVERIFY(read.control(u"AC-2(1)")->moderate);
    QVERIFY(!read.control(u"AC-6")->moderate);
    QVERIFY(read.control(u"AC-25")->moderate);
    QCOMPARE(read.control(u"AC-2")->title, QStringLiteral("Accounts"));
    QCOMPARE(content->versions.nist, QStringLiteral("5.2.0"));
    QCOMPARE(content->parts[0].name, QStringLiteral("baseline-moderate"));
    QCOMPARE(content->parts[0].version, QStringLiteral("5.1.1+u4"));
    QCOMPARE(notes.size(), 1);
}

static QByteArray profile(const QByteArray &title, const QByteArray &selection)
{
    return "{\"profile\": {\"uuid\": \"1\", \"metadata\": {\"title\": \"" + title
        + "\", \"version\": \"5.2.0\"}, \"imports\": [{\"href\": \"#x\", " + selection + "}]}}";
}

void tst_oscalcatalog::aProfileIsABaseline()
{
    const auto content = imported(
        profile("NIST Special Publication 800-53 Revision 5.2.0 LOW IMPACT BASELINE",
                "\"include-controls\": [{\"with-ids\": [\"ac-2.1\", \"ac-6\", \"ac-2\"]}], "
                "\"exclude-controls\": [{\"with-ids\": [\"ac-2\"]}]"));
    QVERIFY2(content.hasValue(), qPrintable(content ? QString() : content.error().toString()));
    const CatalogSnapshot read(*content);
    QVERIFY(!read.control(u"AC-2")->low);
    QVERIFY(read.control(u"AC-2(1)")->low);
    QVERIFY(read.control(u"AC-6")->low);
    QVERIFY(read.control(u"AC-2")->moderate);
    QCOMPARE(content->parts[0].name, QStringLiteral("baseline-low"));
}

void tst_oscalcatalog::refusesProfilesThatItCannotFollow()
{
    QVERIFY(refusalOf(profile(ModerateTitle,
                              "\"include-controls\": [{\"matching\": [{\"pattern\": \"ac-*\"}]}]"))
                .contains(QStringLiteral("by patterns")));
    QVERIFY(refusalOf(profile(CatalogTitle, "\"include-controls\": [{\"with-ids\": [\"ac-2\"]}]"))
                .contains(QStringLiteral("is no LOW, MODERATE, HIGH or PRIVACY baseline")));
}

void tst_oscalcatalog::refusesOtherCatalogs_data()
{
    QTest::addColumn<QByteArray>("title");
    QTest::newRow("Revision 4") << QByteArray("NIST Special Publication 800-53 Revision 4");
    QTest::newRow("FedRAMP") << QByteArray("FedRAMP Rev 5 Moderate Baseline");
    QTest::newRow("another") << QByteArray("NIST SP 800-171 Revision 3");
    QTest::newRow("nothing") << QByteArray();
}

void tst_oscalcatalog::refusesOtherCatalogs()
{
    QFETCH(const QByteArray, title);
    const QString refusal = refusalOf(catalog(title, control("ac-2", "Accounts")));
    QVERIFY2(refusal.startsWith(QStringLiteral("in/file.json")), qPrintable(refusal));
    QVERIFY(!refusal.contains(u'\n'));
}

DRAWBRIDGE_TEST(tst_oscalcatalog)
#include "tst_oscalcatalog.moc"
