#include "model/import/kubernetes/selector.h"

namespace drawbridge::kubernetes {

Selector Selector::ofLabels(const TreeNode &labels)
{
    Selector selector;
    selector.m_labels = textMap(labels);
    return selector;
}

Selector Selector::of(const TreeNode &node)
{
    Selector selector = ofLabels(field(node, u"matchLabels"));
    const TreeNode expressions = field(node, u"matchExpressions");
    for (qsizetype i = 0; expressions.isSequence() && i < expressions.size(); ++i) {
        const TreeNode item = expressions.at(i);
        selector.m_expressions.append({field(item, u"key").text(), field(item, u"operator").text(),
                                       textList(field(item, u"values"))});
    }
    return selector;
}

bool Selector::matches(const QMap<QString, QString> &labels) const
{
    for (auto it = m_labels.begin(); it != m_labels.end(); ++it) {
        const auto found = labels.constFind(it.key());
        if (found == labels.constEnd() || *found != *it)
            return false;
    }
    for (const Expression &expression : m_expressions) {
        const bool has = labels.contains(expression.key);
        const bool among = has && expression.values.contains(labels.value(expression.key));
        const bool holds = expression.op == u"In" ? among
            : expression.op == u"NotIn"           ? !among
            : expression.op == u"Exists"          ? has
            : expression.op == u"DoesNotExist"    ? !has
                                                  : false;
        if (!holds)
            return false;
    }
    return true;
}

} // namespace drawbridge::kubernetes
