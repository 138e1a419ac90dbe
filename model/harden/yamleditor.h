#pragma once

#include "model/harden/textedit.h"
#include "model/harden/yamltext.h"

#include <QMap>
#include <QSet>

#include <functional>

namespace drawbridge {

// Finds the smallest edits of a YAML file that make it say something else. Every byte that no
// change needs stays: comments, order, quotation marks, line ends. What cannot be written without
// touching shared or foreign text is an error with its place.
class YamlEditor
{
public:
    // The comment for what is added or changed at a path; empty for none.
    using MarkOf = std::function<QByteArray(const QStringList &path)>;

    YamlEditor(const TreeDocument &document, MarkOf markOf);

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
    void insertLines(qsizetype after, int column, QByteArray lines);
    void markLine(qsizetype at, const QByteArray &mark);
    void finishMarks();

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
    MarkOf m_markOf;
    YamlStyle m_style;
    std::vector<TextEdit> m_edits;
    // End of a line's text to the comments that it gets.
    QMap<qsizetype, QByteArrayList> m_marks;
};

} // namespace drawbridge
