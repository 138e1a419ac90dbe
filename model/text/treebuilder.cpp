#include "model/text/treebuilder.h"

#include <algorithm>

namespace drawbridge {

TreeBuilder::TreeBuilder(TreeContent &content, const TreeLimits &limits)
    : m_content(content)
    , m_limits(limits)
{
}

void TreeBuilder::fail(qsizetype offset, const QString &message, ErrorCode code)
{
    if (!m_error)
        m_error = Error {code, message, m_content.locationOf(offset)};
}

void TreeBuilder::startDocument()
{
    m_rootSeen = false;
    m_open.clear();
    m_pending.truncate(0);
    m_anchored.clear();
    m_root = m_content.nodes.size();
}

bool TreeBuilder::insideMapping() const
{
    return !m_open.empty()
        && m_content.nodes[m_open.back().node].kind() == quint32(TreeNode::Kind::Mapping);
}

bool TreeBuilder::expectsKey() const
{
    return insideMapping() && (m_pending.size() - m_open.back().firstPending) % 2 == 0;
}

void TreeBuilder::account(qsizetype offset, qsizetype expanded, int height)
{
    m_expanded += expanded;
    if (m_content.nodes.size() > static_cast<quint64>(m_limits.nodes))
        fail(offset,
             QStringLiteral("the file holds more than %1 values, the most that is read")
                 .arg(m_limits.nodes),
             ErrorCode::LimitExceeded);
    if (m_expanded > m_limits.expandedNodes)
        fail(offset,
             QStringLiteral("the aliases up to here stand for more than %1 values, the most that "
                            "is read")
                 .arg(m_limits.expandedNodes),
             ErrorCode::LimitExceeded);
    if (depth() + height > m_limits.depth)
        fail(offset,
             QStringLiteral("nested deeper than %1 levels, the most that is read")
                 .arg(m_limits.depth),
             ErrorCode::LimitExceeded);
    if (m_open.empty())
        return;
    m_open.back().expanded += expanded;
    m_open.back().height = std::max(m_open.back().height, height + 1);
}

quint32 TreeBuilder::add(quint32 kind, TextSpan span, quint32 flags, quint32 first, quint32 count)
{
    const TreeRecord record {static_cast<quint32>(span.begin) << 4 | kind,
                             static_cast<quint32>(span.end) << 4 | flags, first, count};
    const quint32 node = m_content.nodes.append(record);
    if (!m_open.empty())
        m_pending.append(node);
    else if (m_rootSeen)
        fail(span.begin, QStringLiteral("there is more than one value here"));
    m_rootSeen = true;
    return node;
}

quint32 TreeBuilder::scalar(TreeNode::Kind kind, TextSpan span, quint32 flags)
{
    const quint32 node = add(static_cast<quint32>(kind), span, flags, 0, 0);
    account(span.begin, 1, 0);
    return node;
}

quint32 TreeBuilder::rewrittenScalar(TreeNode::Kind kind, TextSpan span, quint32 flags,
                                     std::string_view text)
{
    const quint32 node =
        add(static_cast<quint32>(kind), span, flags | TreeRecord::Rewritten,
            static_cast<quint32>(m_content.pool.size()), static_cast<quint32>(text.size()));
    m_content.pool.append(text);
    account(span.begin, 1, 0);
    return node;
}

quint32 TreeBuilder::alias(quint32 target, TextSpan span)
{
    const bool stillOpen = std::any_of(m_open.begin(), m_open.end(),
                                       [target](const Open &open) { return open.node == target; });
    if (stillOpen)
        fail(span.begin, QStringLiteral("this alias stands inside the value that it names"));
    const quint32 node = add(TreeRecord::Alias, span, 0, target, 0);
    const auto anchored =
        std::lower_bound(m_anchored.begin(), m_anchored.end(), target,
                         [](const Anchored &a, quint32 wanted) { return a.node < wanted; });
    const bool container = anchored != m_anchored.end() && anchored->node == target;
    account(span.begin, container ? anchored->expanded : 1, container ? anchored->height : 0);
    return node;
}

quint32 TreeBuilder::open(TreeNode::Kind kind, qsizetype begin)
{
    const quint32 node = add(static_cast<quint32>(kind), {begin, begin}, 0, 0, 0);
    account(begin, 1, 1);
    m_open.push_back({node, m_pending.size(), 1, 1, false});
    return node;
}

void TreeBuilder::decorate(quint32 node, std::string_view tag, std::string_view anchor)
{
    if (tag.empty() && anchor.empty())
        return;
    std::string &pool = m_content.pool;
    const auto tagOffset = static_cast<quint32>(pool.size());
    pool.append(tag);
    const auto anchorOffset = static_cast<quint32>(pool.size());
    pool.append(anchor);
    m_content.decorations.push_back({node, tagOffset, static_cast<quint32>(tag.size()),
                                     anchorOffset, static_cast<quint32>(anchor.size())});
    m_content.nodes[node].endAndFlags |= TreeRecord::Decorated;
    if (!m_open.empty() && m_open.back().node == node)
        m_open.back().decorated = true;
}

void TreeBuilder::close(qsizetype end)
{
    if (m_open.empty())
        return;
    const Open closed = m_open.back();
    TreeRecord &record = m_content.nodes[closed.node];
    const bool mapping = record.kind() == static_cast<quint32>(TreeNode::Kind::Mapping);
    const quint32 children = m_pending.size() - closed.firstPending;
    record.closeAt(static_cast<quint32>(end));
    record.first = m_content.children.size();
    record.count = mapping ? children / 2 : children;
    for (quint32 i = 0; i < children; ++i)
        m_content.children.append(m_pending[closed.firstPending + i]);
    m_pending.truncate(closed.firstPending);
    if (mapping)
        record.count > TreeContent::LargeMapping ? sortMembers(record) : refuseDuplicates(record);
    m_open.pop_back();
    if (closed.decorated) {
        const auto place =
            std::lower_bound(m_anchored.begin(), m_anchored.end(), closed.node,
                             [](const Anchored &a, quint32 node) { return a.node < node; });
        m_anchored.insert(place, {closed.node, closed.expanded, closed.height});
    }
    if (!m_open.empty()) {
        m_open.back().expanded += closed.expanded - 1;
        m_open.back().height = std::max(m_open.back().height, closed.height + 1);
    }
}

bool TreeBuilder::isScalarKey(quint32 key) const
{
    return m_content.nodes[m_content.target(key)].kind()
        < static_cast<quint32>(TreeNode::Kind::Sequence);
}

void TreeBuilder::refuseEqualKeys(quint32 firstKey, quint32 secondKey)
{
    std::string buffer;
    const std::string_view text = m_content.scalarText(firstKey, buffer);
    QString shown = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    if (shown.size() > 60)
        shown = shown.left(60) + u'…';
    const int firstLine = m_content.locationOf(m_content.nodes[firstKey].begin()).line;
    fail(m_content.nodes[secondKey].begin(),
         QStringLiteral("the key '%1' stands here a second time; the first is on line %2")
             .arg(shown)
             .arg(firstLine));
}

void TreeBuilder::refuseDuplicates(const TreeRecord &mapping)
{
    std::string left;
    std::string right;
    const auto &children = m_content.children;
    for (quint32 second = 1; second < mapping.count; ++second) {
        const quint32 secondKey = children[mapping.first + 2 * second];
        if (!isScalarKey(secondKey))
            continue;
        const std::string_view text = m_content.scalarText(secondKey, left);
        for (quint32 first = 0; first < second; ++first) {
            const quint32 firstKey = children[mapping.first + 2 * first];
            if (isScalarKey(firstKey) && m_content.scalarText(firstKey, right) == text)
                return refuseEqualKeys(firstKey, secondKey);
        }
    }
}

void TreeBuilder::sortMembers(const TreeRecord &mapping)
{
    auto &children = m_content.children;
    const auto keyOf = [&](quint32 member) { return children[mapping.first + 2 * member]; };
    std::vector<quint32> members;
    for (quint32 i = 0; i < mapping.count; ++i) {
        if (isScalarKey(keyOf(i)))
            members.push_back(i);
    }
    std::string left;
    std::string right;
    std::sort(members.begin(), members.end(), [&](quint32 a, quint32 b) {
        const int difference =
            m_content.scalarText(keyOf(a), left).compare(m_content.scalarText(keyOf(b), right));
        return difference != 0 ? difference < 0 : a < b;
    });
    for (size_t i = 1; i < members.size(); ++i) {
        const quint32 first = keyOf(members[i - 1]);
        const quint32 second = keyOf(members[i]);
        if (m_content.scalarText(first, left) == m_content.scalarText(second, right))
            return refuseEqualKeys(first, second);
    }
    children.append(static_cast<quint32>(members.size()));
    for (const quint32 member : members)
        children.append(member);
}

} // namespace drawbridge
