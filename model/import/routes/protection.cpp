#include "model/import/routes/protection.h"

#include "model/import/routes/signature.h"

#include <QRegularExpression>

#include <array>

namespace drawbridge::routes {

using namespace code;

// As the property schema ranks them.
static constexpr std::array ProtectionRank = {u"",      u"basic", u"password", u"session",
                                              u"token", u"key",   u"oidc",     u"mtls"};

static qsizetype protectionRank(const QString &word)
{
    const auto found = std::find(ProtectionRank.begin(), ProtectionRank.end(), word);
    return found - ProtectionRank.begin();
}

Protection ProtectionReader::together(const Protection &a, const Protection &b)
{
    Protection both;
    both.known = a.known && b.known;
    both.word = protectionRank(a.word) >= protectionRank(b.word) ? a.word : b.word;
    both.byFunction = a.byFunction || b.byFunction;
    both.rateLimit = a.rateLimit || b.rateLimit;
    both.mayCheck = a.mayCheck || b.mayCheck;
    both.checked = strongest(a.checked, b.checked);
    return both;
}

// What callers are asked for; where several ways are open, the weakest.
Protection ProtectionReader::ofFacts(const HandlerFacts &facts)
{
    static const QMap<Credential, QString> words {{Credential::Session, QStringLiteral("session")},
                                                  {Credential::Token, QStringLiteral("token")},
                                                  {Credential::Basic, QStringLiteral("basic")},
                                                  {Credential::Key, QStringLiteral("key")}};
    Protection protection;
    for (const Credential credential : facts.guards) {
        const QString word = words.value(credential);
        if (protection.word.isEmpty() || protectionRank(word) < protectionRank(protection.word))
            protection.word = word;
    }
    const bool mayRefuse = !facts.touched.isEmpty() || facts.incomplete;
    protection.known = !protection.word.isEmpty() || !mayRefuse;
    protection.checked = facts.checked;
    protection.mayCheck = std::any_of(
        facts.parameters.cbegin(), facts.parameters.cend(), [](const ParameterFacts &parameter) {
            return parameter.maybeChecked || parameter.escaped || parameter.best != Grade::None;
        });
    return protection;
}

namespace {

// Libraries that authenticate, by the beginning or end of a full name.
struct LibraryGuard
{
    const char *pattern;
    const char *word;
};

constexpr std::array LibraryGuards = {
    LibraryGuard {"^flask_login\\.(login_required|fresh_login_required)", "session"},
    LibraryGuard {"^(flask_security|flask_security_too)\\.(login_required|auth_required|roles_|"
                  "permissions_)",
                  "session"},
    LibraryGuard {"^(flask_simplelogin|quart_auth)\\.login_required", "session"},
    LibraryGuard {"^flask_jwt(_extended)?\\.(jwt_required|fresh_jwt_required|jwt_refresh)",
                  "token"},
    LibraryGuard {"^flask_praetorian\\.(auth_required|roles_)", "token"},
    LibraryGuard {"^flask_httpauth\\.HTTPBasicAuth\\(\\)\\.login_required", "basic"},
    LibraryGuard {"^flask_httpauth\\.HTTPTokenAuth\\(\\)\\.login_required", "token"},
    LibraryGuard {"^flask_httpauth\\.HTTPDigestAuth\\(\\)\\.login_required", "password"},
    LibraryGuard {"^flask_basicauth\\.BasicAuth\\(\\)\\.required", "basic"},
    LibraryGuard {"^flask_oidc\\.OpenIDConnect\\(\\)\\.(require_login|accept_token)", "oidc"},
    LibraryGuard {"^authlib\\..*ResourceProtector\\(\\)", "token"},
    LibraryGuard {"^fastapi\\.security.*\\.(OAuth2PasswordBearer|OAuth2AuthorizationCodeBearer|"
                  "HTTPBearer|OAuth2PasswordRequestFormStrict)\\(\\)$",
                  "token"},
    LibraryGuard {"^fastapi\\.security.*\\.HTTPBasic\\(\\)$", "basic"},
    LibraryGuard {"^fastapi\\.security.*\\.HTTPDigest\\(\\)$", "password"},
    LibraryGuard {"^fastapi\\.security.*\\.APIKey(Header|Query)\\(\\)$", "key"},
    LibraryGuard {"^fastapi\\.security.*\\.APIKeyCookie\\(\\)$", "session"},
    LibraryGuard {"^fastapi\\.security.*\\.OpenIdConnect\\(\\)$", "oidc"},
    LibraryGuard {"^fastapi_users\\.FastAPIUsers\\(\\)\\.current_user", "token"},
    LibraryGuard {"^(express-jwt|express-jwt\\.expressjwt|express-jwt\\.default)\\(\\)$", "token"},
    LibraryGuard {"^express-oauth2-jwt-bearer\\.auth\\(\\)$", "token"},
    LibraryGuard {"^express-basic-auth\\(\\)$", "basic"},
    LibraryGuard {"^express-openid-connect\\.(requiresAuth|auth)\\(\\)$", "oidc"},
    LibraryGuard {"^connect-ensure-login\\.ensureLoggedIn\\(\\)$", "session"},
    LibraryGuard {"^keycloak-connect\\(\\)\\.protect\\(\\)$", "oidc"},
    LibraryGuard {"^passport\\.authenticate:(jwt|bearer|token)", "token"},
    LibraryGuard {"^passport\\.authenticate:(basic)", "basic"},
    LibraryGuard {"^passport\\.authenticate:(local|ldapauth|digest)", "password"},
    LibraryGuard {"^passport\\.authenticate:(session|cookie)", "session"},
    LibraryGuard {"^passport\\.authenticate:(google|github|facebook|saml|openidconnect|oauth|"
                  "oauth2|azure|oidc|auth0)",
                  "oidc"},
};

// Libraries that let everyone through.
const QRegularExpression &openLibraries()
{
    static const QRegularExpression pattern(QStringLiteral(
        "^(functools\\.|flask_limiter\\.|slowapi\\.|flask_caching\\.|flask_cors\\.|"
        "flask_wtf\\.|flasgger\\.|flask_apispec\\.|webargs\\.|marshmallow|flask_smorest\\.|"
        "flask_restx\\.|flask_restful\\.|flask_openapi3\\.|flask_compress\\.|flask_pydantic\\.|"
        "prometheus|opentelemetry\\.|sentry_sdk\\.|werkzeug\\.|staticmethod|classmethod|property|"
        "contextlib\\.|typing\\.|sqlalchemy\\.|express\\.|express\\(\\)\\.|cors\\(|helmet|morgan|"
        "compression|cookie-parser|body-parser|express-rate-limit|rate-limiter|express-session|"
        "cookie-session|multer|express-validator|serve-static|method-override|connect-flash|csurf|"
        "csrf-csrf|lusca|hpp|express-mongo-sanitize|celebrate|response-time|swagger-ui-express|"
        "swagger-jsdoc|passport\\.initialize|passport\\.session|i18next|pino-http|express-winston|"
        "express-fileupload|connect-|errorhandler|serve-favicon|xss-clean|express-slow-down|"
        "express-async|http-proxy-middleware|flask\\.|quart\\.|fastapi\\.(Query|Path|Body|Header|"
        "Request|Response|BackgroundTasks)|fastapi\\.security\\.[\\w.]*PasswordRequestForm$)"));
    return pattern;
}

bool speaksOfRights(const QString &name)
{
    static const QRegularExpression pattern(
        QStringLiteral("role|permission|admin|authorize|scope|privilege"),
        QRegularExpression::CaseInsensitiveOption);
    return pattern.match(name).hasMatch();
}

bool validates(const QString &name)
{
    static const QRegularExpression pattern(QStringLiteral(
        "^(webargs|marshmallow|flask_apispec|flask_smorest|flask_restx|flask_pydantic|"
        "flask_openapi3|flask_wtf|express-validator|celebrate)"));
    return pattern.match(name).hasMatch();
}

bool limitsRate(const QString &name)
{
    static const QRegularExpression pattern(
        QStringLiteral("^(flask_limiter\\.|slowapi\\.|express-rate-limit|express-slow-down|"
                       "rate-limiter|express-brute).*(limit|rate|\\(\\))"));
    return pattern.match(name).hasMatch();
}

} // namespace

std::optional<Protection> ProtectionReader::ofLibrary(const FlowValue &value) const
{
    static const QList<std::pair<QRegularExpression, QString>> guards = [] {
        QList<std::pair<QRegularExpression, QString>> list;
        for (const LibraryGuard &guard : LibraryGuards)
            list.append(
                {QRegularExpression(QLatin1String(guard.pattern)), QLatin1String(guard.word)});
        return list;
    }();
    for (QString name : value.names) {
        if (name.startsWith(u"passport") && name.contains(u".authenticate") && value.text)
            name = QStringLiteral("passport.authenticate:") + *value.text;
        Protection protection;
        for (const auto &[pattern, word] : guards) {
            if (!pattern.match(name).hasMatch())
                continue;
            protection.word = word;
            protection.mayCheck = word == u"password";
            protection.byFunction = speaksOfRights(name);
            // What is optional lets strangers through.
            protection.known = !value.truth || *value.truth;
            if (!protection.known)
                protection.word.clear();
            return protection;
        }
        if (openLibraries().match(name).hasMatch()) {
            protection.rateLimit = limitsRate(name);
            protection.mayCheck = validates(name);
            return protection;
        }
    }
    return std::nullopt;
}

QMap<QString, FlowValue> ProtectionReader::expressArguments(const FunctionUse &function) const
{
    const QStringList names = m_flow.parameterNames(function);
    FlowValue request;
    request.part = Part::Request;
    FlowValue response;
    response.part = Part::Response;
    QMap<QString, FlowValue> arguments;
    // Of four, the first is an error.
    const qsizetype first = names.size() >= 4 ? 1 : 0;
    if (names.size() > first)
        arguments.insert(names[first], request);
    if (names.size() > first + 1)
        arguments.insert(names[first + 1], response);
    return arguments;
}

Protection ProtectionReader::of(Role role, const FlowValue &guard)
{
    QString key;
    if (guard.functions.size() == 1) {
        const FunctionUse &function = guard.functions.first();
        key = QStringLiteral("%1 %2 %3 %4")
                  .arg(static_cast<int>(role))
                  .arg(function.module)
                  .arg(function.node)
                  .arg(quintptr(function.around.get()));
        if (const auto known = m_known.constFind(key); known != m_known.constEnd())
            return *known;
    }
    const Protection result = role == Role::Decorator ? ofDecorator(guard)
        : role == Role::Hook                          ? ofHook(guard)
        : role == Role::Dependency                    ? ofDependency(guard)
                                                      : ofMiddleware(guard);
    if (!key.isEmpty())
        m_known.insert(key, result);
    return result;
}

Protection ProtectionReader::ofDecorator(const FlowValue &decorator)
{
    if (const auto library = ofLibrary(decorator))
        return *library;
    Protection result;
    result.known = !decorator.functions.isEmpty();
    result.mayCheck = !result.known;
    for (const FunctionUse &function : decorator.functions) {
        FlowValue wrapper;
        HandlerFacts facts = m_flow.followHandler(function, {}, {}, &wrapper);
        Protection one = ofFacts(facts);
        for (const FunctionUse &inner : wrapper.functions)
            one = together(one, ofFacts(m_flow.followHandler(inner, {})));
        one.byFunction = !one.word.isEmpty() && speaksOfRights(m_flow.node(function).text);
        result = together(result, one);
    }
    return result;
}

Protection ProtectionReader::ofHook(const FlowValue &hook)
{
    Protection result;
    result.known = !hook.functions.isEmpty();
    result.mayCheck = !result.known;
    for (const FunctionUse &function : hook.functions) {
        const HandlerFacts facts = m_flow.followHandler(function, {});
        Protection one = ofFacts(facts);
        // It may let some paths through.
        if (facts.looksAtPath && (!one.word.isEmpty() || !one.known))
            one = {.known = false,
                   .word = {},
                   .byFunction = false,
                   .rateLimit = false,
                   .mayCheck = true,
                   .checked = {}};
        result = together(result, one);
    }
    return result;
}

Protection ProtectionReader::ofDependency(const FlowValue &dependency, int depth)
{
    if (const auto library = ofLibrary(dependency))
        return *library;
    QList<FunctionUse> functions = dependency.functions;
    const auto &use = dependency.instance ? dependency.instance : dependency.literal;
    if (use) {
        const QString entry =
            dependency.instance ? QStringLiteral("__call__") : QStringLiteral("__init__");
        if (const auto found = m_flow.method(*use, entry))
            functions += *found;
        else if (dependency.literal)
            return {};
    }
    Protection result;
    result.known = !functions.isEmpty() && depth < 5;
    for (const FunctionUse &function : std::as_const(functions)) {
        if (depth >= 5)
            break;
        const Signature signature = SignatureReader(m_flow).read(function, {});
        const HandlerFacts facts =
            m_flow.followHandler(function, signature.arguments, signature.known);
        Protection one = ofFacts(facts);
        for (const FlowValue &further : signature.dependencies)
            one = together(one, ofDependency(further, depth + 1));
        one.byFunction =
            one.byFunction || (!one.word.isEmpty() && speaksOfRights(m_flow.node(function).text));
        result = together(result, one);
    }
    return result;
}

Protection ProtectionReader::ofMiddleware(const FlowValue &middleware)
{
    if (const auto library = ofLibrary(middleware))
        return *library;
    Protection result;
    result.known = !middleware.functions.isEmpty();
    result.mayCheck = !result.known;
    for (const FunctionUse &function : middleware.functions) {
        const HandlerFacts facts = m_flow.followHandler(function, expressArguments(function));
        Protection one = ofFacts(facts);
        if (one.word.isEmpty() && facts.moreParameters)
            one.known = false;
        one.byFunction = !one.word.isEmpty() && speaksOfRights(m_flow.node(function).text);
        result = together(result, one);
    }
    return result;
}

} // namespace drawbridge::routes
