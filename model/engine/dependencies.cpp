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

void Dependencies::add(NodeIndex reader, const std::vector<NodeIndex> &reads)
{
    for (NodeIndex node : reads) {
        bool known = false;
        forEachReader(node, [&](NodeIndex other) { known = known || other == reader; });
        if (!known)
            m_later[node].push_back(reader);
    }
}

} // namespace drawbridge
