#include "model/base/value.h"

#include <QStringList>

namespace drawbridge {

static QString joined(const ValueList &list)
{
    QStringList parts;
    for (const Value &item : list)
        parts += item.toDisplayString();
    return parts.join(QStringLiteral(", "));
}

static QString joined(const ValueMap &map)
{
    QStringList parts;
    for (auto it = map.begin(); it != map.end(); ++it)
        parts += it.key() + u' ' + it.value().toDisplayString();
    return parts.join(QStringLiteral(", "));
}

QString Value::toDisplayString() const
{
    if (const bool *flag = asBool())
        return *flag ? QStringLiteral("yes") : QStringLiteral("no");
    if (const qint64 *number = asInt())
        return QString::number(*number);
    if (const double *number = asDouble())
        return QString::number(*number, 'g', 15);
    if (const QString *text = asString())
        return *text;
    if (const ValueList *list = asList())
        return list->isEmpty() ? QStringLiteral("none") : joined(*list);
    if (const ValueMap *map = asMap())
        return joined(*map);
    return QStringLiteral("none");
}

} // namespace drawbridge
