#include "model/assess/drift.h"
#include "tests/support/models/compactmodel.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

static const char Root[] = "pack: test\n"
                           "rules:\n"
                           "  - id: privileged\n"
                           "    stride: elevation-of-privilege\n"
                           "    for: element\n"
                           "    attacker: compromised-container\n"
                           "    likelihood: 3\n"
                           "    impact: 3\n"
                           "    title: 'Privileged'\n"
                           "    explanation: It may do everything.\n"
                           "    when: self.privileged\n"
                           "    attack: [T1611]\n"
                           "    cwe: [CWE-250]\n";

// What counts as drift, on models made by hand.
class tst_driftsearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void equalModelsDoNotDrift();
    void impliedElementsAreNoDrift();
    void portsOfNewAndGoneServicesAreNotCountedAgain();
    void anOpenedThreatIsAContradiction();
    void anAcceptedThreatIsNone();

private:
    Drift driftBetween(const ThreatModel &model, const ThreatModel &files) const;
    Element element(const char *id, bool privileged = false, bool implied = false) const;

    std::shared_ptr<const RuleSet> m_rules;
};

void tst_driftsearch::initTestCase()
{
    auto rules = RuleSet::load({{QStringLiteral("test.yaml"), Root}}, shippedSchema());
    QVERIFY2(rules, rules ? "" : qPrintable(rules.error().toString()));
    m_rules = *rules;
}

Drift tst_driftsearch::driftBetween(const ThreatModel &model, const ThreatModel &files) const
{
    const QDate today(2026, 1, 15);
    AnalysisSession modelled;
    modelled.reset({model, shippedSchema(), m_rules, today, {}});
    AnalysisSession found;
    found.reset({files, shippedSchema(), m_rules, today, {}});
    return findDrift(modelled, found, compareModels(model, files, *shippedSchema()));
}

Element tst_driftsearch::element(const char *id, bool privileged, bool implied) const
{
    Element made;
    made.id = ElementId(QByteArrayView(id));
    made.name = QString::fromLatin1(id);
    made.hasRuntime = true;
    made.implied = implied;
    Claim claim;
    claim.value = privileged;
    claim.provenance.claim = ClaimSource::File;
    made.properties.set(shippedSchema()->find(RecordKind::Element, u"privileged"), claim);
    return made;
}

void tst_driftsearch::equalModelsDoNotDrift()
{
    ThreatModel model;
    model.elements.put(element("web", true));
    QVERIFY(driftBetween(model, model).findings.isEmpty());
}

void tst_driftsearch::impliedElementsAreNoDrift()
{
    ThreatModel model;
    model.elements.put(element("web"));
    ThreatModel files = model;
    files.elements.put(element("operator", false, true));
    QVERIFY(driftBetween(model, files).findings.isEmpty());
    files.elements.put(element("db"));
    const Drift drift = driftBetween(model, files);
    QCOMPARE(drift.findings.size(), 1);
    QCOMPARE(drift.findings.first().kind, DriftKind::UnmodelledService);
    QCOMPARE(drift.findings.first().name, QStringLiteral("db"));
}

void tst_driftsearch::portsOfNewAndGoneServicesAreNotCountedAgain()
{
    ThreatModel model;
    model.elements.put(element("web"));
    Interface port;
    port.id = InterfaceId(QByteArrayView("p"));
    port.owner = ElementId(QByteArrayView("db"));
    port.name = QStringLiteral("5432/tcp");
    ThreatModel files = model;
    files.elements.put(element("db"));
    files.interfaces.put(port);
    const Drift more = driftBetween(model, files);
    QCOMPARE(more.findings.size(), 1);
    ThreatModel less = files;
    Element gone = element("db");
    gone.vanished = true;
    less.elements.put(gone);
    port.vanished = true;
    less.interfaces.put(port);
    const Drift fewer = driftBetween(files, less);
    QCOMPARE(fewer.findings.size(), 1);
    QCOMPARE(fewer.count(DriftKind::ElementGone), 1);
    QVERIFY(writeDriftText(fewer).contains("element-gone            db: element"));
}

void tst_driftsearch::anOpenedThreatIsAContradiction()
{
    ThreatModel model;
    model.elements.put(element("web"));
    ThreatModel files;
    files.elements.put(element("web", true));
    const Drift drift = driftBetween(model, files);
    QCOMPARE(drift.findings.size(), 1);
    QCOMPARE(drift.findings.first().kind, DriftKind::MitigationContradicted);
    QCOMPARE(drift.findings.first().detail, QStringLiteral("Privileged: not exposed in the model"));
    // The other way round it became better, which is for a comparison to tell.
    QVERIFY(driftBetween(files, model).findings.isEmpty());
}

void tst_driftsearch::anAcceptedThreatIsNone()
{
    ThreatModel model;
    model.elements.put(element("web"));
    ThreatModel files;
    files.elements.put(element("web", true));
    Decision decision;
    decision.threatKey = QStringLiteral("test/privileged@web");
    decision.id = decisionIdFor(decision.threatKey);
    decision.treatment = Treatment::Accept;
    AnalysisSession session;
    session.reset({files, shippedSchema(), m_rules, QDate(2026, 1, 15), {}});
    decision.factsDigest = session.factsDigest(*session.find(decision.threatKey));
    files.decisions.put(decision);
    QVERIFY(driftBetween(model, files).findings.isEmpty());
}

DRAWBRIDGE_TEST(tst_driftsearch)
#include "tst_driftsearch.moc"
