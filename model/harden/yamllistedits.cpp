#include "model/harden/yamleditor.h"

#include <algorithm>

namespace drawbridge {

// Which of the three things that happen to lists it is: items are added at the end, some are taken
// out, or single ones say something else.
Result<void> YamlEditor::changeList(const TreeNode &node, const PlainValue &before,
                                    const PlainValue &desired, const Path &path)
{
    const size_t common = std::min(before.items().size(), desired.items().size());
    const bool grows = desired.items().size() > before.items().size();
    if (desired.items().size() < before.items().size())
        return removeItems(node, before, desired);
    for (size_t i = 0; i < common; ++i) {
        const Result<void> changed =
            change(node.at(qsizetype(i)), before.items()[i], desired.items()[i],
                   path + QStringList {QString::number(i)});
        if (!changed)
            return changed.error();
    }
    if (grows)
        return appendItems(node, desired, path);
    return {};
}

Result<void> YamlEditor::appendItems(const TreeNode &node, const PlainValue &desired,
                                     const Path &path)
{
    const qsizetype count = node.size();
    const auto &items = desired.items();
    if (isFlow(node)) {
        QByteArrayList texts;
        for (size_t i = size_t(count); i < items.size(); ++i)
            texts += yamlFlow(items[i], count > 0 && m_source.at(node.at(0).span().begin) == '"');
        const qsizetype at = count == 0 ? node.span().begin + 1 : node.at(count - 1).span().end;
        m_edits.push_back({{at, at}, (count == 0 ? "" : ", ") + texts.join(", ")});
        markLine(at, m_markOf(path));
        return {};
    }
    const int indent = column(node.span().begin);
    const QByteArray mark = m_markOf(path);
    QByteArray lines;
    for (size_t i = size_t(count); i < items.size(); ++i)
        lines += yamlItem(items[i], indent, m_style, mark);
    insertLines(node.at(count - 1).span().end, std::max(indent, 1), lines);
    return {};
}

Result<void> YamlEditor::removeItems(const TreeNode &node, const PlainValue &before,
                                     const PlainValue &desired)
{
    if (isFlow(node))
        return node.error(QStringLiteral("stands in brackets; nothing is taken out of it"));
    size_t kept = 0;
    for (size_t i = 0; i < before.items().size(); ++i) {
        if (kept < desired.items().size() && before.items()[i] == desired.items()[kept]) {
            ++kept;
            continue;
        }
        const TreeNode item = node.at(qsizetype(i));
        const qsizetype start = lineStart(item.span().begin);
        const qsizetype dash = m_source.indexOf('-', start);
        if (dash < 0 || dash > item.span().begin
            || !m_source.mid(start, dash - start).trimmed().isEmpty())
            return item.error(QStringLiteral("does not begin its line"));
        const Result<void> removed = removeLines(item, dash, item.span().end);
        if (!removed)
            return removed.error();
    }
    if (kept != desired.items().size())
        return node.error(QStringLiteral("would have to be written in another order"));
    return {};
}

} // namespace drawbridge
