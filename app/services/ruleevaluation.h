#pragma once

#include "model/base/result.h"

#include <QByteArray>

namespace drawbridge {

// The answer of `rules eval`, for scripts ({"type", "value"}, {"error"} or {"unknown": [names]})
// and for people.
struct ConditionAnswer
{
    QByteArray json;
    QByteArray plain;
};

// Evaluates a condition over variables given as a JSON object. A number without '.' or 'e' is an
// int; names that have no variable are unknown. Fails only when the variables are no JSON object.
Result<ConditionAnswer> evaluateCondition(const QString &expression, const QByteArray &variables);

} // namespace drawbridge
