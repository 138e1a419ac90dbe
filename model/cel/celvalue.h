#pragma once

#include "model/base/value.h"
#include "model/cel/span.h"

#include <QStringView>

#include <span>

namespace drawbridge::cel {

// A record as conditions see it: which declared object type and which row of it. Fields are
// resolved when they are read.
struct ObjectHandle
{
    quint32 row = 0;
    quint16 type = 0;

    bool operator==(const ObjectHandle &) const = default;
};

// What an unknown value stands for: the field of an object, or a variable.
struct Reference
{
    static constexpr quint16 VariableType = 0xFFFF;

    quint32 row = 0;
    quint16 type = 0;
    quint16 field = 0;

    static constexpr Reference ofField(ObjectHandle object, quint16 field)
    {
        return {object.row, object.type, field};
    }
    static constexpr Reference ofVariable(quint16 slot) { return {0, VariableType, slot}; }

    bool isVariable() const { return type == VariableType; }
    ObjectHandle object() const { return {row, type}; }
    bool operator==(const Reference &) const = default;
};

// Distinct references in the order in which they were met; no more than MaximumCount are kept.
struct UnknownSet
{
    static constexpr quint32 MaximumCount = 16;

    const Reference *items = nullptr;
    quint32 count = 0;
    bool truncated = false;
};

class CelValue;
struct MapEntry;

// Why a value could not be computed, and which part of the expression failed.
struct ErrorRecord
{
    QStringView message;
    Span span;
};

// A list of which only some items are known, and what to ask for the rest.
struct PartialList;

// A value of the condition language in 16 bytes. Texts, lists and maps are borrowed: from a
// Scratch, from a Program or from a Value that outlives the evaluation. Unknown and error are
// ordinary values.
class CelValue
{
public:
    enum class Kind : quint8 {
        Null,
        Bool,
        Int,
        Double,
        String,
        List,
        Map,
        Object,
        Type,
        Unknown,
        Error
    };

    constexpr CelValue() = default;

    static CelValue boolean(bool value);
    static CelValue integer(qint64 value);
    static CelValue real(double value);
    static CelValue string(QStringView borrowed);
    // The name of a type, as type(x) gives it.
    static CelValue typeName(QStringView borrowed);
    static CelValue list(std::span<const CelValue> borrowed);
    // Entries sorted by key; see sortMapEntries().
    static CelValue map(std::span<const MapEntry> borrowed);
    static CelValue object(ObjectHandle handle);
    static CelValue unknown(Reference reference);
    static CelValue unknown(const UnknownSet *borrowed);
    static CelValue error(const ErrorRecord *borrowed);
    static CelValue partialList(const PartialList *borrowed);
    // Borrows texts, lists and maps of the value; costs the same for every size.
    static CelValue fromValue(const Value &borrowed);

    Kind kind() const { return m_kind; }
    bool isNull() const { return m_kind == Kind::Null; }
    bool isBool() const { return m_kind == Kind::Bool; }
    bool isInt() const { return m_kind == Kind::Int; }
    bool isDouble() const { return m_kind == Kind::Double; }
    bool isNumber() const { return isInt() || isDouble(); }
    bool isString() const { return m_kind == Kind::String; }
    bool isList() const { return m_kind == Kind::List; }
    bool isMap() const { return m_kind == Kind::Map; }
    bool isObject() const { return m_kind == Kind::Object; }
    bool isUnknown() const { return m_kind == Kind::Unknown; }
    bool isError() const { return m_kind == Kind::Error; }
    // Neither unknown nor an error.
    bool isKnown() const { return m_kind < Kind::Unknown; }
    bool isTrue() const { return isBool() && m_payload.boolean; }
    bool isFalse() const { return isBool() && !m_payload.boolean; }

    bool toBool() const { return m_payload.boolean; }
    qint64 toInt() const { return m_payload.integer; }
    double toDouble() const { return m_payload.real; }
    // Of a string or of a type name.
    QStringView toString() const { return {m_payload.text, static_cast<qsizetype>(m_length)}; }
    ObjectHandle toObject() const { return m_payload.reference.object(); }
    const ErrorRecord *toError() const { return m_payload.error; }

    // Items of a list or entries of a map.
    quint32 size() const;
    CelValue at(quint32 index) const;
    bool isPartial() const { return m_storage == Storage::Partial; }
    const UnknownSet *missing() const;
    // Calls function(key, value) for the entries of a map in order of their keys, until it says
    // false.
    template <typename Function>
    void eachEntry(Function function) const;
    // The value of a key of a map; `found` says whether there is one.
    CelValue lookup(const CelValue &key, bool *found) const;

    // The references of an unknown; valid while this value and its Scratch live.
    std::span<const Reference> references() const;
    bool referencesTruncated() const;

    // "int", "string", "list" ...
    QStringView kindName() const;

private:
    enum class Storage : quint8 { Cells, Values, Partial, Set };
    union Payload {
        constexpr Payload()
            : integer(0)
        {
        }

        bool boolean;
        qint64 integer;
        double real;
        const char16_t *text;
        const CelValue *cells;
        const MapEntry *entries;
        const Value *values;
        const ValueMap *valueMap;
        const PartialList *partial;
        const UnknownSet *set;
        const ErrorRecord *error;
        Reference reference;
    };

    explicit CelValue(Kind kind)
        : m_kind(kind)
    {
    }

    Payload m_payload;
    quint32 m_length = 0;
    Kind m_kind = Kind::Null;
    Storage m_storage = Storage::Cells;
};

static_assert(sizeof(CelValue) == 16);

struct MapEntry
{
    CelValue key;
    CelValue value;
};

struct PartialList
{
    CelValue list;
    UnknownSet missing;
};

// Total order of map keys (bool, int, string); a double equals the int of the same value.
int compareKeys(const CelValue &a, const CelValue &b);
// By code points, which differs from the order of UTF-16 units.
int compareCodePoints(QStringView a, QStringView b);

inline CelValue CelValue::boolean(bool value)
{
    CelValue result(Kind::Bool);
    result.m_payload.boolean = value;
    return result;
}

inline CelValue CelValue::integer(qint64 value)
{
    CelValue result(Kind::Int);
    result.m_payload.integer = value;
    return result;
}

inline CelValue CelValue::real(double value)
{
    CelValue result(Kind::Double);
    result.m_payload.real = value;
    return result;
}

inline CelValue CelValue::string(QStringView borrowed)
{
    CelValue result(Kind::String);
    result.m_payload.text = borrowed.utf16();
    result.m_length = static_cast<quint32>(borrowed.size());
    return result;
}

inline CelValue CelValue::object(ObjectHandle handle)
{
    CelValue result(Kind::Object);
    result.m_payload.reference = Reference::ofField(handle, 0);
    return result;
}

inline CelValue CelValue::unknown(Reference reference)
{
    CelValue result(Kind::Unknown);
    result.m_payload.reference = reference;
    return result;
}

template <typename Function>
void CelValue::eachEntry(Function function) const
{
    if (m_storage == Storage::Cells) {
        for (quint32 i = 0; i < m_length; ++i) {
            if (!function(m_payload.entries[i].key, m_payload.entries[i].value))
                return;
        }
        return;
    }
    for (auto it = m_payload.valueMap->cbegin(); it != m_payload.valueMap->cend(); ++it) {
        if (!function(string(it.key()), fromValue(it.value())))
            return;
    }
}

} // namespace drawbridge::cel
