#pragma once

#include "model/import/kubernetes/manifest.h"

namespace drawbridge::kubernetes {

// A label selector in its plain form (a map) or its full one (matchLabels, matchExpressions).
class Selector
{
public:
    // The plain map of a Service or ReplicationController.
    static Selector ofLabels(const TreeNode &labels);
    // The full form of a policy or workload.
    static Selector of(const TreeNode &node);

    // Chooses everything.
    bool isEmpty() const { return m_labels.isEmpty() && m_expressions.isEmpty(); }
    bool matches(const QMap<QString, QString> &labels) const;

private:
    struct Expression
    {
        QString key;
        QString op;
        QStringList values;
    };

    QMap<QString, QString> m_labels;
    QList<Expression> m_expressions;
};

} // namespace drawbridge::kubernetes
