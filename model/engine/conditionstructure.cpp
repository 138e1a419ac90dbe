#include "model/core/names.h"
#include "model/engine/conditioncontext.h"
#include "model/engine/hostpath.h"

#include <QDate>

#include <algorithm>

namespace drawbridge {

using cel::CelValue;

// Conditions compare with these words more than with anything else; they are made once.
template <typename Enum>
static CelValue wordOf(Enum value)
{
    static const QStringList words = allNames<Enum>();
    return CelValue::string(words[static_cast<qsizetype>(value)]);
}

static QString mountText(const ValueMap &mount, const QString &name)
{
    const auto found = mount.constFind(name);
    const QString *text = found == mount.constEnd() ? nullptr : found->asString();
    return text ? *text : QString();
}

// A field that an item lacks: of a parameter nobody has said, elsewhere it is empty.
CelValue ConditionContext::itemField(cel::ObjectHandle handle, quint16 field, cel::Scratch &scratch)
{
    const Item item = m_items[handle.row];
    if (field == static_cast<quint16>(StructuralField::HostPathClass)) {
        const bool isBind = mountText(*item.fields, QStringLiteral("kind")) == u"bind";
        const QString source = mountText(*item.fields, QStringLiteral("source"));
        return scratch.string(
            hostPathClassName(isBind ? classifyHostPath(source) : HostPathClass::None));
    }
    if (field == static_cast<quint16>(StructuralField::RuntimeSocket))
        return CelValue::boolean(
            mountText(*item.fields, QStringLiteral("kind")) == u"bind"
            && holdsRuntimeSocket(mountText(*item.fields, QStringLiteral("source"))));
    const PropertyField &declared =
        m_reader.facts().vocabulary->itemType(handle.type).fields.at(field);
    const auto found = item.fields->constFind(declared.name);
    if (found != item.fields->constEnd() && !found->isNull())
        return wrap(*found, declared.type, item.owner, item.property, scratch);
    if (m_reader.schema().definition(item.property).scope == PropertyScope::Interface)
        return CelValue::unknown(cel::Reference::ofField(handle, field));
    switch (declared.type.kind) {
    case PropertyKind::Bool:
        return CelValue::boolean(false);
    case PropertyKind::Int:
        return CelValue::integer(0);
    case PropertyKind::Double:
        return CelValue::real(0);
    default:
        return CelValue::string(u"");
    }
}

CelValue ConditionContext::around(NodeIndex node, BoundaryKind kind)
{
    for (NodeIndex boundary : m_reader.boundariesAround(node)) {
        if (m_reader.index().node(boundary).as<TrustBoundary>().kind == kind)
            return object(RecordKind::Boundary, boundary);
    }
    return object(RecordKind::Boundary, NoNode);
}

template <typename Ids>
CelValue ConditionContext::assets(std::initializer_list<const Ids *> lists, cel::Scratch &scratch)
{
    std::vector<NodeIndex> nodes;
    for (const Ids *list : lists) {
        for (const AssetId &id : *list) {
            const NodeIndex node = m_reader.find(RecordKind::Asset, id);
            if (node != NoNode && std::find(nodes.begin(), nodes.end(), node) == nodes.end())
                nodes.push_back(node);
        }
    }
    return objects(RecordKind::Asset, nodes, scratch);
}

CelValue ConditionContext::elementField(const ModelNode &node, StructuralField field,
                                        cel::Scratch &scratch)
{
    const Element &element = node.as<Element>();
    switch (field) {
    case StructuralField::Kind:
        return wordOf(element.kind);
    case StructuralField::Technology:
        return CelValue::string(element.technology);
    case StructuralField::HasRuntime:
        return CelValue::boolean(element.hasRuntime);
    case StructuralField::HasImage:
        return CelValue::boolean(node.references[1] != NoNode);
    case StructuralField::HasIdentity:
        return CelValue::boolean(node.references[2] != NoNode);
    case StructuralField::Platform:
        return CelValue::string(element.platform);
    case StructuralField::InScope:
        return CelValue::boolean(element.scope.inScope);
    case StructuralField::Implied:
        return CelValue::boolean(element.implied);
    case StructuralField::Boundary:
        return object(RecordKind::Boundary, node.references[0]);
    case StructuralField::Image:
        return object(RecordKind::Image, node.references[1]);
    case StructuralField::Identity:
        return object(RecordKind::Identity, node.references[2]);
    case StructuralField::Inflows:
        return objects(RecordKind::Flow, node.lists[0], scratch);
    case StructuralField::Outflows:
        return objects(RecordKind::Flow, node.lists[1], scratch);
    case StructuralField::Interfaces:
        return objects(RecordKind::Interface, node.lists[2], scratch);
    case StructuralField::Networks:
        for (NodeIndex network : node.lists[3])
            m_reader.touch(network);
        return objects(RecordKind::Boundary, node.lists[3], scratch);
    case StructuralField::Assets:
        return assets({&element.assets}, scratch);
    default:
        return {};
    }
}

CelValue ConditionContext::flowField(NodeIndex index, const ModelNode &node, StructuralField field,
                                     cel::Scratch &scratch)
{
    const DataFlow &flow = node.as<DataFlow>();
    switch (field) {
    case StructuralField::Kind:
        return wordOf(flow.kind);
    case StructuralField::InScope:
        return CelValue::boolean(flow.scope.inScope);
    case StructuralField::Implied:
        return CelValue::boolean(flow.implied);
    case StructuralField::Confirmed:
        return CelValue::boolean(flow.confirmed);
    case StructuralField::Source:
        return object(RecordKind::Element, node.references[0]);
    case StructuralField::Target:
        return object(RecordKind::Element, node.references[1]);
    case StructuralField::Interface:
        return object(RecordKind::Interface, node.references[2]);
    case StructuralField::HasInterface:
        return CelValue::boolean(node.references[2] != NoNode);
    case StructuralField::BetweenNetworks:
        return CelValue::boolean(m_computed.isBetweenNetworks(index));
    case StructuralField::CrossesBoundary:
        return CelValue::boolean(!m_computed.crossedBoundaries(index).empty()
                                 || m_computed.isBetweenNetworks(index));
    case StructuralField::Assets:
        return assets({&flow.assetsOut, &flow.assetsBack}, scratch);
    case StructuralField::AssetsOut:
        return assets({&flow.assetsOut}, scratch);
    case StructuralField::AssetsBack:
        return assets({&flow.assetsBack}, scratch);
    default:
        return {};
    }
}

CelValue ConditionContext::boundaryField(const ModelNode &node, StructuralField field,
                                         cel::Scratch &scratch)
{
    const TrustBoundary &boundary = node.as<TrustBoundary>();
    switch (field) {
    case StructuralField::Kind:
        return wordOf(boundary.kind);
    case StructuralField::Platform:
        return CelValue::string(boundary.platform);
    case StructuralField::InScope:
        return CelValue::boolean(boundary.scope.inScope);
    case StructuralField::Implied:
        return CelValue::boolean(boundary.implied);
    case StructuralField::Members:
        return objects(RecordKind::Element, node.lists[0], scratch);
    case StructuralField::Children:
        return objects(RecordKind::Boundary, node.lists[1], scratch);
    case StructuralField::Parent:
        return object(RecordKind::Boundary, node.references[0]);
    default:
        return {};
    }
}

static CelValue imageField(const Image &image, StructuralField field)
{
    if (field == StructuralField::BuiltHere)
        return CelValue::boolean(image.builtHere);
    if (field == StructuralField::Platform)
        return CelValue::string(image.platform);
    return CelValue::string(image.reference);
}

CelValue ConditionContext::structure(NodeIndex index, StructuralField field, cel::Scratch &scratch)
{
    const ModelNode &node = m_reader.node(index);
    if (field == StructuralField::Name && node.kind == RecordKind::Flow) {
        // A flow without a name is called after its ends.
        m_reader.touch(node.references[0]);
        m_reader.touch(node.references[1]);
    }
    if (field == StructuralField::Name)
        return scratch.string(recordName(*m_reader.facts().model, node.kind, node.id));
    if (field == StructuralField::Host)
        return around(index, BoundaryKind::Host);
    if (field == StructuralField::HasHost)
        return CelValue::boolean(around(index, BoundaryKind::Host).toObject().row != NoNode);
    if (field == StructuralField::Cluster)
        return around(index, BoundaryKind::Cluster);
    if (field == StructuralField::Namespace)
        return around(index, BoundaryKind::Namespace);
    if (field == StructuralField::Boundaries)
        return objects(RecordKind::Boundary, m_reader.boundaryChain(index), scratch);
    switch (node.kind) {
    case RecordKind::Element:
        return elementField(node, field, scratch);
    case RecordKind::Flow:
        return flowField(index, node, field, scratch);
    case RecordKind::Boundary:
        return boundaryField(node, field, scratch);
    case RecordKind::Image:
        if (field == StructuralField::Elements)
            return objects(RecordKind::Element, node.lists[0], scratch);
        return imageField(node.as<Image>(), field);
    case RecordKind::Identity:
        if (field == StructuralField::Elements)
            return objects(RecordKind::Element, node.lists[0], scratch);
        if (field == StructuralField::Platform)
            return CelValue::string(node.as<Identity>().platform);
        return wordOf(node.as<Identity>().kind);
    case RecordKind::Interface:
        if (field == StructuralField::Owner)
            return object(RecordKind::Element, node.references[0]);
        if (field == StructuralField::Flows)
            return objects(RecordKind::Flow, node.lists[0], scratch);
        return wordOf(node.as<Interface>().kind);
    case RecordKind::Asset:
        return wordOf(node.as<DataAsset>().kind);
    case RecordKind::Project: {
        std::vector<CelValue> words;
        for (const QString &attacker : node.as<ProjectInfo>().attackers)
            words.push_back(scratch.string(attacker));
        return scratch.list(words);
    }
    default:
        return {};
    }
}

// Negative for a day that is still to come.
static CelValue daysBetween(QStringView day, const QString &today, cel::Scratch &scratch)
{
    const QDate from = QDate::fromString(day.toString(), Qt::ISODate);
    const QDate to = QDate::fromString(today, Qt::ISODate);
    if (!from.isValid() || !to.isValid())
        return scratch.error(QStringLiteral("this is no date of the form 2026-01-31"));
    return CelValue::integer(from.daysTo(to));
}

CelValue ConditionContext::call(quint16 function, std::span<const CelValue> arguments,
                                cel::Scratch &scratch)
{
    const auto kindIs = [&](NodeIndex boundary, const CelValue &word) {
        const auto kind = parseName<BoundaryKind>(word.toString());
        return kind && m_reader.index().node(boundary).as<TrustBoundary>().kind == *kind;
    };
    if (static_cast<NativeFunction>(function) == NativeFunction::Lower)
        return scratch.string(arguments[0].toString().toString().toLower());
    if (static_cast<NativeFunction>(function) == NativeFunction::DaysSince)
        return daysBetween(arguments[0].toString(), m_reader.facts().today, scratch);
    const NodeIndex first = arguments[0].toObject().row;
    if (!m_reader.node(first).alive)
        return CelValue::boolean(false);
    switch (static_cast<NativeFunction>(function)) {
    case NativeFunction::Crosses: {
        const std::vector<NodeIndex> &crossed = m_computed.crossedBoundaries(first);
        return CelValue::boolean(
            std::any_of(crossed.begin(), crossed.end(),
                        [&](NodeIndex boundary) { return kindIs(boundary, arguments[1]); }));
    }
    case NativeFunction::Within: {
        const std::vector<NodeIndex> chain = m_reader.boundaryChain(first);
        return CelValue::boolean(std::any_of(chain.begin(), chain.end(), [&](NodeIndex boundary) {
            return kindIs(boundary, arguments[1]);
        }));
    }
    case NativeFunction::SharesNetwork: {
        const NodeIndex second = arguments[1].toObject().row;
        if (second == NoNode)
            return CelValue::boolean(false);
        const std::vector<NodeIndex> &a = m_reader.node(first).lists[3];
        const std::vector<NodeIndex> &b = m_reader.node(second).lists[3];
        return CelValue::boolean(std::any_of(a.begin(), a.end(), [&](NodeIndex network) {
            return std::find(b.begin(), b.end(), network) != b.end();
        }));
    }
    case NativeFunction::Lower:
    case NativeFunction::DaysSince:
        break;
    }
    return {};
}

QString ConditionContext::describe(cel::ObjectHandle handle) const
{
    const Vocabulary &vocabulary = *m_reader.facts().vocabulary;
    if (handle.row == NoNode)
        return QStringLiteral("none");
    if (!vocabulary.isItemType(handle.type)) {
        const ModelNode &node = m_reader.index().node(handle.row);
        return recordName(*m_reader.facts().model, node.kind, node.id);
    }
    QStringList parts;
    const ValueMap &fields = *m_items[handle.row].fields;
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        if (const QString text = it.value().toDisplayString(); !text.isEmpty())
            parts += text;
    }
    return parts.join(u' ');
}

} // namespace drawbridge
