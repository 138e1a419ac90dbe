#include "model/engine/becausewriter.h"

#include "model/core/defaults.h"
#include "model/core/names.h"

namespace drawbridge {

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

// The name of a record, a list, a text of a structure: what the drawing itself says.
void BecauseWriter::addStructure(const QString &condition, const cel::TraceRead &read)
{
    const ConditionContext &context = m_evaluator.context();
    BecauseItem item;
    item.condition = condition;
    item.label = context.nameOfRead(read.reference);
    if (item.label.isEmpty())
        return;
    const bool isField = read.kind == cel::TraceRead::Kind::Field;
    const QString holder = isField ? context.describe(read.reference.object()) : QString();
    if (isField && read.reference.row != m_target && !holder.isEmpty())
        item.label = holder + QStringLiteral(": ") + item.label;
    item.value = read.state == cel::TraceState::Unknown ? QStringLiteral("unknown")
                                                        : read.value.toDisplayString();
    item.source = QStringLiteral("model");
    m_items += item;
}

QList<BecauseItem> BecauseWriter::valuesOf(const cel::TraceNode &part)
{
    m_items.clear();
    m_listed.clear();
    for (const cel::TraceRead &read : part.reads) {
        PropertyRead property;
        const bool isField = read.kind == cel::TraceRead::Kind::Field;
        if (isField && m_evaluator.context().resolve(read.reference, &property))
            explainRead(part.text, read);
        else if (read.kind != cel::TraceRead::Kind::Function)
            addStructure(part.text, read);
    }
    return take();
}

} // namespace drawbridge
