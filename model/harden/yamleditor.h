#pragma once

#include "model/harden/textedit.h"
#include "model/harden/yamltext.h"

#include <QMap>
#include <QSet>

#include <optional>

namespace drawbridge {

// Finds the smallest edits of a YAML file that make it say something else. Every byte that no
// change needs stays: comments, order, quotation marks, line ends. What cannot be written without
// touching shared or foreign text is an error with its place.
class YamlEditor
{
public:
    // `markOf` gives the comment for what is added or changed at a path; empty for none.
    YamlEditor(const TreeDocument &document, LineMark markOf);

    Result<std::vector<TextEdit>> editsTowards(const PlainValue &desired);

private:
    using Path = QStringList;

    Result<void> change(const TreeNode &node, const PlainValue &before, const PlainValue &desired,
                        const Path &path);
    Result<void> changeMap(const TreeNode &node, const PlainValue &before,
                           const PlainValue &desired, const Path &path);
    Result<void> changeMember(const TreeNode &node, const QString &key, const PlainValue &before,
                              const PlainValue &desired, const Path &path, QByteArray *added);
    Result<void> changeList(const TreeNode &node, const PlainValue &before,
                            const PlainValue &desired, const Path &path);
    Result<void> appendItems(const TreeNode &node, const PlainValue &desired, const Path &path);
    Result<void> removeItems(const TreeNode &node, const PlainValue &before,
                             const PlainValue &desired);
    Result<void> fillNull(const TreeNode &node, const PlainValue &desired, const Path &path);
    Result<void> removeMember(const TreeNode &mapping, qsizetype index);
    Result<void> removeLines(const TreeNode &node, qsizetype begin, qsizetype end);
    void replaceText(const TextSpan &span, const QByteArray &text, const Path &path);
    void insertMembers(const TreeNode &mapping, const PlainValue &desired,
                       const QStringList &newKeys, const Path &path);
    void insertFlowMembers(const TreeNode &mapping, const PlainValue &desired,
                           const QStringList &newKeys, const Path &path);
    // The white space ahead of a key that begins its line; nothing for others.
    std::optional<QByteArray> ownLineIndent(const TreeNode &mapping) const;
    // The comma that is the next thing to read; -1 without one.
    qsizetype commaBehind(qsizetype at) const;
    void insertLines(qsizetype after, int column, QByteArray lines);
    void markLine(qsizetype at, const QByteArray &mark);
    void finishMarks();

    // For a text that has none yet: JSON cannot do without.
    char usualQuote() const { return m_style.isJson ? '"' : char(0); }
    bool isFlow(const TreeNode &node) const;
    bool quotesKeys(const TreeNode &mapping) const;
    bool isMark(qsizetype hash) const;
    int column(qsizetype at) const;
    qsizetype lineStart(qsizetype at) const;
    // The end of its text, before the line end.
    qsizetype textEnd(qsizetype at) const;
    qsizetype nextLine(qsizetype at) const;

    const TreeDocument &m_document;
    const QByteArray &m_source;
    LineMark m_markOf;
    YamlStyle m_style;
    std::vector<TextEdit> m_edits;
    // End of a line's text to the comments that it gets.
    QMap<qsizetype, QByteArrayList> m_marks;
};

} // namespace drawbridge
