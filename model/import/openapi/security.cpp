#include "model/import/openapi/security.h"

#include <algorithm>
#include <array>

namespace drawbridge::openapi {

// As the property schema ranks them.
constexpr std::array AuthenticationRank = {u"none",  u"basic", u"password", u"session",
                                           u"token", u"key",   u"oidc",     u"mtls"};

static int authenticationRank(const QString &word)
{
    const auto found = std::find(AuthenticationRank.begin(), AuthenticationRank.end(), word);
    return static_cast<int>(found - AuthenticationRank.begin());
}

static QString schemeWord(const TreeNode &scheme)
{
    const QString type = scheme[u"type"].text();
    if (type == u"basic") // Swagger 2.0
        return QStringLiteral("basic");
    if (type == u"http")
        return scheme[u"scheme"].text().compare(u"basic", Qt::CaseInsensitive) == 0
            ? QStringLiteral("basic")
            : QStringLiteral("token");
    if (type == u"apiKey")
        return scheme[u"in"].text() == u"cookie" ? QStringLiteral("session")
                                                 : QStringLiteral("key");
    if (type == u"oauth2" || type == u"openIdConnect")
        return QStringLiteral("oidc");
    if (type == u"mutualTLS")
        return QStringLiteral("mtls");
    return {};
}

static bool anyOperationAsks(const TreeNode &paths)
{
    for (qsizetype i = 0; i < paths.size(); ++i) {
        const TreeNode item = paths.at(i);
        for (qsizetype k = 0; item.isMapping() && k < item.size(); ++k) {
            if (item.at(k).isMapping() && item.at(k)[u"security"].size() > 0)
                return true;
        }
    }
    return false;
}

SecuritySchemes::SecuritySchemes(TreeNode root, References &references)
    : m_root(root)
{
    for (const TreeNode &schemes :
         {root[u"components"][u"securitySchemes"], root[u"securityDefinitions"]}) {
        if (!schemes.isMapping())
            continue;
        for (qsizetype i = 0; i < schemes.size(); ++i)
            m_words.insert(schemes.keyAt(i).text(), schemeWord(references.resolved(schemes.at(i))));
    }
    m_spokenOf = root[u"security"].isSequence()
        || (root[u"paths"].isMapping() && anyOperationAsks(root[u"paths"]));
}

// All schemes of one alternative are needed, so the strongest counts.
ApiSecurity SecuritySchemes::alternative(TreeNode requirement) const
{
    ApiSecurity security {QStringLiteral("none"), false, requirement.line()};
    for (qsizetype i = 0; requirement.isMapping() && i < requirement.size(); ++i) {
        const QString word = m_words.value(requirement.keyAt(i).text());
        if (!word.isEmpty()
            && authenticationRank(word) > authenticationRank(security.authentication))
            security.authentication = word;
        security.scopes = security.scopes || requirement.at(i).size() > 0;
    }
    return security;
}

// Any alternative will do, so the weakest counts. An empty one beside others only says that
// strangers are answered too, not with what.
std::optional<ApiSecurity> SecuritySchemes::asked(TreeNode requirements) const
{
    if (!requirements.isSequence())
        return std::nullopt;
    std::optional<ApiSecurity> weakest;
    for (qsizetype i = 0; i < requirements.size(); ++i) {
        const TreeNode requirement = requirements.at(i);
        bool known = requirement.size() > 0 || requirements.size() == 1;
        for (qsizetype k = 0; requirement.isMapping() && k < requirement.size(); ++k)
            known = known && !m_words.value(requirement.keyAt(k).text()).isEmpty();
        if (!known)
            return std::nullopt;
        const ApiSecurity found = alternative(requirement);
        if (!weakest
            || authenticationRank(found.authentication)
                < authenticationRank(weakest->authentication))
            weakest = found;
    }
    return weakest ? weakest : ApiSecurity {QStringLiteral("none"), false, requirements.line()};
}

std::optional<ApiSecurity> SecuritySchemes::of(TreeNode operation) const
{
    if (const TreeNode own = operation[u"security"]; !own.isMissing())
        return asked(own);
    if (const TreeNode all = m_root[u"security"]; !all.isMissing())
        return asked(all);
    // Other operations ask for something, this one does not.
    if (m_spokenOf)
        return ApiSecurity {QStringLiteral("none"), false, operation.line()};
    return std::nullopt;
}

} // namespace drawbridge::openapi
