#include "tests/catalogs/import/smallcatalogs.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// Mappings of the Center for Threat-Informed Defense.
class tst_ctidmapping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replacesThePublishedPairs();
    void repeatsCountOnce();
    void toleratesWhatIsOptional();
    void keepsPairsOfRetiredTechniques();
    void refusesOtherMappings_data();
    void refusesOtherMappings();
};

static QByteArray mapping(const QByteArray &objects, const QByteArray &framework = "nist_800_53",
                          const QByteArray &revision = "rev5",
                          const QByteArray &domain = "enterprise")
{
    return "{\"metadata\": {\"attack_version\": \"17.1\", \"technology_domain\": \"" + domain
        + "\", \"mapping_framework\": \"" + framework + "\", \"mapping_framework_version\": \""
        + revision + "\"}, \"mapping_objects\": [" + objects + "]}";
}

static QByteArray pair(const QByteArray &technique, const QByteArray &control,
                       const QByteArray &more = {})
{
    return "{\"capability_id\": \"" + control
        + "\", \"mapping_type\": \"mitigates\", \"status\": \"complete\", \"attack_object_id\": \""
        + technique + "\", \"references\": []" + more + "}";
}

static const QByteArray NotMappable =
    "{\"capability_id\": null, \"capability_group\": null, \"mapping_type\": null, \"comments\": "
    "\"none\", \"status\": \"non_mappable\", \"attack_object_id\": \"T1610\"}";

static QStringList published(const CatalogContent &content)
{
    QStringList pairs;
    for (const MappingEdge &edge : content.mappings) {
        if (edge.origin == MappingOrigin::Ctid)
            pairs += edge.technique + u' ' + edge.control;
    }
    return pairs;
}

void tst_ctidmapping::replacesThePublishedPairs()
{
    const auto content = imported(mapping(pair("T1611", "AC-06") + ", " + NotMappable));
    QVERIFY2(content.hasValue(), qPrintable(content ? QString() : content.error().toString()));
    // Zero-padded ids are ours without the zero; our own pair stays.
    QCOMPARE(published(*content), QStringList {QStringLiteral("T1611 AC-6")});
    QCOMPARE(content->mappings.front().origin, MappingOrigin::Ours);
    const CatalogSnapshot catalog(*content);
    QVERIFY(catalog.technique(u"T1610")->isUnmappable);
    QVERIFY(!catalog.technique(u"T1611")->isUnmappable);
    QCOMPARE(content->versions.mapping, QStringLiteral("17.1"));
    QCOMPARE(content->parts[0].objects, 1);
}

void tst_ctidmapping::repeatsCountOnce()
{
    const auto content = imported(
        mapping(pair("T1611", "CM-02") + ", " + pair("T1611", "CM-2") + ", " + NotMappable + ", "
                + NotMappable + ", " + pair("T1610", "AC-10") + ", " + pair("T1610", "AC-02")));
    QVERIFY(content.hasValue());
    QCOMPARE(published(*content),
             QStringList({QStringLiteral("T1610 AC-2"), QStringLiteral("T1610 AC-10"),
                          QStringLiteral("T1611 CM-2")}));
    // Mapped and called non-mappable: the pairs are the fact.
    QVERIFY(!CatalogSnapshot(*content).technique(u"T1610")->isUnmappable);
}

void tst_ctidmapping::toleratesWhatIsOptional()
{
    Diagnostics notes;
    const auto content = imported(
        mapping(pair("T1611", "AC-06",
                     ", \"attack_version\": \"[UNKNOWN_VERSION]\", \"comments\": null, \"new\": {}")
                + ", {\"status\": \"in_progress\", \"attack_object_id\": \"T1610\", "
                  "\"capability_id\": \"AC-02\"}, {}, 7"),
        smallCatalogs(), &notes);
    QVERIFY(content.hasValue());
    QCOMPARE(published(*content).size(), 1);
    QVERIFY(notes.last().message.startsWith(QStringLiteral("3 entries")));
}

void tst_ctidmapping::keepsPairsOfRetiredTechniques()
{
    // The file of an older ATT&CK names what was revoked since, and once an id of another matrix.
    const auto content =
        imported(mapping(pair("T1002", "AC-06") + ", " + pair("T1521.003", "SC-12")));
    QVERIFY(content.hasValue());
    QCOMPARE(published(*content).size(), 2);
    const CatalogSnapshot catalog(*content);
    const auto links = catalog.controlsFor(u"T1059");
    QCOMPARE(links.size(), 1);
    QCOMPARE(links[0].control->id, QStringLiteral("AC-6"));
}

void tst_ctidmapping::refusesOtherMappings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray one = pair("T1611", "AC-06");
    QTest::newRow("cloud") << mapping(one, "aws");
    QTest::newRow("revision 4") << mapping(one, "nist_800_53", "rev4");
    QTest::newRow("mobile") << mapping(one, "nist_800_53", "rev5", "mobile");
    QTest::newRow("no pairs") << mapping(NotMappable);
    QTest::newRow("no metadata") << QByteArray("{\"mapping_objects\": [" + one + "]}");
}

void tst_ctidmapping::refusesOtherMappings()
{
    QFETCH(const QByteArray, bytes);
    const QString refusal = refusalOf(bytes);
    QVERIFY2(refusal.startsWith(QStringLiteral("in/file.json")), qPrintable(refusal));
}

DRAWBRIDGE_TEST(tst_ctidmapping)
#include "tst_ctidmapping.moc"
