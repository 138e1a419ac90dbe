#include "app/services/ruleevaluation.h"

#include "app/services/treevalue.h"

#include "model/cel/evaluateexpression.h"
#include "model/text/jsonwriter.h"
#include "model/text/textencoding.h"
#include "model/text/treedocument.h"

#include <algorithm>
#include <cmath>

namespace drawbridge {

static Result<ValueMap> parseVariables(const QByteArray &json)
{
    if (json.isEmpty())
        return ValueMap();
    const auto document = TreeDocument::parseJson(json, QStringLiteral("--vars"));
    if (!document)
        return document.error();
    if (!document->root().isMapping())
        return document->root().error(QStringLiteral("the variables must be a JSON object"));
    const Value variables = treeValue(document->root());
    return *variables.asMap();
}

// JSON has no word for these, and null would read as another value.
static Value speakable(const Value &value)
{
    if (const double *number = value.asDouble(); number && !std::isfinite(*number))
        return std::isnan(*number) ? QStringLiteral("NaN")
            : *number > 0          ? QStringLiteral("Infinity")
                                   : QStringLiteral("-Infinity");
    if (const ValueList *list = value.asList()) {
        ValueList result;
        std::transform(list->begin(), list->end(), std::back_inserter(result), speakable);
        return result;
    }
    if (const ValueMap *map = value.asMap()) {
        ValueMap result;
        for (auto it = map->begin(); it != map->end(); ++it)
            result.insert(it.key(), speakable(it.value()));
        return result;
    }
    return value;
}

static ConditionAnswer answerOf(const cel::Evaluation &evaluation)
{
    JsonWriter writer;
    QString plain;
    writer.beginObject();
    writer.member(u"schema", QStringLiteral("drawbridge/evaluation/1"));
    switch (evaluation.state) {
    case cel::Evaluation::State::Value:
        writer.member(u"type", evaluation.typeName);
        writer.member(u"value", speakable(evaluation.value));
        plain = evaluation.typeName + u' ' + evaluation.value.toDisplayString();
        break;
    case cel::Evaluation::State::Unknown:
        writer.key(u"unknown");
        writer.beginArray();
        for (const QString &name : evaluation.unknownNames)
            writer.value(name);
        writer.endArray();
        plain = QStringLiteral("unknown: ") + evaluation.unknownNames.join(QStringLiteral(", "));
        break;
    case cel::Evaluation::State::Error:
        writer.member(u"error", evaluation.error.toString());
        plain = QStringLiteral("error: ") + evaluation.error.toString();
        break;
    }
    writer.endObject();
    return {writer.take(), (terminalSafe(plain) + u'\n').toUtf8()};
}

Result<ConditionAnswer> evaluateCondition(const QString &expression, const QByteArray &variables)
{
    const Result<ValueMap> values = parseVariables(variables);
    if (!values)
        return values.error();
    return answerOf(cel::evaluateExpression(expression, *values));
}

} // namespace drawbridge
