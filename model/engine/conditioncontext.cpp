#include "model/engine/conditioncontext.h"

#include "model/cel/valueconversion.h"

namespace drawbridge {

using cel::CelValue;

ConditionContext::ConditionContext(const Facts &facts)
    : m_reader(facts)
    , m_computed(m_reader)
    , m_kept(KeptFields)
{
    for (const PropertyDefinition &definition : facts.vocabulary->schema().definitions())
        m_factOf.push_back(definition.computed ? ComputedFacts::factFor(definition) : nullptr);
}

void ConditionContext::begin(NodeIndex target)
{
    m_reader.begin(target);
    m_target = target;
    beginRule();
}

void ConditionContext::beginRule()
{
    m_items.clear();
    m_item = CelValue();
}

const ValueList *ConditionContext::items(PropertyIndex property)
{
    const KnownProperty known = m_reader.property(m_target, property);
    return known.isKnown() ? known.value->asList() : nullptr;
}

void ConditionContext::setItem(const IteratedList &list, const Value &item)
{
    const quint16 type = m_reader.facts().vocabulary->itemObjectType(list.property);
    m_itemList = &list;
    if (item.asMap()) {
        m_items.push_back({item.asMap(), m_target, list.property});
        m_item = CelValue::object({static_cast<quint32>(m_items.size() - 1), type});
        return;
    }
    m_itemText = item;
    m_item = CelValue::fromValue(m_itemText);
}

CelValue ConditionContext::object(RecordKind kind, NodeIndex node)
{
    return CelValue::object({node, m_reader.facts().vocabulary->objectType(kind)});
}

CelValue ConditionContext::objects(RecordKind kind, const std::vector<NodeIndex> &nodes,
                                   cel::Scratch &scratch)
{
    CelValue *items = scratch.allocate<CelValue>(nodes.size());
    size_t count = 0;
    for (NodeIndex node : nodes) {
        // Also what is gone counts as read: it may come back.
        m_reader.touch(node);
        if (m_reader.index().node(node).alive)
            items[count++] = object(kind, node);
    }
    return CelValue::list(std::span<const CelValue>(items, count));
}

CelValue ConditionContext::variable(quint16 slot, cel::Scratch &)
{
    switch (static_cast<VariableSlot>(slot)) {
    case VariableSlot::Self:
        return object(m_reader.index().node(m_target).kind, m_target);
    case VariableSlot::Model:
        return object(RecordKind::Project, ModelIndex::ModelRoot);
    case VariableSlot::Today:
        return CelValue::string(m_reader.facts().today);
    case VariableSlot::Item:
        return m_item;
    }
    return {};
}

static bool isListOfRecords(const CelValue &list, const Vocabulary &vocabulary)
{
    for (quint32 i = 0; i < list.size(); ++i) {
        const CelValue item = list.at(i);
        if (!item.isObject() || vocabulary.isItemType(item.toObject().type))
            return false;
    }
    return !list.isPartial();
}

CelValue ConditionContext::field(cel::ObjectHandle handle, quint16 field, cel::Scratch &scratch)
{
    if (m_reader.facts().vocabulary->isItemType(handle.type))
        return itemField(handle, field, scratch);
    // Who collects properties wants to see them read.
    if (m_reader.isCollecting())
        return readField(handle.row, field, scratch);
    KeptField &kept = keptField(handle.row, field);
    const bool isKept =
        kept.generation == m_reader.generation() && kept.node == handle.row && kept.field == field;
    if (isKept) {
        if (kept.notApplicable)
            m_reader.setNotApplicable();
        return kept.value;
    }
    const bool sawBefore = m_reader.sawNotApplicable();
    m_reader.clearNotApplicable();
    const CelValue value = readField(handle.row, field, scratch);
    keep(kept, handle.row, field, value);
    if (sawBefore)
        m_reader.setNotApplicable();
    return value;
}

// Keeps what stays true until the next target: not records inside lists, whose handles are made
// for one rule, nor what is large.
void ConditionContext::keep(KeptField &kept, NodeIndex node, quint16 field, const CelValue &value)
{
    if (m_keptGeneration != m_reader.generation()) {
        m_keptValues.reset();
        m_keptGeneration = m_reader.generation();
    }
    kept.generation = 0;
    switch (value.kind()) {
    case CelValue::Kind::Object:
        if (m_reader.facts().vocabulary->isItemType(value.toObject().type))
            return;
        break;
    case CelValue::Kind::Unknown:
        if (value.references().size() != 1 || value.referencesTruncated())
            return;
        break;
    case CelValue::Kind::List:
        if (!isListOfRecords(value, *m_reader.facts().vocabulary))
            return;
        break;
    case CelValue::Kind::Map:
    case CelValue::Kind::Error:
        return;
    default:
        break;
    }
    kept = {m_reader.generation(), node, field, m_reader.sawNotApplicable(),
            value.isUnknown() ? CelValue::unknown(value.references().front())
                              : cel::copiedTo(value, m_keptValues)};
}

CelValue ConditionContext::readField(NodeIndex node, quint16 field, cel::Scratch &scratch)
{
    if (!m_reader.node(node).alive) {
        m_reader.setNotApplicable();
        return {};
    }
    if (field >= static_cast<quint16>(StructuralField::Name))
        return structure(node, static_cast<StructuralField>(field), scratch);
    return propertyValue(node, field, scratch);
}

CelValue ConditionContext::propertyValue(NodeIndex node, PropertyIndex property,
                                         cel::Scratch &scratch)
{
    m_reader.touch(node);
    if (const ComputedFacts::Fact fact = m_factOf[property])
        return (m_computed.*fact)(node, scratch);
    const KnownProperty known = m_reader.property(node, property);
    const RecordKind kind = m_reader.index().node(node).kind;
    const cel::ObjectHandle handle {node, m_reader.facts().vocabulary->objectType(kind)};
    if (!known.value)
        return CelValue::unknown(cel::Reference::ofField(handle, property));
    if (known.notApplicable) {
        m_reader.setNotApplicable();
        return {};
    }
    const PropertyType &type = m_reader.schema().definition(property).type;
    const CelValue value = wrap(*known.value, type, node, property, scratch);
    if (known.partial && value.isList())
        return scratch.partialList(value, cel::Reference::ofField(handle, property));
    return value;
}

// A stored value as conditions see it: numbers of the schema's type, records and references as
// objects.
CelValue ConditionContext::wrap(const Value &value, const PropertyType &type, NodeIndex owner,
                                PropertyIndex property, cel::Scratch &scratch)
{
    const Vocabulary &vocabulary = *m_reader.facts().vocabulary;
    switch (type.kind) {
    case PropertyKind::Double:
        if (const qint64 *whole = value.asInt())
            return CelValue::real(static_cast<double>(*whole));
        return CelValue::fromValue(value);
    case PropertyKind::Reference: {
        const QString *id = value.asString();
        const NodeIndex node = id ? m_reader.find(type.target, IdText(QStringView(*id))) : NoNode;
        return object(type.target, node);
    }
    case PropertyKind::Record: {
        if (!value.asMap())
            return {};
        m_items.push_back({value.asMap(), owner, property});
        return CelValue::object(
            {static_cast<quint32>(m_items.size() - 1), vocabulary.itemObjectType(property)});
    }
    case PropertyKind::List: {
        const ValueList *list = value.asList();
        const PropertyKind inner = type.item->kind;
        if (!list || (inner != PropertyKind::Record && inner != PropertyKind::Reference))
            return CelValue::fromValue(value);
        CelValue *items = scratch.allocate<CelValue>(static_cast<size_t>(list->size()));
        for (qsizetype i = 0; i < list->size(); ++i)
            items[i] = wrap(list->at(i), *type.item, owner, property, scratch);
        return CelValue::list(std::span<const CelValue>(items, static_cast<size_t>(list->size())));
    }
    default:
        return CelValue::fromValue(value);
    }
}

bool ConditionContext::resolve(const cel::Reference &reference, PropertyRead *read) const
{
    const Vocabulary &vocabulary = *m_reader.facts().vocabulary;
    if (reference.isVariable())
        return false;
    if (vocabulary.isItemType(reference.type)) {
        const Item &item = m_items[reference.row];
        *read = {item.owner, item.property};
        return true;
    }
    if (reference.row == NoNode || reference.field >= m_reader.schema().definitions().size())
        return false;
    *read = {reference.row, reference.field};
    return true;
}

QString ConditionContext::nameOfRead(const cel::Reference &reference) const
{
    const Vocabulary &vocabulary = *m_reader.facts().vocabulary;
    if (!reference.isVariable())
        return vocabulary.fieldName(reference.type, reference.field);
    switch (static_cast<VariableSlot>(reference.field)) {
    case VariableSlot::Today:
        return QStringLiteral("today");
    case VariableSlot::Item:
        return m_itemList ? m_itemList->word : QString();
    default:
        return {};
    }
}

} // namespace drawbridge
