#include "model/cel/comparison.h"

namespace drawbridge::cel {

// Values come with a bounded depth from readers and from expressions; this is the backstop.
static constexpr int MaximumEqualityDepth = 1200;

// The int is rounded to the nearest double first, as the conformance cases of the language have it.
static Ordering compareDoubles(double a, double b)
{
    if (a < b)
        return Ordering::Less;
    if (a > b)
        return Ordering::Greater;
    return a == b ? Ordering::Equal : Ordering::Unordered;
}

static double asDouble(const CelValue &number)
{
    return number.isInt() ? static_cast<double>(number.toInt()) : number.toDouble();
}

Ordering compareNumbers(const CelValue &a, const CelValue &b)
{
    if (a.isInt() && b.isInt()) {
        if (a.toInt() == b.toInt())
            return Ordering::Equal;
        return a.toInt() < b.toInt() ? Ordering::Less : Ordering::Greater;
    }
    return compareDoubles(asDouble(a), asDouble(b));
}

static CelValue equalValues(const CelValue &a, const CelValue &b, Scratch &scratch, int depth);

// Unequal decides; else what is unknown stays open.
static bool foldEquality(CelValue *result, const CelValue &part, Scratch &scratch)
{
    if (part.isFalse()) {
        *result = part;
        return false;
    }
    if (part.isUnknown())
        *result = result->isUnknown() ? scratch.united(*result, part) : part;
    return true;
}

static CelValue missingItems(const CelValue &list, Scratch &scratch)
{
    UnknownSet *set = scratch.allocate<UnknownSet>(1);
    *set = *list.missing();
    return CelValue::unknown(set);
}

static CelValue equalLists(const CelValue &a, const CelValue &b, Scratch &scratch, int depth)
{
    if (a.isPartial() || b.isPartial()) {
        // A list with known items can only grow: it never equals a complete shorter one.
        if ((!a.isPartial() && a.size() < b.size()) || (!b.isPartial() && b.size() < a.size()))
            return CelValue::boolean(false);
        if (!a.isPartial())
            return missingItems(b, scratch);
        const CelValue open = missingItems(a, scratch);
        return b.isPartial() ? scratch.united(open, missingItems(b, scratch)) : open;
    }
    if (a.size() != b.size())
        return CelValue::boolean(false);
    CelValue result = CelValue::boolean(true);
    for (quint32 i = 0; i < a.size() && !scratch.exhausted(); ++i) {
        if (!foldEquality(&result, equalValues(a.at(i), b.at(i), scratch, depth + 1), scratch))
            break;
    }
    return result;
}

static CelValue equalMaps(const CelValue &a, const CelValue &b, Scratch &scratch, int depth)
{
    if (a.size() != b.size())
        return CelValue::boolean(false);
    CelValue result = CelValue::boolean(true);
    a.eachEntry([&](const CelValue &key, const CelValue &value) {
        bool found = false;
        const CelValue other = b.lookup(key, &found);
        const CelValue same =
            found ? equalValues(value, other, scratch, depth + 1) : CelValue::boolean(false);
        return !scratch.exhausted() && foldEquality(&result, same, scratch);
    });
    return result;
}

static CelValue equalSameKind(const CelValue &a, const CelValue &b, Scratch &scratch, int depth)
{
    switch (a.kind()) {
    case CelValue::Kind::Null:
        return CelValue::boolean(true);
    case CelValue::Kind::Bool:
        return CelValue::boolean(a.toBool() == b.toBool());
    case CelValue::Kind::String:
    case CelValue::Kind::Type:
        scratch.charge(a.size() / 64);
        return CelValue::boolean(a.toString() == b.toString());
    case CelValue::Kind::List:
        return equalLists(a, b, scratch, depth);
    case CelValue::Kind::Map:
        return equalMaps(a, b, scratch, depth);
    case CelValue::Kind::Object:
        return CelValue::boolean(a.toObject() == b.toObject());
    default:
        return CelValue::boolean(false);
    }
}

static CelValue equalValues(const CelValue &a, const CelValue &b, Scratch &scratch, int depth)
{
    scratch.charge(depth > 0 ? 1 : 0);
    if (depth > MaximumEqualityDepth)
        scratch.charge(Scratch::MaximumSteps);
    if (scratch.exhausted())
        return CelValue::boolean(false);
    if (a.isUnknown() || b.isUnknown())
        return a.isUnknown() && b.isUnknown() ? scratch.united(a, b) : a.isUnknown() ? a : b;
    if (a.isNumber() && b.isNumber())
        return CelValue::boolean(compareNumbers(a, b) == Ordering::Equal);
    if (a.kind() != b.kind())
        return CelValue::boolean(false);
    return equalSameKind(a, b, scratch, depth);
}

CelValue equals(const CelValue &a, const CelValue &b, Scratch &scratch)
{
    return equalValues(a, b, scratch, 0);
}

static CelValue listContains(const CelValue &item, const CelValue &list, Scratch &scratch)
{
    CelValue result = CelValue::boolean(false);
    for (quint32 i = 0; i < list.size() && !scratch.exhausted(); ++i) {
        const CelValue same = equalValues(item, list.at(i), scratch, 1);
        if (same.isTrue())
            return same;
        if (same.isUnknown())
            result = result.isUnknown() ? scratch.united(result, same) : same;
    }
    if (list.isPartial()) {
        const CelValue open = missingItems(list, scratch);
        return result.isUnknown() ? scratch.united(result, open) : open;
    }
    return result;
}

CelValue contains(const CelValue &item, const CelValue &container, Scratch &scratch)
{
    if (container.isList())
        return listContains(item, container, scratch);
    bool found = false;
    container.lookup(item, &found);
    return CelValue::boolean(found);
}

bool order(const CelValue &a, const CelValue &b, Ordering *ordering, Scratch &scratch)
{
    if (a.isNumber() && b.isNumber()) {
        *ordering = compareNumbers(a, b);
        return true;
    }
    int compared = 0;
    if (a.isString() && b.isString()) {
        scratch.charge(qMin(a.size(), b.size()) / 64);
        compared = compareCodePoints(a.toString(), b.toString());
    } else if (a.isBool() && b.isBool()) {
        compared = int(a.toBool()) - int(b.toBool());
    } else {
        return false;
    }
    *ordering = compared == 0 ? Ordering::Equal : compared < 0 ? Ordering::Less : Ordering::Greater;
    return true;
}

} // namespace drawbridge::cel
