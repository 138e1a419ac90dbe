#include "tests/catalogs/import/smallcatalogs.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// Bundles of ATT&CK and CAPEC in the forms in which they were published over the years.
class tst_stixbundle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replacesTechniquesByIdAndKeepsOurWords();
    void readsBothVersionsOfStix_data();
    void readsBothVersionsOfStix();
    void retiresWhatWasRevokedOrDeprecated();
    void aRetiredIdThatLivesAgainIsLive();
    void mitigationsAreThoseOfTheBundle();
    void aWholeMatrixReplacesTheTactics();
    void laterEditionsOfAnObjectWin();
    void leavesOtherMatricesAlone();
    void takesTheVersionOfTheCollection();
    void partOfABundleIsNoOtherVersion();
    void readsPatternsOfCapec();
    void namesBecomePrintableLines();
    void refusesABundleOfSomethingElse();
};

static QByteArray bundle(const QList<QByteArray> &objects, const QByteArray &head = {})
{
    return "{\"type\": \"bundle\", \"id\": \"bundle--1\", " + head + "\"objects\": ["
        + objects.join(", ") + "]}";
}

static QByteArray technique(const QByteArray &stixId, const QByteArray &id, const QByteArray &name,
                            const QByteArray &phase, const QByteArray &more = {})
{
    // Other sources stand before ATT&CK's own, as they do in old files.
    return "{\"type\": \"attack-pattern\", \"id\": \"attack-pattern--" + stixId + "\", \"name\": \""
        + name
        + "\", \"external_references\": [{\"source_name\": \"capec\", \"external_id\": "
          "\"CAPEC-480\"}, {\"source_name\": \"mitre-attack\", \"external_id\": \""
        + id
        + "\"}], \"kill_chain_phases\": [{\"kill_chain_name\": \"mitre-attack\", "
          "\"phase_name\": \""
        + phase + "\"}], \"x_mitre_platforms\": [\"Linux\", \"Containers\"]" + more + "}";
}

static QByteArray link(const QByteArray &type, const QByteArray &source, const QByteArray &target,
                       const QByteArray &more = {})
{
    return "{\"type\": \"relationship\", \"id\": \"relationship--" + source + target
        + "\", \"relationship_type\": \"" + type + "\", \"source_ref\": \"" + source
        + "\", \"target_ref\": \"" + target + "\"" + more + "}";
}

static QByteArray mitigation(const QByteArray &stixId, const QByteArray &id, const QByteArray &name,
                             const QByteArray &more = {})
{
    return "{\"type\": \"course-of-action\", \"id\": \"course-of-action--" + stixId
        + "\", \"name\": \"" + name
        + "\", \"external_references\": [{\"source_name\": \"mitre-attack\", \"external_id\": \""
        + id + "\"}]" + more + "}";
}

void tst_stixbundle::replacesTechniquesByIdAndKeepsOurWords()
{
    const auto content =
        imported(bundle({technique("a", "T1611", "Break Out", "privilege-escalation"),
                         technique("b", "T1059.013", "Container Shell", "execution")}));
    QVERIFY2(content.hasValue(), qPrintable(content ? QString() : content.error().toString()));
    const CatalogSnapshot catalog(*content);
    const Technique *escape = catalog.technique(u"T1611");
    QCOMPARE(escape->name, QStringLiteral("Break Out"));
    QCOMPARE(escape->summary, QStringLiteral("our words"));
    QCOMPARE(escape->designClass, DesignClass::Direct);
    QCOMPARE(escape->platforms,
             QStringList({QStringLiteral("Containers"), QStringLiteral("Linux")}));
    // Its parent is not tagged for containers and not in the bundle.
    const Technique *child = catalog.technique(u"T1059.013");
    QVERIFY(child && child->isContainer);
    QCOMPARE(child->parent, QStringLiteral("T1059"));
    QVERIFY(!catalog.technique(u"T1059")->isContainer);
    QCOMPARE(catalog.matrixColumn(u"execution").size(), 2);
    QCOMPARE(catalog.technique(u"T1610")->name, QStringLiteral("Deploy Container"));
    QCOMPARE(catalog.capecs().size(), 1);
    QCOMPARE(content->parts.size(), 1);
    QCOMPARE(content->parts[0].file, QStringLiteral("file.json"));
    QCOMPARE(content->parts[0].digest.size(), 64);
    QCOMPARE(content->parts[0].objects, 2);
}

void tst_stixbundle::readsBothVersionsOfStix_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("each");
    QTest::newRow("2.0 says so once") << QByteArray("\"spec_version\": \"2.0\", ") << QByteArray();
    QTest::newRow("2.1 says so on each object")
        << QByteArray() << QByteArray(", \"spec_version\": \"2.1\"");
}

void tst_stixbundle::readsBothVersionsOfStix()
{
    QFETCH(const QByteArray, head);
    QFETCH(const QByteArray, each);
    const auto content =
        imported(bundle({technique("a", "T1612", "Build Image on Host", "execution", each)}, head));
    QVERIFY(content.hasValue());
    QVERIFY(CatalogSnapshot(*content).technique(u"T1612"));
}

void tst_stixbundle::retiresWhatWasRevokedOrDeprecated()
{
    const auto content = imported(
        bundle({technique("a", "T1610", "Deploy Container", "execution", ", \"revoked\": true"),
                technique("b", "T1700", "In Between", "execution", ", \"revoked\": true"),
                technique("c", "T1701", "Run Container", "execution"),
                technique("d", "T1611", "Escape to Host", "privilege-escalation",
                          ", \"x_mitre_deprecated\": true"),
                link("revoked-by", "attack-pattern--a", "attack-pattern--b"),
                link("revoked-by", "attack-pattern--b", "attack-pattern--c")}));
    QVERIFY(content.hasValue());
    const CatalogSnapshot catalog(*content);
    QVERIFY(!catalog.technique(u"T1610"));
    QCOMPARE(catalog.retiredTechnique(u"T1610")->replacedBy, QStringLiteral("T1701"));
    QVERIFY(catalog.retiredTechnique(u"T1610")->isRevoked);
    QCOMPARE(catalog.resolveTechnique(u"T1610")->id, QStringLiteral("T1701"));
    QVERIFY(!catalog.retiredTechnique(u"T1611")->isRevoked);
    QVERIFY(!catalog.resolveTechnique(u"T1611"));
    // What led to a retired technique leads on; a pattern of CAPEC names live ones only.
    QVERIFY(content->capecs[0].attack.isEmpty());
    QVERIFY(catalog.matrixColumn(u"privilege-escalation").empty());
    for (const TechniqueMitigation &pair : content->techniqueMitigations)
        QVERIFY(pair.technique != u"T1611");
}

void tst_stixbundle::aRetiredIdThatLivesAgainIsLive()
{
    const auto content =
        imported(bundle({technique("a", "T1002", "Back Again", "execution"),
                         technique("b", "T1002", "Old", "execution", ", \"revoked\": true")}));
    QVERIFY(content.hasValue());
    const CatalogSnapshot catalog(*content);
    QCOMPARE(catalog.technique(u"T1002")->name, QStringLiteral("Back Again"));
    QVERIFY(!catalog.retiredTechnique(u"T1002"));
}

void tst_stixbundle::mitigationsAreThoseOfTheBundle()
{
    const QByteArray revoked = ", \"revoked\": true";
    const auto content =
        imported(bundle({technique("a", "T1611", "Escape to Host", "privilege-escalation"),
                         mitigation("m", "M1026", "Privileged Account Management"),
                         mitigation("n", "M1050", "Exploit Protection"),
                         mitigation("old", "T1611", "Named like its technique"),
                         mitigation("gone", "M1048", "Isolation", ", \"x_mitre_deprecated\": true"),
                         link("mitigates", "course-of-action--m", "attack-pattern--a"),
                         link("mitigates", "course-of-action--m", "attack-pattern--a"),
                         link("mitigates", "course-of-action--n", "attack-pattern--a", revoked),
                         link("mitigates", "course-of-action--gone", "attack-pattern--a"),
                         link("mitigates", "course-of-action--nowhere", "attack-pattern--a"),
                         link("mitigates", "course-of-action--n", "attack-pattern--nowhere")}));
    QVERIFY(content.hasValue());
    const CatalogSnapshot catalog(*content);
    QCOMPARE(catalog.mitigations().size(), 2);
    QCOMPARE(catalog.mitigation(u"M1026")->name, QStringLiteral("Privileged Account Management"));
    QCOMPARE(catalog.mitigationsFor(u"T1611").size(), 1);
    // Techniques that the bundle does not name keep theirs.
    QCOMPARE(catalog.mitigationsFor(u"T1059").size(), 1);
}

static QByteArray tactic(const QByteArray &stixId, const QByteArray &id,
                         const QByteArray &shortName)
{
    return "{\"type\": \"x-mitre-tactic\", \"id\": \"x-mitre-tactic--" + stixId
        + "\", \"name\": \"Tactic " + shortName + "\", \"x_mitre_shortname\": \"" + shortName
        + "\", \"external_references\": [{\"source_name\": \"mitre-attack\", \"external_id\": \""
        + id + "\"}]}";
}

void tst_stixbundle::aWholeMatrixReplacesTheTactics()
{
    const auto matrix = [](const QByteArray &references) {
        return QByteArray(
                   "{\"type\": \"x-mitre-matrix\", \"id\": \"x-mitre-matrix--1\", \"name\": \"M\", "
                   "\"external_references\": [{\"source_name\": \"mitre-attack\", "
                   "\"external_id\": \"enterprise-attack\"}], \"tactic_refs\": [")
            + references + "]}";
    };
    const QByteArray both = "\"x-mitre-tactic--2\", \"x-mitre-tactic--1\"";
    const QByteArray moved = technique("a", "T1611", "Escape to Host", "stealth");
    const auto whole = imported(bundle({matrix(both), tactic("1", "TA0002", "execution"),
                                        tactic("2", "TA0005", "stealth"), moved}));
    QVERIFY(whole.hasValue());
    QCOMPARE(whole->tactics.size(), 2);
    QCOMPARE(whole->tactics[0].shortName, QStringLiteral("stealth"));
    QCOMPARE(CatalogSnapshot(*whole).technique(u"T1611")->tactics,
             QStringList {QStringLiteral("stealth")});
    // Of a part of the tactics nothing follows for the others.
    const auto part = imported(bundle({matrix(both), tactic("2", "TA0005", "stealth"), moved}));
    QVERIFY(part.hasValue());
    QCOMPARE(part->tactics, smallCatalogs().tactics);
}

void tst_stixbundle::laterEditionsOfAnObjectWin()
{
    const auto content =
        imported(bundle({technique("a", "T1611", "Newer", "privilege-escalation",
                                   ", \"modified\": \"2026-02-01T00:00:00.000Z\""),
                         technique("a", "T1611", "Older", "privilege-escalation",
                                   ", \"modified\": \"2024-02-01T00:00:00.000Z\"")}));
    QVERIFY(content.hasValue());
    QCOMPARE(CatalogSnapshot(*content).technique(u"T1611")->name, QStringLiteral("Newer"));
}

void tst_stixbundle::leavesOtherMatricesAlone()
{
    const QByteArray mobile = ", \"x_mitre_domains\": [\"mobile-attack\"]";
    const auto content = imported(
        bundle({technique("a", "T1611", "Of a phone", "execution", mobile),
                technique("b", "T1610", "Deploy Container", "execution",
                          ", \"x_mitre_domains\": [\"mobile-attack\", \"enterprise-attack\"]")}));
    QVERIFY(content.hasValue());
    QCOMPARE(CatalogSnapshot(*content).technique(u"T1611")->name, QStringLiteral("Escape to Host"));
    QVERIFY(refusalOf(bundle({technique("a", "T1611", "Of a phone", "execution", mobile)}))
                .contains(QStringLiteral("ATT&CK Enterprise")));
}

void tst_stixbundle::takesTheVersionOfTheCollection()
{
    const QByteArray collection =
        "{\"type\": \"x-mitre-collection\", \"id\": \"x-mitre-collection--1\", \"name\": "
        "\"Enterprise ATT&CK\", \"x_mitre_version\": \"17.1\"}";
    const QList<QByteArray> all {technique("a", "T1611", "Escape to Host", "privilege-escalation"),
                                 technique("b", "T1610", "Deploy Container", "execution"),
                                 technique("c", "T1059", "Interpreter", "execution")};
    Diagnostics notes;
    const auto named =
        imported(bundle(all + QList<QByteArray> {collection}), smallCatalogs(), &notes);
    QVERIFY(named.hasValue());
    QCOMPARE(named->versions.attack, QStringLiteral("17.1"));
    QCOMPARE(named->parts[0].title, QStringLiteral("Enterprise ATT&CK"));
    QCOMPARE(notes.size(), 1);
    QVERIFY(notes[0].message.contains(QStringLiteral("older than 18.1")));
    // Without a collection, as in STIX 2.0, the last change dates the bundle.
    const auto dated =
        imported(bundle({technique("a", "T1611", "Escape to Host", "privilege-escalation",
                                   ", \"modified\": \"2026-04-20T10:00:00.000Z\""),
                         all[1], all[2]}));
    QVERIFY(dated.hasValue());
    QCOMPARE(dated->versions.attack, QStringLiteral("2026-04-20"));
}

void tst_stixbundle::partOfABundleIsNoOtherVersion()
{
    Diagnostics notes;
    const QByteArray one = bundle({technique("a", "T1611", "Escape to Host", "privilege-escalation",
                                             ", \"modified\": \"2026-04-20T10:00:00.000Z\"")});
    const auto content = imported(one, smallCatalogs(), &notes);
    QVERIFY(content.hasValue());
    QCOMPARE(content->versions.attack, QStringLiteral("18.1 with 2026-04-20"));
    QVERIFY(notes[0].message.contains(QStringLiteral("2 of 3 techniques")));
    // And once more gives the same.
    const auto again = imported(one, *content);
    QVERIFY(again.hasValue());
    QCOMPARE(*again, *content);
}

void tst_stixbundle::readsPatternsOfCapec()
{
    const QByteArray pattern =
        "{\"type\": \"attack-pattern\", \"spec_version\": \"2.1\", \"id\": \"attack-pattern--c\", "
        "\"name\": \"Privileged Programs\", \"external_references\": [{\"source_name\": \"capec\", "
        "\"external_id\": \"CAPEC-69\"}, {\"source_name\": \"cwe\", \"external_id\": "
        "\"CWE-0732\"}, "
        "{\"source_name\": \"ATTACK\", \"external_id\": \"T1002\"}, {\"source_name\": \"WASC\", "
        "\"external_id\": \"11\"}], \"x_capec_version\": \"4.0\", \"x_capec_abstraction\": "
        "\"Standard\", \"x_capec_typical_severity\": \"High\", \"x_capec_child_of_refs\": "
        "[\"attack-pattern--outside\"]}";
    const auto content = imported(bundle({pattern}));
    QVERIFY(content.hasValue());
    QCOMPARE(content->capecs.size(), 1);
    const Capec &capec = content->capecs[0];
    QCOMPARE(capec.name, QStringLiteral("Privileged Programs"));
    QCOMPARE(capec.cwe, QStringList {QStringLiteral("CWE-732")});
    // The retired technique leads to the one in its place.
    QCOMPARE(capec.attack, QStringList {QStringLiteral("T1059")});
    // A parent outside of the bundle is the one that was known.
    QCOMPARE(capec.parents, QStringList {QStringLiteral("CAPEC-233")});
    QCOMPARE(content->versions.capec, QStringLiteral("4.0"));
    QCOMPARE(content->versions.attack, QStringLiteral("18.1"));
    QVERIFY(CatalogSnapshot(*content).cwe(u"CWE-732"));
}

void tst_stixbundle::namesBecomePrintableLines()
{
    const auto content = imported(bundle(
        {technique("a", "T1611", "Escape\\n\\u001b[31m to \\u202e Host", "privilege-escalation")}));
    QVERIFY(content.hasValue());
    const QString name = CatalogSnapshot(*content).technique(u"T1611")->name;
    QVERIFY(!name.contains(u'\n') && !name.contains(QChar(0x1b)) && !name.contains(QChar(0x202e)));
    const auto longName =
        imported(bundle({technique("a", "T1611", QByteArray(5000, 'x'), "privilege-escalation")}));
    QVERIFY(longName.hasValue());
    QVERIFY(CatalogSnapshot(*longName).technique(u"T1611")->name.size() <= 300);
}

void tst_stixbundle::refusesABundleOfSomethingElse()
{
    QVERIFY(refusalOf(bundle({"{\"type\": \"malware\", \"id\": \"malware--1\", \"name\": \"x\"}"}))
                .startsWith(QStringLiteral("in/file.json: this STIX bundle holds no techniques")));
    // Ids of another form are none.
    QVERIFY(!refusalOf(bundle({technique("a", "T16111", "x", "execution"),
                               technique("b", "T1611.1", "x", "execution")}))
                 .isEmpty());
}

DRAWBRIDGE_TEST(tst_stixbundle)
#include "tst_stixbundle.moc"
