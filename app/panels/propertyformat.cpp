#include "app/panels/propertyformat.h"

#include <QCoreApplication>

#include <array>
#include <cmath>

namespace drawbridge {

static QString translated(const char *text)
{
    return QCoreApplication::translate("PropertyFormat", text);
}

static QString formatBytes(qint64 bytes)
{
    static constexpr std::array<const char *, 5> Units {"bytes", "KiB", "MiB", "GiB", "TiB"};
    size_t unit = 0;
    double amount = static_cast<double>(bytes);
    while (std::abs(amount) >= 1024 && unit + 1 < Units.size()) {
        amount /= 1024;
        ++unit;
    }
    return QString::number(amount, 'g', 6) + u' ' + QLatin1String(Units[unit]);
}

static QString formatInt(PropertyUnit unit, qint64 number)
{
    switch (unit) {
    case PropertyUnit::Bytes:
        return formatBytes(number);
    case PropertyUnit::Milliseconds:
        return number % 1000 == 0 ? QStringLiteral("%1 s").arg(number / 1000)
                                  : QStringLiteral("%1 ms").arg(number);
    default:
        return QString::number(number);
    }
}

QString formatValue(const PropertyType &type, const Value &value)
{
    if (value.isNull())
        return translated("none");
    if (const bool *flag = value.asBool())
        return *flag ? translated("Yes") : translated("No");
    if (const qint64 *number = value.asInt())
        return formatInt(type.unit, *number);
    if (const ValueList *list = value.asList();
        list && type.item && type.item->kind == PropertyKind::Record)
        return list->isEmpty() ? translated("none") : translated("%1 items").arg(list->size());
    if (const double *number = value.asDouble())
        return QString::number(*number, 'g', 6);
    return value.toDisplayString();
}

bool isTypedAsText(const PropertyType &type)
{
    switch (type.kind) {
    case PropertyKind::Int:
    case PropertyKind::Double:
    case PropertyKind::String:
        return true;
    case PropertyKind::List:
        return type.item && type.item->kind == PropertyKind::String;
    default:
        return false;
    }
}

static Result<Value> parseBytes(const QString &text)
{
    QString number = text.trimmed().toLower();
    qint64 factor = 1;
    const QList<std::pair<const char *, qint64>> suffixes {{"tib", 1LL << 40}, {"gib", 1LL << 30},
                                                           {"mib", 1LL << 20}, {"kib", 1LL << 10},
                                                           {"bytes", 1},       {"tb", 1LL << 40},
                                                           {"gb", 1LL << 30},  {"mb", 1LL << 20},
                                                           {"kb", 1LL << 10},  {"t", 1LL << 40},
                                                           {"g", 1LL << 30},   {"m", 1LL << 20},
                                                           {"k", 1LL << 10},   {"b", 1}};
    for (const auto &[suffix, size] : suffixes) {
        if (number.endsWith(QLatin1String(suffix))) {
            number.chop(static_cast<qsizetype>(qstrlen(suffix)));
            factor = size;
            break;
        }
    }
    bool valid = false;
    const double amount = number.trimmed().toDouble(&valid) * static_cast<double>(factor);
    if (!valid || amount < 0 || amount > 9e18)
        return Error {ErrorCode::InvalidInput, translated("Type a size such as 512 MiB"), {}};
    return Value(static_cast<qint64>(amount));
}

static Result<Value> parseInt(const PropertyType &type, const QString &text)
{
    if (type.unit == PropertyUnit::Bytes)
        return parseBytes(text);
    QString number = text.trimmed();
    qint64 factor = 1;
    if (type.unit == PropertyUnit::Milliseconds) {
        if (number.endsWith(QStringLiteral("ms")))
            number.chop(2);
        else if (number.endsWith(u's')) {
            number.chop(1);
            factor = 1000;
        }
    }
    bool valid = false;
    const qint64 parsed = number.trimmed().toLongLong(&valid);
    if (!valid || std::abs(parsed) > std::numeric_limits<qint64>::max() / 1000)
        return Error {ErrorCode::InvalidInput, translated("Type a whole number"), {}};
    return Value(parsed * factor);
}

Result<Value> parseValue(const PropertyType &type, const QString &text)
{
    switch (type.kind) {
    case PropertyKind::Int:
        return parseInt(type, text);
    case PropertyKind::Double: {
        bool valid = false;
        const double number = text.trimmed().toDouble(&valid);
        if (!valid)
            return Error {ErrorCode::InvalidInput, translated("Type a number such as 0.5"), {}};
        return Value(number);
    }
    case PropertyKind::List: {
        ValueList items;
        for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
            if (!part.trimmed().isEmpty())
                items += Value(part.trimmed());
        }
        return Value(items);
    }
    default:
        return Value(text.trimmed());
    }
}

} // namespace drawbridge
