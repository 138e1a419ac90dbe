#include "model/import/openapi/parameters.h"

#include "model/import/secretclassifier.h"

#include <algorithm>

namespace drawbridge::openapi {

constexpr qsizetype MostParameters = 200;
constexpr int DeepestComposition = 8;
constexpr qsizetype LongestParameterName = 128;

QString ParameterReader::typeOf(TreeNode schema) const
{
    const TreeNode type = schema[u"type"];
    if (type.isSequence()) { // OpenAPI 3.1
        for (qsizetype i = 0; i < type.size(); ++i) {
            if (type.at(i).text() != u"null")
                return type.at(i).text().left(32);
        }
        return {};
    }
    if (type.isScalar())
        return type.text().left(32);
    return schema[u"properties"].isMapping() ? QStringLiteral("object") : QString();
}

void ParameterReader::add(const QString &name, const QString &location, const QString &type)
{
    ApiParameter added {redactedText(name).simplified().left(LongestParameterName), location, type};
    QList<ApiParameter> &all = m_operation.parameters;
    const auto same = std::find_if(all.begin(), all.end(), [&](const ApiParameter &known) {
        return known.name == added.name && known.location == added.location;
    });
    if (same != all.end())
        *same = added;
    else if (all.size() < MostParameters && !added.name.isEmpty())
        all.append(added);
}

void ParameterReader::readFields(TreeNode schema, const QString &location, int depth)
{
    schema = m_references.resolved(schema);
    if (!schema.isMapping() || depth > DeepestComposition)
        return;
    const TreeNode properties = schema[u"properties"];
    for (qsizetype i = 0; properties.isMapping() && i < properties.size(); ++i) {
        const TreeNode field = m_references.resolved(properties.at(i));
        const TreeNode item = m_references.resolved(field[u"items"]);
        const QString format = (field[u"type"].text() == u"array" ? item : field)[u"format"].text();
        const bool file = format == u"binary" && location == u"form";
        m_operation.takesFiles = m_operation.takesFiles || file;
        add(properties.keyAt(i).text(), file ? QStringLiteral("file") : location, typeOf(field));
    }
    for (const char16_t *parts : {u"allOf", u"oneOf", u"anyOf"}) {
        const TreeNode composed = schema[parts];
        for (qsizetype i = 0; composed.isSequence() && i < composed.size(); ++i)
            readFields(composed.at(i), location, depth + 1);
    }
    if (depth == 0 && typeOf(schema) == u"array")
        add(QStringLiteral("body"), location, QStringLiteral("array"));
}

void ParameterReader::readParameter(TreeNode parameter)
{
    parameter = m_references.resolved(parameter);
    if (!parameter.isMapping())
        return;
    const QString place = parameter[u"in"].text();
    const QString name = parameter[u"name"].text();
    const TreeNode schema = m_references.resolved(parameter[u"schema"]);
    if (place == u"body") { // Swagger 2.0
        m_operation.takesBody = true;
        const qsizetype before = m_operation.parameters.size();
        readFields(schema, QStringLiteral("body"), 0);
        if (m_operation.parameters.size() == before)
            add(name, QStringLiteral("body"), typeOf(schema));
    } else if (place == u"formData") {
        const bool file = parameter[u"type"].text() == u"file";
        m_operation.takesBody = true;
        m_operation.takesFiles = m_operation.takesFiles || file;
        add(name, file ? QStringLiteral("file") : QStringLiteral("form"), typeOf(parameter));
    } else if (place == u"path" || place == u"query" || place == u"header" || place == u"cookie") {
        add(name, place, schema.isMissing() ? typeOf(parameter) : typeOf(schema));
    }
}

void ParameterReader::readParameters(TreeNode parameters)
{
    for (qsizetype i = 0; parameters.isSequence() && i < parameters.size(); ++i)
        readParameter(parameters.at(i));
}

void ParameterReader::readBody(TreeNode body)
{
    const TreeNode content = m_references.resolved(body)[u"content"];
    for (qsizetype i = 0; content.isMapping() && i < content.size(); ++i) {
        const QString media = content.keyAt(i).text();
        const bool form =
            media.startsWith(u"multipart/") || media == u"application/x-www-form-urlencoded";
        const TreeNode schema = m_references.resolved(content.at(i)[u"schema"]);
        m_operation.takesBody = true;
        const bool raw =
            media == u"application/octet-stream" || schema[u"format"].text() == u"binary";
        m_operation.takesFiles = m_operation.takesFiles || raw;
        if (raw)
            add(QStringLiteral("body"), QStringLiteral("file"), QStringLiteral("string"));
        else
            readFields(schema, form ? QStringLiteral("form") : QStringLiteral("body"), 0);
    }
}

} // namespace drawbridge::openapi
