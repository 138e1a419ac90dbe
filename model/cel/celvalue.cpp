#include "model/cel/celvalue.h"

#include "model/cel/comparison.h"

#include <algorithm>

namespace drawbridge::cel {

CelValue CelValue::typeName(QStringView borrowed)
{
    CelValue result = string(borrowed);
    result.m_kind = Kind::Type;
    return result;
}

CelValue CelValue::list(std::span<const CelValue> borrowed)
{
    CelValue result(Kind::List);
    result.m_payload.cells = borrowed.data();
    result.m_length = static_cast<quint32>(borrowed.size());
    return result;
}

CelValue CelValue::map(std::span<const MapEntry> borrowed)
{
    CelValue result(Kind::Map);
    result.m_payload.entries = borrowed.data();
    result.m_length = static_cast<quint32>(borrowed.size());
    return result;
}

CelValue CelValue::unknown(const UnknownSet *borrowed)
{
    CelValue result(Kind::Unknown);
    result.m_payload.set = borrowed;
    result.m_storage = Storage::Set;
    return result;
}

CelValue CelValue::error(const ErrorRecord *borrowed)
{
    CelValue result(Kind::Error);
    result.m_payload.error = borrowed;
    return result;
}

CelValue CelValue::partialList(const PartialList *borrowed)
{
    CelValue result(Kind::List);
    result.m_payload.partial = borrowed;
    result.m_length = borrowed->list.size();
    result.m_storage = Storage::Partial;
    return result;
}

CelValue CelValue::fromValue(const Value &borrowed)
{
    if (const bool *flag = borrowed.asBool())
        return boolean(*flag);
    if (const qint64 *number = borrowed.asInt())
        return integer(*number);
    if (const double *number = borrowed.asDouble())
        return real(*number);
    if (const QString *text = borrowed.asString())
        return string(*text);
    if (const ValueList *items = borrowed.asList()) {
        CelValue result(Kind::List);
        result.m_payload.values = items->constData();
        result.m_length = static_cast<quint32>(items->size());
        result.m_storage = Storage::Values;
        return result;
    }
    if (const ValueMap *entries = borrowed.asMap()) {
        CelValue result(Kind::Map);
        result.m_payload.valueMap = entries;
        result.m_length = static_cast<quint32>(entries->size());
        result.m_storage = Storage::Values;
        return result;
    }
    return CelValue();
}

quint32 CelValue::size() const
{
    return m_length;
}

CelValue CelValue::at(quint32 index) const
{
    switch (m_storage) {
    case Storage::Values:
        return fromValue(m_payload.values[index]);
    case Storage::Partial:
        return m_payload.partial->list.at(index);
    case Storage::Cells:
    case Storage::Set:
        break;
    }
    return m_payload.cells[index];
}

const UnknownSet *CelValue::missing() const
{
    return isPartial() ? &m_payload.partial->missing : nullptr;
}

CelValue CelValue::lookup(const CelValue &key, bool *found) const
{
    *found = false;
    if (m_storage == Storage::Values) {
        if (!key.isString())
            return CelValue();
        const QStringView text = key.toString();
        const auto it = m_payload.valueMap->constFind(
            QString::fromRawData(reinterpret_cast<const QChar *>(text.utf16()), text.size()));
        *found = it != m_payload.valueMap->cend();
        return *found ? fromValue(it.value()) : CelValue();
    }
    const MapEntry *end = m_payload.entries + m_length;
    const MapEntry *it = std::lower_bound(m_payload.entries, end, key,
                                          [](const MapEntry &entry, const CelValue &wanted) {
                                              return compareKeys(entry.key, wanted) < 0;
                                          });
    *found = it != end && compareKeys(it->key, key) == 0;
    return *found ? it->value : CelValue();
}

std::span<const Reference> CelValue::references() const
{
    if (!isUnknown())
        return {};
    if (m_storage == Storage::Set)
        return {m_payload.set->items, m_payload.set->count};
    return {&m_payload.reference, 1};
}

bool CelValue::referencesTruncated() const
{
    return isUnknown() && m_storage == Storage::Set && m_payload.set->truncated;
}

QStringView CelValue::kindName() const
{
    static constexpr const char16_t *Names[] = {u"null_type", u"bool",    u"int",  u"double",
                                                u"string",    u"list",    u"map",  u"object",
                                                u"type",      u"unknown", u"error"};
    return Names[static_cast<quint8>(m_kind)];
}

static int keyRank(const CelValue &key)
{
    switch (key.kind()) {
    case CelValue::Kind::Bool:
        return 0;
    case CelValue::Kind::Int:
    case CelValue::Kind::Double:
        return 1;
    case CelValue::Kind::String:
        return 2;
    default:
        return 3;
    }
}

int compareKeys(const CelValue &a, const CelValue &b)
{
    const int rank = keyRank(a);
    if (rank != keyRank(b))
        return rank < keyRank(b) ? -1 : 1;
    switch (rank) {
    case 0:
        return int(a.toBool()) - int(b.toBool());
    case 1: {
        const Ordering ordering = compareNumbers(a, b);
        // NaN is no key; ordering it last keeps the search well defined.
        return ordering == Ordering::Equal ? 0 : ordering == Ordering::Less ? -1 : 1;
    }
    case 2:
        return compareCodePoints(a.toString(), b.toString());
    default:
        return 0;
    }
}

int compareCodePoints(QStringView a, QStringView b)
{
    const qsizetype common = qMin(a.size(), b.size());
    const char16_t *left = a.utf16();
    const char16_t *right = b.utf16();
    for (qsizetype i = 0; i < common; ++i) {
        if (left[i] == right[i])
            continue;
        // Surrogates stand for code points above all others of the basic plane.
        const bool leftSurrogate = QChar::isSurrogate(left[i]);
        const bool rightSurrogate = QChar::isSurrogate(right[i]);
        if (leftSurrogate != rightSurrogate)
            return leftSurrogate ? 1 : -1;
        return left[i] < right[i] ? -1 : 1;
    }
    return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
}

} // namespace drawbridge::cel
