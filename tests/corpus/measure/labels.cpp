#include "tests/corpus/measure/labels.h"

#include "model/text/treedocument.h"

namespace drawbridge::corpus {

static Result<void> checkMembers(const TreeNode &node, const QStringList &known)
{
    for (qsizetype i = 0; i < node.size(); ++i) {
        if (!known.contains(node.keyAt(i).text()))
            return node.keyAt(i).error(
                QStringLiteral("'%1' is none of %2")
                    .arg(node.keyAt(i).text(), known.join(QStringLiteral(", "))));
    }
    return {};
}

static Result<Label> readLabel(const TreeNode &node, Judgement judgement)
{
    static const QStringList members {QStringLiteral("rule"), QStringLiteral("any-of"),
                                      QStringLiteral("at"),   QStringLiteral("item"),
                                      QStringLiteral("why"),  QStringLiteral("optional")};
    if (const auto checked = checkMembers(node, members); !checked)
        return checked.error();
    Label label;
    label.judgement = judgement;
    label.rule = node[u"rule"].text();
    label.at = node[u"at"].text();
    label.item = node[u"item"].text();
    label.why = node[u"why"].text();
    label.optional = node[u"optional"].toBool().value_or(false);
    label.line = node.line();
    for (qsizetype i = 0; i < node[u"any-of"].size(); ++i)
        label.anyOf += node[u"any-of"].at(i).text();
    if (label.rule.isEmpty() || label.at.isEmpty() || label.why.isEmpty())
        return node.error(QStringLiteral("a label wants rule, at and why"));
    return label;
}

static Result<void> readList(const TreeNode &node, Judgement judgement, QList<Label> *list)
{
    for (qsizetype i = 0; i < node.size(); ++i) {
        const Result<Label> label = readLabel(node.at(i), judgement);
        if (!label)
            return label.error();
        list->append(*label);
    }
    return {};
}

Result<Labels> readLabels(const QByteArray &bytes, const QString &fileName)
{
    const Result<TreeDocument> document = TreeDocument::parseYaml(bytes, fileName);
    if (!document)
        return document.error();
    const TreeNode root = document->root();
    if (const auto checked = checkMembers(root,
                                          {QStringLiteral("about"), QStringLiteral("right"),
                                           QStringLiteral("wrong"), QStringLiteral("missing")});
        !checked)
        return checked.error();
    Labels labels;
    labels.about = root[u"about"].text();
    for (const auto &[word, judgement] :
         {std::pair(u"right", Judgement::Right), std::pair(u"wrong", Judgement::Wrong),
          std::pair(u"missing", Judgement::Missing)}) {
        if (const auto read = readList(root[word], judgement, &labels.list); !read)
            return read.error();
    }
    return labels;
}

} // namespace drawbridge::corpus
