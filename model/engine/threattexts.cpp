#include "model/core/defaults.h"
#include "model/core/names.h"
#include "model/engine/sessionstate.h"

namespace drawbridge {

static constexpr qsizetype MaximumRelatedTargets = 20;

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

// Turns what conditions read into lines for people; each property once.
class BecauseWriter
{
public:
    BecauseWriter(const ThreatModel &model, RuleEvaluator &evaluator, NodeIndex target)
        : m_model(model)
        , m_evaluator(evaluator)
        , m_target(target)
    {
    }

    void explain(const cel::Program &condition);
    QList<BecauseItem> take() { return std::move(m_items); }

private:
    void explainRead(const QString &condition, const cel::TraceRead &read);
    void addStored(const QString &condition, const PropertyRead &read);
    BecauseItem itemFor(const QString &condition, const PropertyRead &read) const;
    bool isListed(const PropertyRead &read) const;

    const ThreatModel &m_model;
    RuleEvaluator &m_evaluator;
    NodeIndex m_target;
    QList<BecauseItem> m_items;
    std::vector<PropertyRead> m_listed;
};

bool BecauseWriter::isListed(const PropertyRead &read) const
{
    return std::find(m_listed.begin(), m_listed.end(), read) != m_listed.end();
}

BecauseItem BecauseWriter::itemFor(const QString &condition, const PropertyRead &read) const
{
    const FactReader &reader = m_evaluator.context().reader();
    const ModelNode &node = reader.index().node(read.node);
    const PropertyDefinition &definition = reader.schema().definition(read.property);
    BecauseItem item;
    item.condition = condition;
    item.kind = node.kind;
    item.record = node.id;
    item.property = read.property;
    item.label = definition.label;
    if (read.node != m_target)
        item.label =
            recordName(m_model, node.kind, node.id) + QStringLiteral(": ") + definition.label;
    return item;
}

void BecauseWriter::addStored(const QString &condition, const PropertyRead &read)
{
    if (isListed(read))
        return;
    m_listed.push_back(read);
    const KnownProperty known = m_evaluator.context().reader().property(read.node, read.property);
    BecauseItem item = itemFor(condition, read);
    item.value = QStringLiteral("unknown");
    if (known.notApplicable)
        item.value = QStringLiteral("not applicable");
    else if (known.value)
        item.value = known.value->toDisplayString();
    if (known.provenance)
        item.source = provenanceText(m_model, *known.provenance);
    else if (known.value)
        item.source = QStringLiteral("platform default");
    m_items += item;
}

void BecauseWriter::explainRead(const QString &condition, const cel::TraceRead &read)
{
    PropertyRead property;
    if (read.kind != cel::TraceRead::Kind::Field
        || !m_evaluator.context().resolve(read.reference, &property))
        return;
    FactReader &reader = m_evaluator.context().reader();
    if (!reader.schema().definition(property.property).computed) {
        addStored(condition, property);
        return;
    }
    if (isListed(property))
        return;
    m_listed.push_back(property);
    BecauseItem item = itemFor(condition, property);
    item.value = read.state == cel::TraceState::Unknown ? QStringLiteral("unknown")
                                                        : read.value.toDisplayString();
    item.source = QStringLiteral("computed");
    m_items += item;
    // What it was worked out from.
    std::vector<PropertyRead> leaves;
    reader.collect(&leaves);
    m_evaluator.scratch().reset();
    (void)m_evaluator.context().field(read.reference.object(), read.reference.field,
                                      m_evaluator.scratch());
    reader.collect(nullptr);
    for (const PropertyRead &leaf : leaves) {
        if (reader.property(leaf.node, leaf.property).value)
            addStored(condition, leaf);
    }
}

void BecauseWriter::explain(const cel::Program &condition)
{
    if (condition.isEmpty())
        return;
    const cel::Trace trace = condition.trace(m_evaluator.context(), m_evaluator.scratch());
    for (quint32 index : trace.decisive()) {
        const cel::TraceNode &node = trace.nodes[index];
        for (const cel::TraceRead &read : node.reads)
            explainRead(node.text, read);
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
    return writer.take();
}

} // namespace drawbridge
