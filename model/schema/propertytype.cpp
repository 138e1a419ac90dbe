#include "model/schema/propertyschema.h"

#include "model/base/id.h"

#include <QDate>

namespace drawbridge {

static QString wrongType(const char *wanted, const Value &value)
{
    QString shown = value.toDisplayString();
    if (shown.size() > 40)
        shown = shown.left(40) + QStringLiteral("...");
    return QStringLiteral("'%1' is not %2").arg(shown, QLatin1String(wanted));
}

static QString checkText(const PropertyType &type, const Value &value)
{
    const QString *text = value.asString();
    if (!text)
        return wrongType("a text", value);
    if (type.unit == PropertyUnit::Date && !QDate::fromString(*text, Qt::ISODate).isValid())
        return wrongType("a date of the form 2026-01-31", value);
    return {};
}

static QString checkMember(const PropertyType &type, const Value &value)
{
    const QString *text = value.asString();
    if (text && type.members.contains(*text))
        return {};
    return wrongType("one of: ", value) + type.members.join(QStringLiteral(", "));
}

static QString checkReference(const Value &value)
{
    const QString *text = value.asString();
    return text && IdText::isValid(text->toUtf8()) ? QString() : wrongType("an id", value);
}

static QString checkRecord(const PropertyType &type, const Value &value)
{
    const ValueMap *map = value.asMap();
    if (!map)
        return wrongType("a record", value);
    for (auto it = map->begin(); it != map->end(); ++it) {
        const auto field = std::find_if(
            type.fields.begin(), type.fields.end(),
            [&](const PropertyField &candidate) { return candidate.name == it.key(); });
        if (field == type.fields.end())
            return QStringLiteral("there is no field '%1'").arg(it.key());
        if (const QString wrong = field->type.check(it.value()); !wrong.isEmpty())
            return it.key() + QStringLiteral(": ") + wrong;
    }
    return {};
}

static QString checkItems(const PropertyType &type, const Value &value)
{
    if (type.kind == PropertyKind::List) {
        const ValueList *list = value.asList();
        if (!list)
            return wrongType("a list", value);
        for (qsizetype i = 0; i < list->size(); ++i) {
            if (const QString wrong = type.item->check(list->at(i)); !wrong.isEmpty())
                return QStringLiteral("item %1: %2").arg(i + 1).arg(wrong);
        }
        return {};
    }
    const ValueMap *map = value.asMap();
    if (!map)
        return wrongType("a map", value);
    for (auto it = map->begin(); it != map->end(); ++it) {
        if (const QString wrong = type.item->check(it.value()); !wrong.isEmpty())
            return it.key() + QStringLiteral(": ") + wrong;
    }
    return {};
}

QString PropertyType::check(const Value &value) const
{
    switch (kind) {
    case PropertyKind::Bool:
        return value.asBool() ? QString() : wrongType("true or false", value);
    case PropertyKind::Int:
        return value.asInt() ? QString() : wrongType("a whole number", value);
    case PropertyKind::Double:
        return value.asDouble() || value.asInt() ? QString() : wrongType("a number", value);
    case PropertyKind::String:
        return checkText(*this, value);
    case PropertyKind::Enum:
        return checkMember(*this, value);
    case PropertyKind::Reference:
        return checkReference(value);
    case PropertyKind::List:
    case PropertyKind::Map:
        return checkItems(*this, value);
    case PropertyKind::Record:
        return checkRecord(*this, value);
    }
    return {};
}

} // namespace drawbridge
