#pragma once

#include "model/engine/modelindex.h"

#include <unordered_map>

namespace drawbridge {

// Which records' threats rest on which other records. Built compactly after a full analysis; later
// readings are only added, so that an edit may re-evaluate a little too much but never too little.
class Dependencies
{
public:
    // reads[node]: what the threats of the node rest on.
    void rebuild(const std::vector<std::vector<NodeIndex>> &reads);
    void add(NodeIndex reader, const std::vector<NodeIndex> &reads);
    // Calls visitor(reader) for everyone who read the node; may repeat.
    template <typename Visitor>
    void forEachReader(NodeIndex node, Visitor &&visitor) const
    {
        if (node + 1 < m_starts.size()) {
            for (quint32 i = m_starts[node]; i < m_starts[node + 1]; ++i)
                visitor(m_readers[i]);
        }
        const auto found = m_later.find(node);
        if (found == m_later.end())
            return;
        for (NodeIndex reader : found->second)
            visitor(reader);
    }

private:
    bool isKnown(NodeIndex reader, NodeIndex node) const;

    // The readers of node n stand in order at m_readers[m_starts[n]] to m_readers[m_starts[n + 1]].
    std::vector<quint32> m_starts;
    std::vector<NodeIndex> m_readers;
    std::unordered_map<NodeIndex, std::vector<NodeIndex>> m_later;
};

} // namespace drawbridge
