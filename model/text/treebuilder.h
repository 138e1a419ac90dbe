#pragma once

#include "model/text/treecontent.h"

namespace drawbridge {

// Puts the events of a reader into a TreeContent and watches the limits. Once failed() is true the
// reader has to stop; further calls are harmless.
class TreeBuilder
{
public:
    TreeBuilder(TreeContent &content, const TreeLimits &limits);

    bool failed() const { return m_error.has_value(); }
    const Error &error() const { return *m_error; }
    void fail(qsizetype offset, const QString &message, ErrorCode code = ErrorCode::InvalidInput);

    // Each returns the new node's number; flags are those of TreeRecord.
    quint32 scalar(TreeNode::Kind kind, TextSpan span, quint32 flags);
    quint32 rewrittenScalar(TreeNode::Kind kind, TextSpan span, quint32 flags,
                            std::string_view text);
    quint32 alias(quint32 target, TextSpan span);
    quint32 open(TreeNode::Kind kind, qsizetype begin);
    void close(qsizetype end);
    void decorate(quint32 node, std::string_view tag, std::string_view anchor);

    // Begins the next document of a stream; its root is the first node that follows.
    void startDocument();
    quint32 root() const { return m_root; }

    qsizetype depth() const { return static_cast<qsizetype>(m_open.size()); }
    bool insideMapping() const;
    // Whether the next node stands where a mapping's key does.
    bool expectsKey() const;

private:
    struct Open
    {
        quint32 node;
        quint32 firstPending;
        // Nodes below it with aliases expanded, and levels below it.
        qsizetype expanded;
        int height;
        bool decorated;
    };
    struct Anchored
    {
        quint32 node;
        qsizetype expanded;
        int height;
    };

    quint32 add(quint32 kind, TextSpan span, quint32 flags, quint32 first, quint32 count);
    void account(qsizetype offset, qsizetype expanded, int height);
    void sortMembers(const TreeRecord &mapping);
    void refuseDuplicates(const TreeRecord &mapping);
    void refuseEqualKeys(quint32 firstKey, quint32 secondKey);
    bool isScalarKey(quint32 key) const;

    TreeContent &m_content;
    TreeLimits m_limits;
    std::vector<Open> m_open;
    ChunkedArray<quint32> m_pending;
    std::vector<Anchored> m_anchored;
    qsizetype m_expanded = 0;
    quint32 m_root = 0;
    bool m_rootSeen = false;
    std::optional<Error> m_error;
};

} // namespace drawbridge
