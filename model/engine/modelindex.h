#pragma once

#include "model/core/change.h"

#include <QHash>

#include <array>
#include <span>
#include <vector>

namespace drawbridge {

// Number of a record in a ModelIndex. It stays with the record's kind and id for the life of the
// index, so that dependencies can be kept as numbers over any sequence of edits.
using NodeIndex = quint32;
inline constexpr NodeIndex NoNode = 0xffffffff;

// The record at a node with its references and the lists of those that refer to it.
struct ModelNode
{
    RecordKind kind = RecordKind::Project;
    // False: only referred to, or removed.
    bool alive = false;
    IdText id;
    const void *record = nullptr;
    // Element: boundary, image, identity. Flow: source, target, interface. Interface: owner.
    // Boundary: parent.
    std::array<NodeIndex, 3> references {NoNode, NoNode, NoNode};
    // Sorted by id. Element: inflows, outflows, interfaces, networks. Interface: flows. Boundary:
    // members, children. Image, identity: elements.
    std::array<std::vector<NodeIndex>, 4> lists;

    template <typename T>
    const T &as() const
    {
        return *static_cast<const T *>(record);
    }
};

// The properties that a record itself holds; nullptr for a kind without any, or one that is gone.
const PropertySet *propertiesOf(const ModelNode &node);
// The platform that a record runs on, of kinds that have one; else empty.
const QString &platformOf(const ModelNode &node);

// A model as an array of numbered records with all links resolved both ways: what conditions walk
// over. Kept up to date by change sets; the model that it was built from must stay alive.
class ModelIndex
{
public:
    // The project itself.
    static constexpr NodeIndex ModelRoot = 0;

    void rebuild(const ThreatModel &model);
    // Takes over a change; gives the records whose content or lists differ, each once.
    std::vector<NodeIndex> update(const ChangeSet &changes, const ThreatModel &after);

    size_t size() const { return m_nodes.size(); }
    // NoNode gives a record that is not there.
    const ModelNode &node(NodeIndex index) const
    {
        return index < m_nodes.size() ? m_nodes[index] : m_noNode;
    }
    // NoNode when the model never held such a record.
    NodeIndex find(RecordKind kind, const IdText &id) const;

    // The boundaries around an element, or a boundary with those around it; innermost first.
    std::vector<NodeIndex> boundaryChain(NodeIndex elementOrBoundary) const;

private:
    NodeIndex nodeFor(RecordKind kind, const IdText &id);
    template <typename T>
    void replace(const RecordChange<T> &change, const T *record);
    void link(const Element &element, NodeIndex node, bool add);
    void link(const DataFlow &flow, NodeIndex node, bool add);
    void link(const Interface &interface, NodeIndex node, bool add);
    void link(const TrustBoundary &boundary, NodeIndex node, bool add);
    template <typename T>
    void link(const T &, NodeIndex, bool)
    {
    }
    void setInList(NodeIndex owner, size_t list, NodeIndex item, bool add);
    void touch(NodeIndex node);

    std::vector<ModelNode> m_nodes;
    ModelNode m_noNode;
    QHash<std::pair<int, IdText>, NodeIndex> m_numbers;
    // Changed since the last update; a mark per node keeps each once.
    std::vector<NodeIndex> m_touched;
    std::vector<bool> m_isTouched;
};

} // namespace drawbridge
