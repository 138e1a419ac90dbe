#include "model/engine/evidenceindex.h"
#include "model/engine/ruleevaluator.h"
#include "tests/model/engine/analysisworld.h"
#include "tests/model/engine/randommodels.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// Leaving rules out early gives what judging them all gives.
class tst_rulefilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesNoThreat_data();
    void changesNoThreat();
    void leavesRulesOut();
};

namespace {

// A model with all that its evaluation needs.
class Judgement
{
public:
    Judgement(const ThreatModel &model, std::shared_ptr<const RuleSet> rules)
        : m_model(model)
        , m_rules(std::move(rules))
        , m_properties(m_rules->compiled().vocabulary.schema())
    {
        m_index.rebuild(m_model);
        m_evidence.rebuild({}, m_index, m_rules->compiled());
        m_facts = {&m_model,      &m_index, &m_rules->compiled().vocabulary,
                   &m_properties, {},       &m_evidence};
    }

    size_t size() const { return m_index.size(); }
    const ModelNode &node(NodeIndex node) const { return m_index.node(node); }
    // Nothing is left out while values are supposed, not even when there are none.
    std::vector<Threat> judge(NodeIndex node, bool filtered)
    {
        RuleEvaluator evaluator(m_rules->compiled(), m_facts);
        const std::vector<SupposedValue> nothing;
        evaluator.context().reader().suppose(filtered ? nullptr : &nothing);
        TargetResult result;
        evaluator.judge(node, result);
        return result.threats;
    }

private:
    ThreatModel m_model;
    std::shared_ptr<const RuleSet> m_rules;
    FactProperties m_properties;
    ModelIndex m_index;
    EvidenceIndex m_evidence;
    Facts m_facts;
};

} // namespace

// Every shape that the filter knows, and some that it must leave alone.
static QByteArray manyShapes()
{
    return rule("flag", "element", "    when: self.privileged\n")
        + rule("contrary", "element", "    when: '!self.readOnlyRoot'\n")
        + rule("compared", "element", "    when: self.memoryLimit <= 0 && self.pidsLimit > 100\n")
        + rule("word", "element", "    when: self.user == 'root' || self.privileged\n")
        + rule("known", "element", "    when: self.hostPid && self.hostIpc\n")
              .replace("ask: always", "ask: never")
        + rule("applied", "element", "    applies: self.debugMode\n    when: self.hostNetwork\n")
        + rule("said", "element", "    when: known(self.cpuLimit) && self.cpuLimit > 1.0\n")
        + rule("several", "element", "    when: self.restartPolicy in ['no', 'always']\n")
        + rule("each", "element", "    per: mount\n    when: mount.readOnly\n")
        + rule("inherited", "element", "    when: '!self.verifiesCallers && !self.auditLogged'\n")
        + rule("worked-out", "element",
               "    when: self.runsAsRoot && self.exposure == 'internet'\n")
        + rule("nested", "flow", "    when: (self.peerVerified && (self.leastPrivilege))\n");
}

void tst_rulefilter::changesNoThreat_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 100; seed < 120; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void tst_rulefilter::changesNoThreat()
{
    QFETCH(quint32, seed);
    RandomModels random(seed, shippedSchema());
    ThreatModel model;
    for (int i = 0; i < 150; ++i)
        random.change(model, {});
    for (const auto &rules : {shippedRules(), rulesFrom(manyShapes())}) {
        QVERIFY(rules);
        Judgement judgement(model, rules);
        for (NodeIndex node = 0; node < judgement.size(); ++node) {
            const QByteArray id = judgement.node(node).id.view().toByteArray();
            QVERIFY2(judgement.judge(node, true) == judgement.judge(node, false), id.constData());
        }
    }
}

// It would be of no use if it found nothing to leave out.
void tst_rulefilter::leavesRulesOut()
{
    const auto rules = rulesFrom(rule("flag", "element", "    when: self.privileged\n")
                                 + rule("other", "element", "    when: self.hostPid\n"));
    QVERIFY(rules);
    const auto failures = [&](const Element &element) {
        RuleFilter::Failures counted;
        rules->compiled().filter.count(element.properties, element.platform, counted);
        return counted;
    };
    Element drawn;
    QCOMPARE(failures(drawn), (RuleFilter::Failures {0, 0}));
    Element composed = container("e1");
    composed.platform = QStringLiteral("compose");
    QCOMPARE(failures(composed), (RuleFilter::Failures {1, 1}));
    say(composed, "privileged", true);
    QCOMPARE(failures(composed), (RuleFilter::Failures {0, 1}));
    say(composed, "hostPid", false);
    QCOMPARE(failures(composed), (RuleFilter::Failures {0, 1}));
}

DRAWBRIDGE_TEST(tst_rulefilter)
#include "tst_rulefilter.moc"
