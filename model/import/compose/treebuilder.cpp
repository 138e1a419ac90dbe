#include "model/import/compose/composefile.h"
#include "model/import/compose/interpolation.h"
#include "model/text/treedocument.h"

#include <QSet>

namespace drawbridge::compose {

namespace {

constexpr int MaximumDepth = 110;
constexpr qsizetype MaximumNodes = 1'500'000;

// Turns the parsed YAML of one file into ComposeNodes.
class TreeBuilder
{
public:
    TreeBuilder(ComposeReading &reading, int file)
        : m_reading(reading)
        , m_file(file)
    {
    }

    ComposeNode build(const TreeNode &node, std::shared_ptr<const PathStep> path, int depth);
    std::optional<Error> failure;

private:
    ComposeNode buildMap(const TreeNode &node, const Origin &origin, MergeTag tag, int depth);
    ComposeNode buildList(const TreeNode &node, const Origin &origin, MergeTag tag, int depth);
    ComposeNode buildScalar(const TreeNode &node, const Origin &origin, MergeTag tag);
    void mergeInto(std::vector<ComposeNode::Member> &members, QSet<QString> &known,
                   const TreeNode &merged, const Origin &origin, int depth);
    void fail(Error error)
    {
        if (!failure)
            failure = std::move(error);
    }

    ComposeReading &m_reading;
    int m_file;
    qsizetype m_nodes = 0;
};

MergeTag mergeTagOf(const TreeNode &node)
{
    const QString tag = node.tag();
    if (tag == u"!reset")
        return MergeTag::Reset;
    return tag == u"!override" ? MergeTag::Override : MergeTag::None;
}

ComposeNode TreeBuilder::build(const TreeNode &node, std::shared_ptr<const PathStep> path,
                               int depth)
{
    if (++m_nodes > MaximumNodes || depth > MaximumDepth)
        fail(node.error(QStringLiteral("the file is nested too deeply or too large"),
                        ErrorCode::LimitExceeded));
    if (failure)
        return {};
    if (m_nodes % 4096 == 0 && m_reading.cancelled())
        fail({ErrorCode::Cancelled, QStringLiteral("cancelled"), {}});
    const Origin origin {m_file, node.line(), std::move(path)};
    const MergeTag tag = mergeTagOf(node);
    switch (node.kind()) {
    case TreeNode::Kind::Mapping:
        return buildMap(node, origin, tag, depth);
    case TreeNode::Kind::Sequence:
        return buildList(node, origin, tag, depth);
    case TreeNode::Kind::Missing:
    case TreeNode::Kind::Null:
        return ComposeNode::null(origin, tag);
    default:
        return buildScalar(node, origin, tag);
    }
}

ComposeNode TreeBuilder::buildScalar(const TreeNode &node, const Origin &origin, MergeTag tag)
{
    InterpolationResult result = interpolate(node.text(), m_reading.environment);
    if (!result.problem.isEmpty()) {
        m_reading.warning(origin, result.problem);
        result.facts.unresolved = true;
    }
    m_reading.tellUnset(origin, result.unset);
    return ComposeNode::scalar(origin, std::move(result.text), result.facts, tag);
}

ComposeNode TreeBuilder::buildList(const TreeNode &node, const Origin &origin, MergeTag tag,
                                   int depth)
{
    std::vector<ComposeNode> items;
    items.reserve(static_cast<size_t>(node.size()));
    for (qsizetype i = 0; i < node.size() && !failure; ++i)
        items.push_back(build(node.at(i), origin.path, depth + 1));
    return ComposeNode::list(origin, std::move(items), tag);
}

ComposeNode TreeBuilder::buildMap(const TreeNode &node, const Origin &origin, MergeTag tag,
                                  int depth)
{
    std::vector<ComposeNode::Member> members;
    members.reserve(static_cast<size_t>(node.size()));
    std::vector<TreeNode> merges;
    for (qsizetype i = 0; i < node.size() && !failure; ++i) {
        const TreeNode keyNode = node.keyAt(i);
        if (!keyNode.isScalar() && !keyNode.isNull()) {
            fail(keyNode.error(QStringLiteral("a key must be a plain word")));
            break;
        }
        const QString key = keyNode.text();
        if (key == u"<<" && !keyNode.isQuoted()) {
            merges.push_back(node.at(i));
            continue;
        }
        auto path = std::make_shared<const PathStep>(PathStep {origin.path, key});
        ComposeNode value = build(node.at(i), std::move(path), depth + 1);
        members.emplace_back(key, std::move(value));
    }
    QSet<QString> known;
    if (!merges.empty()) {
        for (const ComposeNode::Member &member : members)
            known.insert(member.first);
    }
    for (const TreeNode &merged : merges)
        mergeInto(members, known, merged, origin, depth + 1);
    return ComposeNode::map(origin, std::move(members), tag);
}

// "<<": one map, or a list of maps of which the earlier ones win; keys of the map itself win over
// all of them.
void TreeBuilder::mergeInto(std::vector<ComposeNode::Member> &members, QSet<QString> &known,
                            const TreeNode &merged, const Origin &origin, int depth)
{
    if (merged.isSequence()) {
        for (qsizetype i = 0; i < merged.size() && !failure; ++i) {
            if (merged.at(i).isSequence())
                return fail(
                    merged.at(i).error(QStringLiteral("'<<' takes maps, not lists of lists")));
            mergeInto(members, known, merged.at(i), origin, depth + 1);
        }
        return;
    }
    if (merged.isNull())
        return;
    if (!merged.isMapping())
        return fail(merged.error(QStringLiteral("'<<' must name a map, or a list of maps")));
    const ComposeNode map = build(merged, origin.path, depth + 1);
    for (const ComposeNode::Member &member : map.members()) {
        if (known.contains(member.first))
            continue;
        known.insert(member.first);
        members.push_back(member);
    }
}

} // namespace

Result<ComposeNode> ComposeReading::parse(const QString &path, const QByteArray &bytes)
{
    auto documents = TreeDocument::parseYamlStream(bytes, path);
    if (!documents)
        return documents.error();
    const int file = addFile(path, bytes, QStringLiteral("compose"));
    const Origin top {file, 1, {}};
    if (documents->empty() || documents->front().root().isNull())
        return errorAt(top, QStringLiteral("the file is empty"));
    if (documents->size() > 1)
        information(
            top,
            QStringLiteral("only the first of %1 YAML documents is read").arg(documents->size()));
    const TreeNode root = documents->front().root();
    if (!root.isMapping())
        return root.error(QStringLiteral("a Compose file must be a map with 'services'"));
    TreeBuilder builder(*this, file);
    ComposeNode tree = builder.build(root, nullptr, 0);
    if (builder.failure)
        return *builder.failure;
    return tree;
}

} // namespace drawbridge::compose
