#include "catalogs/store/catalogstore.h"
#include "model/core/names.h"
#include "model/engine/rulecoverage.h"
#include "tests/support/models/compactmodel.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;

// What the shipped rules cover, and what they do not claim to.
class tst_rulecoverage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyTechniqueHasItsClass();
    void whatIsDirectHasARule();
    void parentsAreShownByTheirChildren();
    void everyLinkNamesWhatEnablesIt();
    void tellsTheDecidingProperties_data();
    void tellsTheDecidingProperties();
    void theChartFollowsTheKinds();

private:
    QStringList namesUnder(const char *technique) const;

    CatalogSnapshot m_catalog;
    std::vector<TechniqueCoverage> m_coverage;
};

void tst_rulecoverage::initTestCase()
{
    const Result<CatalogSnapshot> catalog =
        CatalogStore::load(test::binaryDir() + QStringLiteral("/data/catalog.sqlite"));
    QVERIFY2(catalog, catalog ? "" : qPrintable(catalog.error().toString()));
    m_catalog = *catalog;
    m_coverage = techniqueCoverage(*test::shippedRules(), m_catalog);
}

QStringList tst_rulecoverage::namesUnder(const char *technique) const
{
    QStringList names;
    for (const TechniqueCoverage &each : m_coverage) {
        if (each.technique->id != QLatin1String(technique))
            continue;
        for (const RuleLink &link : each.rules)
            names += link.technique + u' ' + test::shippedRules()->info(link.rule).key;
    }
    return names;
}

void tst_rulecoverage::everyTechniqueHasItsClass()
{
    std::map<DesignClass, int> counts;
    for (const TechniqueCoverage &each : m_coverage)
        ++counts[each.technique->designClass];
    const std::map<DesignClass, int> expected {{DesignClass::Direct, 25},
                                               {DesignClass::Precondition, 14},
                                               {DesignClass::RollUp, 7},
                                               {DesignClass::NotVisible, 2}};
    QVERIFY(counts == expected);
}

void tst_rulecoverage::whatIsDirectHasARule()
{
    for (const TechniqueCoverage &each : m_coverage) {
        const DesignClass designClass = each.technique->designClass;
        if (designClass == DesignClass::Direct || designClass == DesignClass::Precondition)
            QVERIFY2(!each.rules.empty(), qPrintable(each.technique->id));
        if (designClass == DesignClass::NotVisible)
            QVERIFY2(each.rules.empty(), qPrintable(each.technique->id));
    }
}

void tst_rulecoverage::parentsAreShownByTheirChildren()
{
    QVERIFY(namesUnder("T1053").contains(QStringLiteral("T1053.007 secrets/may-deploy")));
    QVERIFY(namesUnder("T1053.007").contains(QStringLiteral("T1053.007 secrets/may-deploy")));
    for (const TechniqueCoverage &each : m_coverage) {
        if (each.technique->designClass != DesignClass::RollUp)
            continue;
        QVERIFY2(!each.rules.empty(), qPrintable(each.technique->id));
        for (const RuleLink &link : each.rules)
            QVERIFY2(link.technique.startsWith(each.technique->id + u'.'),
                     qPrintable(test::shippedRules()->info(link.rule).key));
    }
}

void tst_rulecoverage::everyLinkNamesWhatEnablesIt()
{
    for (const TechniqueCoverage &each : m_coverage) {
        for (const RuleLink &link : each.rules)
            QVERIFY2(!link.properties.isEmpty(),
                     qPrintable(test::shippedRules()->info(link.rule).key));
    }
}

void tst_rulecoverage::tellsTheDecidingProperties_data()
{
    QTest::addColumn<QString>("properties");
    QTest::newRow("containers/privileged") << "runtime.privileged";
    QTest::newRow("hosts/daemon-open") << "host.daemonApi";
    QTest::newRow("containers/sensitive-mount") << "runtime.mounts";
    QTest::newRow("interactions/credential-in-clear") << "flow.encryption";
    QTest::newRow("interactions/shared-volume") << "data-flow.kind";
    QTest::newRow("identities/exposed-with-rights")
        << "element.exposure identity.canCreateWorkload identity.canExec identity.canGrantRoles "
           "identity.canReadSecrets";
}

void tst_rulecoverage::tellsTheDecidingProperties()
{
    QFETCH(QString, properties);
    const auto rules = test::shippedRules();
    const qsizetype rule = rules->find(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(rule >= 0);
    QCOMPARE(enablingProperties(*rules, rule).join(u' '), properties);
}

void tst_rulecoverage::theChartFollowsTheKinds()
{
    std::map<QString, std::array<int, 6>> chart;
    for (const StrideChartRow &row : strideChart(*test::shippedRules()))
        chart[row.kind] = row.rules;
    const auto letter = [&](const char *kind, Stride stride) {
        return chart.at(QLatin1String(kind))[static_cast<size_t>(stride)];
    };
    for (int count : chart.at(QStringLiteral("process")))
        QVERIFY(count > 0);
    // What a store or a flow suffers; who pretends to be one is a threat of the pair.
    QVERIFY(letter("data-store", Stride::Tampering) > 0);
    QVERIFY(letter("data-store", Stride::Repudiation) > 0);
    QVERIFY(letter("external-entity", Stride::Spoofing) > 0);
    QVERIFY(letter("external-entity", Stride::Repudiation) > 0);
    QCOMPARE(letter("external-entity", Stride::DenialOfService), 0);
    QCOMPARE(letter("external-entity", Stride::ElevationOfPrivilege), 0);
    QVERIFY(letter("host", Stride::ElevationOfPrivilege) > 0);
    QVERIFY(!chart.contains(nameOf(BoundaryKind::Internet)));
}

DRAWBRIDGE_TEST(tst_rulecoverage)
#include "tst_rulecoverage.moc"
