#include "model/engine/becausewriter.h"
#include "model/engine/sessionstate.h"

namespace drawbridge {

static constexpr qsizetype MaximumRelatedTargets = 20;
static constexpr qsizetype MaximumScans = 10;

static const ManualThreat *writtenThreat(const ThreatModel &model, const Threat &threat)
{
    return model.manualThreats.find(threat.manual);
}

QString AnalysisSession::title(const Threat &threat) const
{
    if (const ManualThreat *written = writtenThreat(d->input.model, threat))
        return written->title;
    bool found = false;
    RuleEvaluator &evaluator = d->focused(threat, &found);
    const CompiledRule *rule = d->ruleOf(threat);
    return found && rule ? rule->title.render(evaluator.context(), evaluator.scratch()) : QString();
}

QString AnalysisSession::explanation(const Threat &threat) const
{
    if (const ManualThreat *written = writtenThreat(d->input.model, threat))
        return written->description;
    bool found = false;
    RuleEvaluator &evaluator = d->focused(threat, &found);
    const CompiledRule *rule = d->ruleOf(threat);
    return found && rule ? rule->explanation.render(evaluator.context(), evaluator.scratch())
                         : QString();
}

QList<ThreatTarget> AnalysisSession::targets(const Threat &threat) const
{
    QList<ThreatTarget> targets {{QStringLiteral("target"), threat.targetKind, threat.target}};
    const NodeIndex index = d->nodeOf(threat);
    if (index == NoNode || !d->index.node(index).alive)
        return targets;
    const ModelNode &node = d->index.node(index);
    const auto add = [&](const char *role, NodeIndex related) {
        if (related != NoNode && d->index.node(related).alive)
            targets += ThreatTarget {QLatin1String(role), d->index.node(related).kind,
                                     d->index.node(related).id};
    };
    switch (threat.targetKind) {
    case RecordKind::Flow:
        add("source", node.references[0]);
        add("destination", node.references[1]);
        add("interface", node.references[2]);
        break;
    case RecordKind::Interface:
        add("owner", node.references[0]);
        break;
    case RecordKind::Image:
    case RecordKind::Identity:
        for (NodeIndex element : node.lists[0]) {
            if (targets.size() <= MaximumRelatedTargets)
                add("used-by", element);
        }
        break;
    case RecordKind::Element:
        for (NodeIndex boundary : d->index.boundaryChain(index)) {
            if (d->index.node(boundary).as<TrustBoundary>().kind == BoundaryKind::Host)
                add("host", boundary);
        }
        break;
    default:
        break;
    }
    return targets;
}

// What scanners said of the threat; the first few, where there are many.
static void appendScans(const EvidenceFacts *facts, const QString &rule, const Threat &threat,
                        QList<BecauseItem> &items)
{
    QList<EvidencePlace> places {{rule, threat.target, {}}};
    if (!threat.discriminator.isEmpty())
        places += {rule, threat.target, threat.discriminator};
    qsizetype count = 0;
    for (const EvidencePlace &place : facts ? places : QList<EvidencePlace>()) {
        for (auto it = facts->results.constFind(place);
             it != facts->results.cend() && it.key() == place; ++it) {
            if (++count > MaximumScans)
                return;
            BecauseItem item;
            item.kind = threat.targetKind;
            item.record = threat.target;
            item.label = it->label;
            item.value = it->failed ? QStringLiteral("failed") : QStringLiteral("passed");
            if (it->stale)
                item.value += QStringLiteral(", of an earlier version");
            item.source = it->where;
            items += item;
        }
    }
}

QList<BecauseItem> AnalysisSession::because(const Threat &threat) const
{
    bool found = false;
    RuleEvaluator &evaluator = d->focused(threat, &found);
    const CompiledRule *rule = d->ruleOf(threat);
    if (!found || !rule)
        return {};
    BecauseWriter writer(d->input.model, evaluator, d->nodeOf(threat));
    writer.explain(rule->applies);
    writer.explain(rule->when);
    for (const MitigationResult &result : threat.mitigations) {
        if (result.state != MitigationState::Unknown)
            writer.explain(rule->mitigations[static_cast<size_t>(result.index)].satisfied);
    }
    QList<BecauseItem> items = writer.take();
    appendScans(d->input.evidence.get(), rule->info.key, threat, items);
    return items;
}

} // namespace drawbridge
