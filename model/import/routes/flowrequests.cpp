#include "model/import/routes/valueflow.h"

#include <array>

namespace drawbridge::routes {

using namespace code;

namespace {

struct PartName
{
    const char16_t *name;
    Part part;
};

// Members of a request: of Flask and Quart, of Starlette and FastAPI, of Express.
constexpr std::array RequestMembers = {
    PartName {u"args", Part::Query},
    PartName {u"query_params", Part::Query},
    PartName {u"query", Part::Query},
    PartName {u"values", Part::Query},
    PartName {u"form", Part::Form},
    PartName {u"json", Part::Json},
    PartName {u"body", Part::Json},
    PartName {u"headers", Part::Headers},
    PartName {u"cookies", Part::Cookies},
    PartName {u"signedCookies", Part::Cookies},
    PartName {u"files", Part::Files},
    PartName {u"file", Part::File},
    PartName {u"view_args", Part::PathValues},
    PartName {u"path_params", Part::PathValues},
    PartName {u"params", Part::PathValues},
    PartName {u"query_string", Part::RawQuery},
};

// The location that the property schema knows, by the part.
QString locationOf(Part part)
{
    switch (part) {
    case Part::Query:
    case Part::RawQuery:
        return QStringLiteral("query");
    case Part::Form:
        return QStringLiteral("form");
    case Part::Headers:
        return QStringLiteral("header");
    case Part::Cookies:
        return QStringLiteral("cookie");
    case Part::Files:
    case Part::File:
        return QStringLiteral("file");
    case Part::PathValues:
        return QStringLiteral("path");
    default:
        return QStringLiteral("body");
    }
}

bool isContainer(Part part)
{
    return part == Part::Query || part == Part::Form || part == Part::Json || part == Part::Headers
        || part == Part::Cookies || part == Part::Files || part == Part::PathValues;
}

} // namespace

// "flask.request" and its like are requests wherever they stand.
void ValueFlow::recogniseRequest(FlowValue &value)
{
    static const QStringList requests {QStringLiteral("flask.request"),
                                       QStringLiteral("quart.request"),
                                       QStringLiteral("flask.globals.request")};
    for (const QString &name : std::as_const(value.names)) {
        if (requests.contains(name)) {
            value.part = Part::Request;
            value.names.clear();
            return;
        }
    }
}

// Names of sessions and of whoever is logged in.
void ValueFlow::touch(const FlowValue &value)
{
    static const QStringList sessions {
        QStringLiteral("flask.session"), QStringLiteral("quart.session"),
        QStringLiteral("flask_login.current_user"), QStringLiteral("flask.g.user"),
        QStringLiteral("quart_auth.current_user")};
    if (!m_handler)
        return;
    for (const QString &name : value.names) {
        for (const QString &session : sessions) {
            if (name == session || name.startsWith(session + u'.'))
                m_handler->touched.insert(Credential::Session);
        }
    }
}

void ValueFlow::touchHeader(const QString &name)
{
    if (!m_handler)
        return;
    const QString lower = name.toLower();
    if (lower == u"authorization")
        m_handler->touched.insert(Credential::Token);
    else if (lower.contains(u"api-key") || lower.contains(u"apikey") || lower.contains(u"api_key"))
        m_handler->touched.insert(Credential::Key);
    else if (lower.contains(u"token"))
        m_handler->touched.insert(Credential::Token);
}

void ValueFlow::touchCompared(const FlowValue &value)
{
    for (const Taint &taint : value.taints) {
        const ParameterFacts &facts = m_handler->parameters.at(taint.parameter);
        if (facts.location == u"header" || facts.location == u"query")
            touchHeader(facts.name);
    }
}

// One parameter of a part, by its name.
FlowValue ValueFlow::partItem(Part part, const std::optional<QString> &key, int where)
{
    FlowValue value;
    if (!isContainer(part)) {
        if (part == Part::Request || part == Part::Response)
            return value;
        value.part = part;
        return wholePart(value, where);
    }
    if (!m_handler)
        return value;
    if (!key || key->isEmpty()) {
        m_handler->moreParameters = true;
        return value;
    }
    if (part == Part::Headers)
        touchHeader(*key);
    value = parameterValue(key->left(128), locationOf(part), where);
    const Grade checked = m_checked.value(-static_cast<int>(part), Grade::None);
    value.raise(checked);
    if (!value.taints.isEmpty() && checked != Grade::None) {
        Grade &best = m_handler->parameters[value.taints.first().parameter].best;
        best = std::max(best, checked);
    }
    if (part == Part::Files) {
        value.part = Part::File;
        m_handler->takesFiles = true;
    }
    return value;
}

// A part that is used as one value: the body as a whole, the text of the query.
FlowValue ValueFlow::wholePart(const FlowValue &value, int where)
{
    FlowValue whole;
    whole.taints = value.taints;
    if (!m_handler)
        return whole;
    switch (value.part) {
    case Part::Json:
    case Part::Form:
        return parameterValue(
            QStringLiteral("body"),
            value.part == Part::Json ? QStringLiteral("body") : QStringLiteral("form"), where);
    case Part::RawQuery:
        return parameterValue(QStringLiteral("query"), QStringLiteral("query"), where);
    case Part::Request:
    case Part::Query:
    case Part::Headers:
    case Part::Cookies:
    case Part::Files:
    case Part::PathValues:
        m_handler->moreParameters = true;
        return whole;
    default:
        return whole;
    }
}

FlowValue ValueFlow::partMember(const FlowValue &object, const QString &name, int where)
{
    FlowValue value;
    if (object.part == Part::Response) {
        value.names = {QStringLiteral("express.response.") + name};
        value.part = Part::None;
        return value;
    }
    if (object.part == Part::File) {
        // What the server itself calls an upload is not the caller's.
        const bool chosen = language() == Language::Python || name == u"originalname"
            || name == u"name" || name == u"buffer" || name == u"data";
        if (chosen)
            value.taints = object.taints;
        value.names = {QStringLiteral("upload.") + name};
        return value;
    }
    if (object.part == Part::RawQuery)
        return object;
    if (object.part != Part::Request) {
        // "req.query.name"; of Python, a method that is not called.
        if (language() == Language::Script)
            return partItem(object.part, name, where);
        value.part = object.part;
        return value;
    }
    for (const PartName &known : RequestMembers) {
        if (name != known.name)
            continue;
        value.part = known.part;
        if ((value.part == Part::Files || value.part == Part::File) && m_handler) {
            m_handler->takesFiles = true;
            if (value.part == Part::File)
                value = parameterValue(QStringLiteral("file"), QStringLiteral("file"), where);
            value.part = known.part;
        }
        return value;
    }
    if (name == u"data" || name == u"stream" || name == u"rawBody")
        return parameterValue(QStringLiteral("body"), QStringLiteral("body"), where);
    if (name == u"method" && m_handler && !m_handler->method.isEmpty()) {
        value.text = m_handler->method;
        value.decides = true;
        return value;
    }
    static const QStringList paths {QStringLiteral("endpoint"),  QStringLiteral("path"),
                                    QStringLiteral("blueprint"), QStringLiteral("originalUrl"),
                                    QStringLiteral("url"),       QStringLiteral("url_rule")};
    if (m_handler && paths.contains(name))
        m_handler->looksAtPath = true;
    const bool session = name == u"session" || name == u"user" || name == u"auth";
    if (session && m_handler)
        m_handler->touched.insert(Credential::Session);
    if (name == u"authorization" && m_handler)
        m_handler->touched.insert(Credential::Basic);
    value.names = {QStringLiteral("express.request.") + name};
    return value;
}

// Calls of methods of a request and its parts.
std::optional<FlowValue> ValueFlow::partCall(const FlowCall &call)
{
    static const QStringList reads {QStringLiteral("get"), QStringLiteral("getlist"),
                                    QStringLiteral("pop"), QStringLiteral("getAll"),
                                    QStringLiteral("setdefault")};
    static const QStringList copies {QStringLiteral("to_dict"), QStringLiteral("dict"),
                                     QStringLiteral("copy"), QStringLiteral("items"),
                                     QStringLiteral("multi_items")};
    const Part part = call.receiver.part;
    FlowValue value;
    if (part == Part::Request) {
        if (call.method == u"get_json" || call.method == u"json") {
            value.part = Part::Json;
            return value;
        }
        if (call.method == u"form") {
            value.part = Part::Form;
            return value;
        }
        if (call.method == u"get_data" || call.method == u"body" || call.method == u"stream")
            return parameterValue(QStringLiteral("body"), QStringLiteral("body"), call.line);
        if (call.method == u"get" || call.method == u"header")
            return partItem(Part::Headers, call.constant(0), call.line);
        return std::nullopt;
    }
    if (part == Part::RawQuery && call.method != u"get") {
        value.part = part;
        return value;
    }
    if (!isContainer(part))
        return std::nullopt;
    if (copies.contains(call.method)) {
        value.part = part;
        return value;
    }
    if (!reads.contains(call.method))
        return std::nullopt;
    const FlowArgument *key = call.argument(0, QStringLiteral("key"));
    value = partItem(part, key ? key->value.text : std::nullopt, call.line);
    // "request.args.get('n', type=int)"
    const FlowArgument *type = call.argument(2, QStringLiteral("type"));
    if (type && !value.taints.isEmpty() && !type->value.names.contains(QStringLiteral("str"))) {
        value.raise(Grade::Type);
        ParameterFacts &facts = m_handler->parameters[value.taints.first().parameter];
        facts.best = std::max(facts.best, Grade::Type);
        if (facts.type.isEmpty() && !type->value.names.isEmpty())
            facts.type = type->value.names.first() == u"int" ? QStringLiteral("integer")
                                                             : type->value.names.first();
    }
    return value;
}

} // namespace drawbridge::routes
