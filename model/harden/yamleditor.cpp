#include "model/harden/yamleditor.h"

namespace drawbridge {

YamlEditor::YamlEditor(const TreeDocument &document, LineMark markOf)
    : m_document(document)
    , m_source(document.bytes())
    , m_markOf(std::move(markOf))
    , m_style(YamlStyle::of(document))
{
}

Result<std::vector<TextEdit>> YamlEditor::editsTowards(const PlainValue &desired)
{
    m_edits.clear();
    m_marks.clear();
    const TreeNode root = m_document.root();
    const Result<void> changed = change(root, PlainValue::of(root), desired, {});
    if (!changed)
        return changed.error();
    finishMarks();
    return m_edits;
}

Result<void> YamlEditor::change(const TreeNode &node, const PlainValue &before,
                                const PlainValue &desired, const Path &path)
{
    if (before == desired)
        return {};
    if (node.isAlias()) {
        if (desired.isMap())
            return node.error(QStringLiteral("comes from an anchor that other places share"));
        replaceText(node.span(),
                    desired.isScalar() ? yamlScalar(desired, 0, true) : yamlFlow(desired, false),
                    path);
        return {};
    }
    if (before.tag() != desired.tag())
        return node.error(QStringLiteral("has a tag that decides what it means"));
    if (before.isNull())
        return fillNull(node, desired, path);
    if (before.isMap() && desired.isMap())
        return changeMap(node, before, desired, path);
    if (before.isList() && desired.isList())
        return changeList(node, before, desired, path);
    if (!before.isScalar() || !desired.isScalar())
        return node.error(QStringLiteral("would have to be written in another form"));
    const char first = m_source.at(node.span().begin);
    const char quote = first == '"' || first == '\'' ? first : usualQuote();
    if (first == '|' || first == '>')
        return node.error(QStringLiteral("is a block of text"));
    PlainValue shown = desired;
    shown.setTag({});
    replaceText(node.span(), yamlScalar(shown, quote, true), path);
    return {};
}

Result<void> YamlEditor::changeMap(const TreeNode &node, const PlainValue &before,
                                   const PlainValue &desired, const Path &path)
{
    QStringList newKeys;
    for (const auto &[key, value] : desired.members()) {
        const PlainValue &old = before[key];
        if (value == old)
            continue;
        if (node.contains(key)) {
            const Result<void> changed = change(node[key], old, value, path + QStringList {key});
            if (!changed)
                return changed.error();
        } else if (!old.isMissing() && value.isMap()) {
            return node.error(
                QStringLiteral("gets '%1' from an anchor that other places share").arg(key));
        } else {
            newKeys += key;
        }
    }
    for (qsizetype i = 0; i < node.size(); ++i) {
        const QString key = node.keyAt(i).text();
        if (key == MergeKey || desired.contains(key))
            continue;
        const Result<void> removed = removeMember(node, i);
        if (!removed)
            return removed.error();
    }
    if (!newKeys.isEmpty())
        insertMembers(node, desired, newKeys, path);
    return {};
}

void YamlEditor::insertMembers(const TreeNode &mapping, const PlainValue &desired,
                               const QStringList &newKeys, const Path &path)
{
    if (isFlow(mapping)) {
        insertFlowMembers(mapping, desired, newKeys, path);
        return;
    }
    const int indent = column(mapping.keyAt(0).span().begin);
    QByteArray lines;
    for (const QString &key : newKeys)
        lines +=
            yamlMarkedMember(path + QStringList {key}, desired[key], indent, m_style, m_markOf);
    // Sections of the file stand apart.
    if (path.isEmpty() && !lines.isEmpty())
        lines.prepend(m_style.lineEnd);
    insertLines(mapping.at(mapping.size() - 1).span().end, indent, lines);
}

Result<void> YamlEditor::fillNull(const TreeNode &node, const PlainValue &desired, const Path &path)
{
    const TextSpan span = node.span();
    const QByteArray mark = m_markOf(path);
    if (desired.isScalar() || span.begin != span.end) {
        const QByteArray text = desired.isScalar() ? yamlScalar(desired, usualQuote())
                                                   : yamlFlow(desired, m_style.isJson);
        replaceText(span, span.begin == span.end ? ' ' + text : text, path);
        return {};
    }
    const qsizetype start = lineStart(span.begin);
    const QByteArray line = m_source.mid(start, span.begin - start);
    if (line.contains('{') || line.contains('[') || line.trimmed().startsWith('-'))
        return node.error(QStringLiteral("is empty in a place that is hard to extend"));
    const int indent = static_cast<int>(line.size() - line.trimmed().size());
    QByteArray lines;
    for (const auto &[key, value] : desired.members())
        lines += yamlMarkedMember(path + QStringList {key}, value, indent + m_style.mappingStep,
                                  m_style, m_markOf);
    for (const PlainValue &item : desired.items())
        lines += yamlItem(item, indent + m_style.listStep, m_style, mark);
    insertLines(span.begin, indent + 1, lines);
    return {};
}

Result<void> YamlEditor::removeMember(const TreeNode &mapping, qsizetype index)
{
    const TreeNode value = mapping.at(index);
    const qsizetype begin = mapping.keyAt(index).span().begin;
    if (isFlow(mapping))
        return value.error(QStringLiteral("stands in brackets and is not taken out"));
    if (!m_source.mid(lineStart(begin), begin - lineStart(begin)).trimmed().isEmpty())
        return value.error(QStringLiteral("does not begin its line"));
    if (!value.anchor().isEmpty())
        return value.error(QStringLiteral("is an anchor that other places may use"));
    return removeLines(value, begin, std::max(begin + 1, value.span().end));
}

// Comments are kept: one beside what goes stays on its line, one within what goes forbids it.
Result<void> YamlEditor::removeLines(const TreeNode &node, qsizetype begin, qsizetype end)
{
    if (m_source.mid(begin, end - begin).contains('#'))
        return node.error(QStringLiteral("holds a comment and is not taken out"));
    const qsizetype stop = textEnd(end);
    const QByteArray rest = m_source.mid(end, stop - end);
    const qsizetype comment = rest.indexOf('#');
    if (comment >= 0) {
        m_edits.push_back({{begin, end + comment}, {}});
        return {};
    }
    if (!rest.trimmed().isEmpty())
        return node.error(QStringLiteral("shares its last line and is not taken out"));
    m_edits.push_back({{lineStart(begin), nextLine(end)}, {}});
    return {};
}

void YamlEditor::replaceText(const TextSpan &span, const QByteArray &text, const Path &path)
{
    m_edits.push_back({span, text});
    markLine(span.end, m_markOf(path));
}

// New lines go after the line in which `after` stands, and after the comments below it that are
// indented as far as `column`: those speak of what is above.
void YamlEditor::insertLines(qsizetype after, int column, QByteArray lines)
{
    qsizetype at = nextLine(after);
    while (at < m_source.size()) {
        const qsizetype end = textEnd(at);
        const QByteArray line = m_source.mid(at, end - at);
        qsizetype ink = 0;
        while (ink < line.size() && line.at(ink) == ' ')
            ++ink;
        if (ink >= line.size() || line.at(ink) != '#' || ink < column || column == 0)
            break;
        at = nextLine(at);
    }
    if (at == m_source.size() && !m_source.endsWith('\n')) {
        lines.chop(m_style.lineEnd.size());
        lines.prepend(m_style.lineEnd);
    }
    m_edits.push_back({{at, at}, lines});
}

// Only where the rest of the line is brackets, commas and comments can a comment stand at its end.
void YamlEditor::markLine(qsizetype at, const QByteArray &mark)
{
    if (mark.isEmpty() || m_style.isJson)
        return;
    const qsizetype end = textEnd(at);
    for (qsizetype i = at; i < end && !isMark(i); ++i) {
        if (!QByteArray(" \t]},").contains(m_source.at(i)))
            return;
    }
    QByteArrayList &marks = m_marks[end];
    if (!marks.contains(mark))
        marks += mark;
}

bool YamlEditor::isMark(qsizetype hash) const
{
    return m_source.at(hash) == '#' && (hash == 0 || m_source.at(hash - 1) == ' ');
}

void YamlEditor::finishMarks()
{
    for (auto it = m_marks.cbegin(); it != m_marks.cend(); ++it) {
        const QByteArray line = m_source.mid(lineStart(it.key()), it.key() - lineStart(it.key()));
        QByteArrayList marks;
        for (const QByteArray &mark : it.value()) {
            if (!line.contains(mark))
                marks += mark;
        }
        // Ahead of lines that are added at the same place, where the file ends without a line end.
        if (!marks.isEmpty())
            m_edits.insert(
                m_edits.begin(),
                {{it.key(), it.key()}, (line.contains(" #") ? "; " : "  # ") + marks.join("; ")});
    }
}

bool YamlEditor::isFlow(const TreeNode &node) const
{
    const qsizetype begin = node.span().begin;
    return begin < m_source.size() && (m_source.at(begin) == '{' || m_source.at(begin) == '[');
}

bool YamlEditor::quotesKeys(const TreeNode &mapping) const
{
    return mapping.size() > 0 ? m_source.at(mapping.keyAt(0).span().begin) == '"' : m_style.isJson;
}

int YamlEditor::column(qsizetype at) const
{
    return static_cast<int>(at - lineStart(at));
}

qsizetype YamlEditor::lineStart(qsizetype at) const
{
    qsizetype start = at == 0 ? 0 : m_source.lastIndexOf('\n', at - 1) + 1;
    // A byte order mark is no indentation.
    if (start == 0 && m_source.startsWith("\xEF\xBB\xBF") && at >= 3)
        start = 3;
    return start;
}

qsizetype YamlEditor::textEnd(qsizetype at) const
{
    const qsizetype feed = m_source.indexOf('\n', at);
    const qsizetype end = feed < 0 ? m_source.size() : feed;
    return end > at && m_source.at(end - 1) == '\r' ? end - 1 : end;
}

qsizetype YamlEditor::nextLine(qsizetype at) const
{
    const qsizetype feed = m_source.indexOf('\n', at);
    return feed < 0 ? m_source.size() : feed + 1;
}

} // namespace drawbridge
