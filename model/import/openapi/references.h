#pragma once

#include "model/base/diagnostic.h"
#include "model/text/treedocument.h"

#include <QSet>

namespace drawbridge::openapi {

// Follows "$ref" within one document. References into other files, to nothing and in circles give
// a missing node and are told, each target once.
class References
{
public:
    References(TreeNode root, Diagnostics &diagnostics)
        : m_root(root)
        , m_diagnostics(diagnostics)
    {
    }

    TreeNode resolved(TreeNode node);

private:
    TreeNode target(const QString &pointer) const;
    TreeNode tell(const TreeNode &node, const QString &target, const QString &why);

    TreeNode m_root;
    Diagnostics &m_diagnostics;
    QSet<QString> m_told;
};

} // namespace drawbridge::openapi
