#include "model/harden/yamleditor.h"

namespace drawbridge {

std::optional<QByteArray> YamlEditor::ownLineIndent(const TreeNode &mapping) const
{
    if (mapping.size() == 0)
        return {};
    const qsizetype key = mapping.keyAt(mapping.size() - 1).span().begin;
    const qsizetype start = lineStart(key);
    const QByteArray before = m_source.mid(start, key - start);
    if (!before.trimmed().isEmpty() || start == 0)
        return {};
    return before;
}

// Members in brackets go to the end of the line, or on lines of their own where the others have
// such.
void YamlEditor::insertFlowMembers(const TreeNode &mapping, const PlainValue &desired,
                                   const QStringList &newKeys, const Path &path)
{
    const bool quoted = quotesKeys(mapping);
    const bool isEmpty = mapping.size() == 0;
    const bool isWholeFile = path.isEmpty() && m_style.isJson;
    std::optional<QByteArray> indent = ownLineIndent(mapping);
    if (isEmpty && isWholeFile)
        indent = QByteArray(m_style.mappingStep, ' ');
    QByteArrayList texts;
    for (const QString &key : newKeys)
        texts += indent ? yamlFlowMember(key, desired[key], quoted, *indent, m_style)
                        : yamlFlowMember(key, desired[key], quoted);
    qsizetype at = isEmpty ? mapping.span().begin + 1 : mapping.at(mapping.size() - 1).span().end;
    QByteArray separator = indent ? ',' + m_style.lineEnd + *indent : QByteArray(", ");
    QByteArray text = texts.join(separator);
    if (isEmpty) {
        const QByteArray inside = m_source.mid(at, mapping.span().end - 1 - at);
        if (indent)
            text = m_style.lineEnd + *indent + text
                + (inside.contains('\n') ? QByteArray() : m_style.lineEnd);
    } else if (const qsizetype comma = commaBehind(at); comma >= 0) {
        // A comma that ends the list stays the last one.
        at = comma + 1;
        text = separator.mid(1) + text;
    } else {
        text = separator + text;
    }
    m_edits.push_back({{at, at}, text});
    for (const QString &key : newKeys)
        markLine(at, m_markOf(path + QStringList {key}));
}

qsizetype YamlEditor::commaBehind(qsizetype at) const
{
    while (at < m_source.size() && QByteArray(" \t\r\n").contains(m_source.at(at)))
        ++at;
    return at < m_source.size() && m_source.at(at) == ',' ? at : -1;
}

} // namespace drawbridge
