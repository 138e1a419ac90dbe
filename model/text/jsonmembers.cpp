#include "model/text/jsonmembers.h"

#include <limits>

namespace drawbridge {

Value memberOf(const Value &map, QStringView path)
{
    Value at = map;
    for (const QStringView step : path.split(u'/')) {
        const ValueMap *members = at.asMap();
        if (!members)
            return {};
        Value next = members->value(step.toString());
        at = std::move(next);
    }
    return at;
}

QString textOf(const Value &map, QStringView path)
{
    const Value value = memberOf(map, path);
    if (const QString *text = value.asString())
        return *text;
    if (const qint64 *number = value.asInt())
        return QString::number(*number);
    return {};
}

int numberOf(const Value &map, QStringView path)
{
    const Value value = memberOf(map, path);
    const qint64 *number = value.asInt();
    return number && *number > 0 && *number < std::numeric_limits<int>::max()
        ? static_cast<int>(*number)
        : 0;
}

QStringList textsOf(const Value &map, QStringView path)
{
    const Value value = memberOf(map, path);
    QStringList texts;
    if (const QString *one = value.asString())
        texts += *one;
    if (const ValueList *list = value.asList()) {
        for (const Value &each : *list) {
            if (const QString *text = each.asString())
                texts += *text;
        }
    }
    return texts;
}

} // namespace drawbridge
