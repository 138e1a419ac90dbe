#include "model/engine/modelindex.h"

#include <algorithm>

namespace drawbridge {

// Deeper nesting, as in a broken model with a cycle, is cut off.
static constexpr size_t MaximumBoundaryDepth = 64;

const PropertySet *propertiesOf(const ModelNode &node)
{
    if (!node.alive)
        return nullptr;
    switch (node.kind) {
    case RecordKind::Element:
        return &node.as<Element>().properties;
    case RecordKind::Interface:
        return &node.as<Interface>().properties;
    case RecordKind::Flow:
        return &node.as<DataFlow>().properties;
    case RecordKind::Boundary:
        return &node.as<TrustBoundary>().properties;
    case RecordKind::Image:
        return &node.as<Image>().properties;
    case RecordKind::Identity:
        return &node.as<Identity>().properties;
    case RecordKind::Asset:
        return &node.as<DataAsset>().properties;
    case RecordKind::Project:
        return &node.as<ProjectInfo>().properties;
    default:
        return nullptr;
    }
}

const QString &platformOf(const ModelNode &node)
{
    static const QString None;
    if (!node.alive)
        return None;
    switch (node.kind) {
    case RecordKind::Element:
        return node.as<Element>().platform;
    case RecordKind::Boundary:
        return node.as<TrustBoundary>().platform;
    case RecordKind::Image:
        return node.as<Image>().platform;
    case RecordKind::Identity:
        return node.as<Identity>().platform;
    default:
        return None;
    }
}

NodeIndex ModelIndex::find(RecordKind kind, const IdText &id) const
{
    return m_numbers.value({static_cast<int>(kind), id}, NoNode);
}

// Also makes a node for what is only referred to, so that it keeps its number when it comes.
NodeIndex ModelIndex::nodeFor(RecordKind kind, const IdText &id)
{
    if (id.isEmpty() && kind != RecordKind::Project)
        return NoNode;
    const std::pair<int, IdText> key(static_cast<int>(kind), id);
    const auto found = m_numbers.constFind(key);
    if (found != m_numbers.constEnd())
        return *found;
    const auto fresh = static_cast<NodeIndex>(m_nodes.size());
    m_numbers.insert(key, fresh);
    ModelNode &node = m_nodes.emplace_back();
    node.kind = kind;
    node.id = id;
    m_isTouched.push_back(false);
    return fresh;
}

void ModelIndex::touch(NodeIndex node)
{
    if (node == NoNode || m_isTouched[node])
        return;
    m_isTouched[node] = true;
    m_touched.push_back(node);
}

void ModelIndex::setInList(NodeIndex owner, size_t list, NodeIndex item, bool add)
{
    if (owner == NoNode)
        return;
    std::vector<NodeIndex> &items = m_nodes[owner].lists[list];
    const auto it =
        std::lower_bound(items.begin(), items.end(), item,
                         [&](NodeIndex a, NodeIndex b) { return m_nodes[a].id < m_nodes[b].id; });
    const bool there = it != items.end() && *it == item;
    if (add && !there)
        items.insert(it, item);
    if (!add && there)
        items.erase(it);
    touch(owner);
}

void ModelIndex::link(const Element &element, NodeIndex node, bool add)
{
    const NodeIndex boundary = nodeFor(RecordKind::Boundary, element.boundary);
    const NodeIndex image = nodeFor(RecordKind::Image, element.image);
    const NodeIndex identity = nodeFor(RecordKind::Identity, element.identity);
    setInList(boundary, 0, node, add);
    setInList(image, 0, node, add);
    setInList(identity, 0, node, add);
    std::vector<NodeIndex> networks;
    for (const BoundaryId &network : element.networks) {
        const NodeIndex attached = nodeFor(RecordKind::Boundary, network);
        setInList(attached, 0, node, add);
        if (add && attached != NoNode)
            networks.push_back(attached);
    }
    m_nodes[node].references = {boundary, image, identity};
    m_nodes[node].lists[3] = std::move(networks);
}

void ModelIndex::link(const DataFlow &flow, NodeIndex node, bool add)
{
    const NodeIndex source = nodeFor(RecordKind::Element, flow.source);
    const NodeIndex target = nodeFor(RecordKind::Element, flow.target);
    const NodeIndex interface = nodeFor(RecordKind::Interface, flow.interface);
    setInList(target, 0, node, add);
    setInList(source, 1, node, add);
    setInList(interface, 0, node, add);
    m_nodes[node].references = {source, target, interface};
}

void ModelIndex::link(const Interface &interface, NodeIndex node, bool add)
{
    const NodeIndex owner = nodeFor(RecordKind::Element, interface.owner);
    setInList(owner, 2, node, add);
    m_nodes[node].references[0] = owner;
}

void ModelIndex::link(const TrustBoundary &boundary, NodeIndex node, bool add)
{
    const NodeIndex parent = nodeFor(RecordKind::Boundary, boundary.parent);
    setInList(parent, 1, node, add);
    m_nodes[node].references[0] = parent;
}

// Whether two versions of a record hang in the same places of the model.
static bool sameLinks(const Element &a, const Element &b)
{
    return a.boundary == b.boundary && a.image == b.image && a.identity == b.identity
        && a.networks == b.networks;
}

static bool sameLinks(const DataFlow &a, const DataFlow &b)
{
    return a.source == b.source && a.target == b.target && a.interface == b.interface;
}

static bool sameLinks(const Interface &a, const Interface &b)
{
    return a.owner == b.owner;
}

static bool sameLinks(const TrustBoundary &a, const TrustBoundary &b)
{
    return a.parent == b.parent;
}

template <typename T>
static bool sameLinks(const T &, const T &)
{
    return true;
}

template <typename T>
void ModelIndex::replace(const RecordChange<T> &change, const T *record)
{
    const NodeIndex node = nodeFor(recordKind<T>, change.id());
    const bool relinked =
        !change.before || !change.after || !sameLinks(*change.before, *change.after);
    if (change.before && relinked)
        link(*change.before, node, false);
    if (change.after && relinked)
        link(*change.after, node, true);
    m_nodes[node].record = record;
    m_nodes[node].alive = record != nullptr;
    if (!record)
        m_nodes[node].references.fill(NoNode);
    touch(node);
}

void ModelIndex::rebuild(const ThreatModel &model)
{
    m_nodes.clear();
    m_numbers.clear();
    m_isTouched.clear();
    m_touched.clear();
    const qsizetype count = model.elements.size() + model.interfaces.size() + model.flows.size()
        + model.boundaries.size() + model.images.size() + model.identities.size()
        + model.assets.size() + 1;
    m_nodes.reserve(static_cast<size_t>(count));
    m_numbers.reserve(count);
    nodeFor(RecordKind::Project, IdText());
    m_nodes[ModelRoot].alive = true;
    m_nodes[ModelRoot].record = &model.project;
    const auto addAll = [this](const auto &table) {
        using Record = std::decay_t<decltype(table.at(0))>;
        for (qsizetype row = 0; row < table.size(); ++row)
            replace(RecordChange<Record> {nullptr, table.recordAt(row)}, &table.at(row));
    };
    addAll(model.boundaries);
    addAll(model.images);
    addAll(model.identities);
    addAll(model.assets);
    addAll(model.elements);
    addAll(model.interfaces);
    addAll(model.flows);
    m_touched.clear();
    m_isTouched.assign(m_nodes.size(), false);
}

std::vector<NodeIndex> ModelIndex::update(const ChangeSet &changes, const ThreatModel &after)
{
    m_nodes[ModelRoot].record = &after.project;
    const auto replaceAll = [this, &after](const auto &list) {
        for (const auto &change : list) {
            using Record = std::decay_t<decltype(*change.after)>;
            replace(change, after.tableOf<std::remove_const_t<Record>>().find(change.id()));
        }
    };
    replaceAll(changes.of<TrustBoundary>());
    replaceAll(changes.of<Image>());
    replaceAll(changes.of<Identity>());
    replaceAll(changes.of<DataAsset>());
    replaceAll(changes.of<Element>());
    replaceAll(changes.of<Interface>());
    replaceAll(changes.of<DataFlow>());
    if (changes.projectBefore || changes.projectAfter)
        touch(ModelRoot);
    std::vector<NodeIndex> touched;
    touched.swap(m_touched);
    for (NodeIndex node : touched)
        m_isTouched[node] = false;
    return touched;
}

std::vector<NodeIndex> ModelIndex::boundaryChain(NodeIndex elementOrBoundary) const
{
    std::vector<NodeIndex> chain;
    chain.reserve(8); // few nest deeper
    const ModelNode &start = node(elementOrBoundary);
    NodeIndex at = start.kind == RecordKind::Boundary ? elementOrBoundary : start.references[0];
    while (at != NoNode && m_nodes[at].alive && chain.size() < MaximumBoundaryDepth
           && std::find(chain.begin(), chain.end(), at) == chain.end()) {
        chain.push_back(at);
        at = m_nodes[at].references[0];
    }
    return chain;
}

} // namespace drawbridge
