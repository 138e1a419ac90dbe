#pragma once

#include "model/import/openapi/references.h"

#include <QMap>
#include <optional>

namespace drawbridge::openapi {

// What a caller has to show.
struct ApiSecurity
{
    // A word of the property schema.
    QString authentication;
    bool scopes = false;
    int line = 0;
};

// The security schemes of a description, and what its requirements ask for.
class SecuritySchemes
{
public:
    SecuritySchemes(TreeNode root, References &references);

    // Of an operation; nothing where the description does not speak of security at all.
    std::optional<ApiSecurity> of(TreeNode operation) const;

private:
    std::optional<ApiSecurity> asked(TreeNode requirements) const;
    ApiSecurity alternative(TreeNode requirement) const;

    TreeNode m_root;
    QMap<QString, QString> m_words;
    bool m_spokenOf = false;
};

} // namespace drawbridge::openapi
