#pragma once

#include "model/engine/compiledrule.h"
#include "model/engine/evidencefacts.h"
#include "model/engine/modelindex.h"

namespace drawbridge {

// What scanners say of one threat.
struct PlaceEvidence
{
    bool failed = false;
    bool passed = false;
    // What was passed is of an earlier version of its subject.
    bool stale = false;
    bool contradicts = false;
    // The exposure was seen, or seen to be absent.
    bool exposed = false;
    bool unexposed = false;
};

// The evidence by numbered record, ready for evaluation.
class EvidenceIndex
{
public:
    void rebuild(std::shared_ptr<const EvidenceFacts> facts, const ModelIndex &index,
                 const RuleSet::Compiled &rules);
    // After edits of these records.
    void update(const ModelIndex &index, const std::vector<NodeIndex> &touched);

    bool isEmpty() const { return m_nodes.empty(); }
    bool concerns(NodeIndex node) const { return of(node) != nullptr; }
    // The properties of a record with what scans observed of it; nullptr where they observed
    // nothing.
    const PropertySet *properties(NodeIndex node) const;
    PlaceEvidence at(NodeIndex node, int rule, const QString &discriminator) const;

    // The records of which two sets of facts say something different.
    static QList<IdText> differences(const EvidenceFacts *before, const EvidenceFacts *after);

private:
    struct Tie
    {
        int rule = -1;
        QString discriminator;
        TiedResult result;
    };
    struct NodeEvidence
    {
        std::vector<Tie> ties;
        bool isObserved = false;
        PropertySet properties;
    };

    const NodeEvidence *of(NodeIndex node) const
    {
        return node < m_nodes.size() ? m_nodes[node].get() : nullptr;
    }
    using RecordKey = std::pair<int, IdText>;

    NodeEvidence &make(NodeIndex node);
    void collectTies(const RuleSet::Compiled &rules);
    void tie(const ModelIndex &index, NodeIndex node);
    void observe(const ModelIndex &index, NodeIndex node);

    std::shared_ptr<const EvidenceFacts> m_facts;
    // Also of records that are still to come.
    QHash<RecordKey, std::vector<Tie>> m_ties;
    std::vector<std::unique_ptr<NodeEvidence>> m_nodes;
};

} // namespace drawbridge
