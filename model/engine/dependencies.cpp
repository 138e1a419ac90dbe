#include "model/engine/dependencies.h"

#include <algorithm>

namespace drawbridge {

void Dependencies::rebuild(const std::vector<std::vector<NodeIndex>> &reads)
{
    m_later.clear();
    m_starts.assign(reads.size() + 1, 0);
    for (const std::vector<NodeIndex> &list : reads) {
        for (NodeIndex node : list)
            ++m_starts[node + 1];
    }
    for (size_t i = 1; i < m_starts.size(); ++i)
        m_starts[i] += m_starts[i - 1];
    m_readers.resize(m_starts.back());
    std::vector<quint32> next(m_starts.begin(), m_starts.end() - 1);
    for (size_t reader = 0; reader < reads.size(); ++reader) {
        for (NodeIndex node : reads[reader])
            m_readers[next[node]++] = static_cast<NodeIndex>(reader);
    }
}

bool Dependencies::isKnown(NodeIndex reader, NodeIndex node) const
{
    if (node + 1 < m_starts.size()
        && std::binary_search(m_readers.begin() + m_starts[node],
                              m_readers.begin() + m_starts[node + 1], reader))
        return true;
    const auto found = m_later.find(node);
    return found != m_later.end()
        && std::find(found->second.begin(), found->second.end(), reader) != found->second.end();
}

void Dependencies::add(NodeIndex reader, const std::vector<NodeIndex> &reads)
{
    for (NodeIndex node : reads) {
        if (!isKnown(reader, node))
            m_later[node].push_back(reader);
    }
}

} // namespace drawbridge
