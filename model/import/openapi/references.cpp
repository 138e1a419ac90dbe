#include "model/import/openapi/references.h"

#include "model/import/secretclassifier.h"

#include <QUrl>

namespace drawbridge::openapi {

constexpr int LongestReferenceChain = 32;
constexpr qsizetype MostToldReferences = 20;

TreeNode References::tell(const TreeNode &node, const QString &target, const QString &why)
{
    if (!m_told.contains(target) && m_told.size() < MostToldReferences) {
        m_told.insert(target);
        m_diagnostics.append(
            {DiagnosticSeverity::Warning,
             QStringLiteral("'%1' is not followed: %2").arg(redactedText(target).left(120), why),
             node.location()});
    }
    return {};
}

// A JSON pointer (RFC 6901) in the fragment of a URI.
TreeNode References::target(const QString &pointer) const
{
    TreeNode node = m_root;
    const QStringList steps = pointer.mid(2).split(u'/');
    for (const QString &step : steps) {
        QString key = QUrl::fromPercentEncoding(step.toUtf8());
        key.replace(QStringLiteral("~1"), QStringLiteral("/"));
        key.replace(QStringLiteral("~0"), QStringLiteral("~"));
        bool isNumber = false;
        const int index = key.toInt(&isNumber);
        node = node.isSequence() && isNumber && index >= 0 && index < node.size() ? node.at(index)
                                                                                  : node[key];
        if (node.isMissing())
            return {};
    }
    return node;
}

TreeNode References::resolved(TreeNode node)
{
    for (int step = 0; step < LongestReferenceChain; ++step) {
        const TreeNode reference = node.isMapping() ? node[u"$ref"] : TreeNode();
        if (!reference.isScalar())
            return node;
        const QString text = reference.text();
        if (!text.startsWith(u"#/"))
            return tell(reference, text, QStringLiteral("only this file is read"));
        const TreeNode next = target(text);
        if (next.isMissing())
            return tell(reference, text, QStringLiteral("there is no such entry"));
        node = next;
    }
    return tell(node, node[u"$ref"].text(), QStringLiteral("it leads in a circle"));
}

} // namespace drawbridge::openapi
