#include "model/cel/operations.h"

#include "model/cel/comparison.h"

#include <algorithm>
#include <limits>

namespace drawbridge::cel {

CelValue noOverload(Builtin builtin, const CelValue &operand, Scratch &scratch)
{
    return scratch.error(
        QStringLiteral("no such overload: %1(%2)").arg(builtinSymbol(builtin), operand.kindName()));
}

CelValue noOverload(Builtin builtin, const CelValue &left, const CelValue &right, Scratch &scratch)
{
    const QString symbol = builtinSymbol(builtin);
    if (builtin == Builtin::Index)
        return scratch.error(
            QStringLiteral("no such overload: %1[%2]").arg(left.kindName(), right.kindName()));
    const QString shape =
        builtin > Builtin::Index ? QStringLiteral("%1.%2(%3)") : QStringLiteral("%1 %2 %3");
    return scratch.error(QStringLiteral("no such overload: ")
                         + shape.arg(left.kindName(), symbol, right.kindName()));
}

CelValue strictResult(std::span<const CelValue> operands, Scratch &scratch)
{
    CelValue result;
    for (const CelValue &operand : operands) {
        if (operand.isError())
            return operand;
        if (operand.isUnknown())
            result = result.isUnknown() ? scratch.united(result, operand) : operand;
    }
    return result;
}

static CelValue intArithmetic(Builtin builtin, qint64 left, qint64 right, Scratch &scratch)
{
    qint64 result = 0;
    bool overflow = false;
    switch (builtin) {
    case Builtin::Add:
        overflow = __builtin_add_overflow(left, right, &result);
        break;
    case Builtin::Subtract:
        overflow = __builtin_sub_overflow(left, right, &result);
        break;
    case Builtin::Multiply:
        overflow = __builtin_mul_overflow(left, right, &result);
        break;
    default:
        if (right == 0)
            return scratch.error(builtin == Builtin::Divide ? u"divide by zero"
                                                            : u"modulus by zero");
        overflow = right == -1 && left == std::numeric_limits<qint64>::min();
        if (!overflow)
            result = builtin == Builtin::Divide ? left / right : left % right;
        break;
    }
    return overflow ? scratch.error(u"integer overflow") : CelValue::integer(result);
}

CelValue arithmetic(Builtin builtin, const CelValue &left, const CelValue &right, Scratch &scratch)
{
    if (left.isInt() && right.isInt())
        return intArithmetic(builtin, left.toInt(), right.toInt(), scratch);
    if (left.isDouble() && right.isDouble()) {
        const double a = left.toDouble();
        const double b = right.toDouble();
        if (builtin == Builtin::Add)
            return CelValue::real(a + b);
        if (builtin == Builtin::Subtract)
            return CelValue::real(a - b);
        if (builtin == Builtin::Multiply)
            return CelValue::real(a * b);
        if (builtin == Builtin::Divide)
            return CelValue::real(a / b);
    }
    return noOverload(builtin, left, right, scratch);
}

static CelValue concatenatedTexts(QStringView left, QStringView right, Scratch &scratch)
{
    const qsizetype size = left.size() + right.size();
    if (size > Scratch::MaximumTextLength)
        return scratch.error(u"the string is longer than 1048576 characters");
    scratch.charge(static_cast<quint64>(size) / 64);
    char16_t *text = scratch.allocate<char16_t>(static_cast<size_t>(size));
    std::copy(right.utf16(), right.utf16() + right.size(),
              std::copy(left.utf16(), left.utf16() + left.size(), text));
    return CelValue::string({text, size});
}

static CelValue concatenatedLists(const CelValue &left, const CelValue &right, Scratch &scratch)
{
    const size_t size = size_t(left.size()) + right.size();
    if (size > Scratch::MaximumListSize)
        return scratch.error(u"the list has more than 1000000 items");
    scratch.charge(size / 16);
    CelValue *items = scratch.allocate<CelValue>(size);
    for (quint32 i = 0; i < left.size(); ++i)
        items[i] = left.at(i);
    for (quint32 i = 0; i < right.size(); ++i)
        items[left.size() + i] = right.at(i);
    CelValue result = CelValue::list({items, size});
    for (const CelValue *part : {&left, &right}) {
        if (part->isPartial())
            result = scratch.partialList(result, *part->missing());
    }
    return result;
}

CelValue add(const CelValue &left, const CelValue &right, Scratch &scratch)
{
    if (left.isString() && right.isString())
        return concatenatedTexts(left.toString(), right.toString(), scratch);
    if (left.isList() && right.isList())
        return concatenatedLists(left, right, scratch);
    return arithmetic(Builtin::Add, left, right, scratch);
}

// An index may be a double that is a whole number.
static bool wholeIndex(const CelValue &index, qint64 *whole)
{
    if (index.isInt()) {
        *whole = index.toInt();
        return true;
    }
    if (!index.isDouble() || !(index.toDouble() >= -1.0 && index.toDouble() <= 4294967296.0))
        return false;
    *whole = static_cast<qint64>(index.toDouble());
    return static_cast<double>(*whole) == index.toDouble();
}

CelValue elementAt(const CelValue &container, const CelValue &index, Scratch &scratch)
{
    if (container.isMap()) {
        bool found = false;
        const CelValue value = container.lookup(index, &found);
        if (found)
            return value;
        return scratch.error(
            index.isString() ? QStringLiteral("no such key: '%1'")
                                   .arg(index.toString().first(qMin<qsizetype>(index.size(), 60)))
                             : QStringLiteral("no such key"));
    }
    qint64 whole = 0;
    if (!container.isList() || !index.isNumber())
        return noOverload(Builtin::Index, container, index, scratch);
    if (!wholeIndex(index, &whole))
        return scratch.error(u"invalid index: it is no whole number");
    if (whole >= 0 && whole < qint64(container.size()))
        return container.at(static_cast<quint32>(whole));
    if (container.isPartial() && whole >= 0)
        return CelValue::unknown(container.missing());
    return scratch.error(QStringLiteral("index out of range: %1 in a list of %2 items")
                             .arg(whole)
                             .arg(container.size()));
}

static qint64 codePoints(QStringView text)
{
    const char16_t *unit = text.utf16();
    const char16_t *end = unit + text.size();
    qint64 count = 0;
    for (; unit != end; ++unit) {
        const bool pair =
            QChar::isHighSurrogate(*unit) && unit + 1 != end && QChar::isLowSurrogate(unit[1]);
        unit += pair ? 1 : 0;
        ++count;
    }
    return count;
}

CelValue sizeOf(const CelValue &value, Scratch &scratch)
{
    if (value.isString()) {
        scratch.charge(value.size() / 64);
        return CelValue::integer(codePoints(value.toString()));
    }
    if (value.isList() && value.isPartial())
        return CelValue::unknown(value.missing());
    if (value.isList() || value.isMap())
        return CelValue::integer(value.size());
    return noOverload(Builtin::Size, value, scratch);
}

CelValue makeMap(std::span<MapEntry> entries, Scratch &scratch)
{
    scratch.charge(entries.size() / 4);
    for (const MapEntry &entry : entries) {
        if (!entry.key.isBool() && !entry.key.isInt() && !entry.key.isString())
            return scratch.error(
                QStringLiteral("unsupported key type: %1").arg(entry.key.kindName()));
    }
    std::stable_sort(entries.begin(), entries.end(), [](const MapEntry &a, const MapEntry &b) {
        return compareKeys(a.key, b.key) < 0;
    });
    const auto repeated = std::adjacent_find(
        entries.begin(), entries.end(),
        [](const MapEntry &a, const MapEntry &b) { return compareKeys(a.key, b.key) == 0; });
    if (repeated != entries.end())
        return scratch.error(u"the map has the same key twice");
    return CelValue::map(entries);
}

CelValue applyUnary(Builtin builtin, const CelValue &operand, Scratch &scratch)
{
    switch (builtin) {
    case Builtin::Not:
        return operand.isBool() ? CelValue::boolean(!operand.toBool())
                                : noOverload(builtin, operand, scratch);
    case Builtin::Negate:
        if (operand.isDouble())
            return CelValue::real(-operand.toDouble());
        return operand.isInt() ? intArithmetic(Builtin::Subtract, 0, operand.toInt(), scratch)
                               : noOverload(builtin, operand, scratch);
    case Builtin::Size:
        return sizeOf(operand, scratch);
    case Builtin::ToInt:
        return toInt(operand, scratch);
    case Builtin::ToDouble:
        return toDouble(operand, scratch);
    case Builtin::ToString:
        return toText(operand, scratch);
    case Builtin::ToBool:
        return toBool(operand, scratch);
    case Builtin::TypeOf:
        return CelValue::typeName(operand.kind() == CelValue::Kind::Type ? u"type"
                                                                         : operand.kindName());
    default:
        return operand;
    }
}

static CelValue relation(Builtin builtin, const CelValue &left, const CelValue &right,
                         Scratch &scratch)
{
    Ordering ordering = Ordering::Unordered;
    if (!order(left, right, &ordering, scratch))
        return noOverload(builtin, left, right, scratch);
    switch (builtin) {
    case Builtin::Less:
        return CelValue::boolean(ordering == Ordering::Less);
    case Builtin::LessOrEqual:
        return CelValue::boolean(ordering == Ordering::Less || ordering == Ordering::Equal);
    case Builtin::Greater:
        return CelValue::boolean(ordering == Ordering::Greater);
    default:
        return CelValue::boolean(ordering == Ordering::Greater || ordering == Ordering::Equal);
    }
}

CelValue applyBinary(Builtin builtin, const CelValue &left, const CelValue &right, Scratch &scratch)
{
    switch (builtin) {
    case Builtin::Add:
        return add(left, right, scratch);
    case Builtin::Subtract:
    case Builtin::Multiply:
    case Builtin::Divide:
    case Builtin::Modulo:
        return arithmetic(builtin, left, right, scratch);
    case Builtin::Equal:
        return equals(left, right, scratch);
    case Builtin::NotEqual: {
        const CelValue same = equals(left, right, scratch);
        return same.isBool() ? CelValue::boolean(!same.toBool()) : same;
    }
    case Builtin::Less:
    case Builtin::LessOrEqual:
    case Builtin::Greater:
    case Builtin::GreaterOrEqual:
        return relation(builtin, left, right, scratch);
    case Builtin::In:
        return right.isList() || right.isMap() ? contains(left, right, scratch)
                                               : noOverload(builtin, left, right, scratch);
    case Builtin::Index:
        return elementAt(left, right, scratch);
    default:
        return textFunction(builtin, left, right, scratch);
    }
}

} // namespace drawbridge::cel
