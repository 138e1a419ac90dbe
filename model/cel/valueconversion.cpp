#include "model/cel/valueconversion.h"

#include "model/cel/decimal.h"

namespace drawbridge::cel {

namespace {

// A value that is shared inside a result is copied as often as it is used.
constexpr int MaximumCopiedCells = 1'000'000;
constexpr int MaximumCopyDepth = 1200;

class ValueCopy
{
public:
    explicit ValueCopy(const Activation &activation)
        : m_activation(activation)
    {
    }

    Value copy(const CelValue &value, int depth = 0)
    {
        if (--m_cellsLeft < 0 || depth > MaximumCopyDepth) {
            m_failed = true;
            return Value();
        }
        switch (value.kind()) {
        case CelValue::Kind::Bool:
            return Value(value.toBool());
        case CelValue::Kind::Int:
            return Value(value.toInt());
        case CelValue::Kind::Double:
            return Value(value.toDouble());
        case CelValue::Kind::String:
        case CelValue::Kind::Type:
            m_cellsLeft -= static_cast<int>(value.size() / 16);
            return Value(value.toString().toString());
        case CelValue::Kind::List:
            return copyList(value, depth);
        case CelValue::Kind::Map:
            return copyMap(value, depth);
        case CelValue::Kind::Object:
            return Value(m_activation.describe(value.toObject()));
        default:
            return Value();
        }
    }

    bool failed() const { return m_failed; }

private:
    Value copyList(const CelValue &list, int depth)
    {
        ValueList items;
        for (quint32 i = 0; i < list.size() && !m_failed; ++i)
            items.append(copy(list.at(i), depth + 1));
        return Value(items);
    }

    Value copyMap(const CelValue &map, int depth)
    {
        ValueMap entries;
        map.eachEntry([&](const CelValue &key, const CelValue &value) {
            entries.insert(keyText(key), copy(value, depth + 1));
            return !m_failed;
        });
        return Value(entries);
    }

    // Maps of files have text keys only.
    static QString keyText(const CelValue &key)
    {
        if (key.isString())
            return key.toString().toString();
        if (key.isBool())
            return key.toBool() ? QStringLiteral("true") : QStringLiteral("false");
        return QString::number(key.toInt());
    }

    const Activation &m_activation;
    int m_cellsLeft = MaximumCopiedCells;
    bool m_failed = false;
};

} // namespace

Result<Value> toValue(const CelValue &value, const Activation &activation)
{
    if (value.isError())
        return Error {ErrorCode::InvalidInput, value.toError()->message.toString(), {}};
    if (value.isUnknown())
        return Error {ErrorCode::NotFound, QStringLiteral("the value is not known"), {}};
    ValueCopy copy(activation);
    Value result = copy.copy(value);
    if (copy.failed())
        return Error {ErrorCode::LimitExceeded, QStringLiteral("the value is too large"), {}};
    return result;
}

CelValue copiedTo(const CelValue &value, Arena &arena)
{
    switch (value.kind()) {
    case CelValue::Kind::String:
        return CelValue::string(arena.copy(value.toString()));
    case CelValue::Kind::Type:
        return CelValue::typeName(arena.copy(value.toString()));
    case CelValue::Kind::List: {
        CelValue *items = arena.allocate<CelValue>(value.size());
        for (quint32 i = 0; i < value.size(); ++i)
            items[i] = copiedTo(value.at(i), arena);
        return CelValue::list({items, value.size()});
    }
    case CelValue::Kind::Map: {
        MapEntry *entries = arena.allocate<MapEntry>(value.size());
        MapEntry *next = entries;
        value.eachEntry([&](const CelValue &key, const CelValue &item) {
            *next++ = {copiedTo(key, arena), copiedTo(item, arena)};
            return true;
        });
        return CelValue::map({entries, value.size()});
    }
    default:
        return value;
    }
}

static QString listText(const CelValue &list, const Activation &activation)
{
    QStringList items;
    for (quint32 i = 0; i < list.size(); ++i)
        items += displayText(list.at(i), activation);
    if (list.isPartial())
        items += QStringLiteral("...");
    return items.isEmpty() ? QStringLiteral("none") : items.join(QStringLiteral(", "));
}

QString displayText(const CelValue &value, const Activation &activation)
{
    switch (value.kind()) {
    case CelValue::Kind::Unknown:
        return QStringLiteral("unknown");
    case CelValue::Kind::Error:
        return QStringLiteral("?");
    case CelValue::Kind::String:
    case CelValue::Kind::Type:
        return value.toString().toString();
    case CelValue::Kind::Int:
        return QString::number(value.toInt());
    case CelValue::Kind::Double:
        return doubleText(value.toDouble());
    case CelValue::Kind::Object:
        return activation.describe(value.toObject());
    case CelValue::Kind::List:
        return value.size() <= 1000 ? listText(value, activation) : QStringLiteral("...");
    default:
        break;
    }
    const auto converted = toValue(value, activation);
    return converted ? converted->toDisplayString() : QStringLiteral("...");
}

} // namespace drawbridge::cel
