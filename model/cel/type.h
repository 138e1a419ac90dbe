#pragma once

#include <QStringList>

#include <memory>

namespace drawbridge::cel {

// The static type of an expression. `dynamic` goes with everything and is checked at run time.
class Type
{
public:
    enum class Kind : quint8 {
        Dynamic,
        Null,
        Bool,
        Int,
        Double,
        String,
        List,
        Map,
        Object,
        TypeName
    };

    Type() = default;

    static Type dynamic() { return Type(); }
    static Type null() { return Type(Kind::Null); }
    static Type boolean() { return Type(Kind::Bool); }
    static Type integer() { return Type(Kind::Int); }
    static Type real() { return Type(Kind::Double); }
    static Type string() { return Type(Kind::String); }
    // A string of which the checker knows all values; comparing it with another literal is an
    // error.
    static Type enumeration(const QStringList &members);
    static Type list(const Type &element);
    static Type map(const Type &value) { return map(string(), value); }
    static Type map(const Type &key, const Type &value);
    // An object type of an Environment.
    static Type object(quint16 index);
    static Type typeName() { return Type(Kind::TypeName); }

    Kind kind() const { return m_kind; }
    bool isDynamic() const { return m_kind == Kind::Dynamic; }
    bool isNumber() const { return m_kind == Kind::Int || m_kind == Kind::Double; }
    bool isEnumeration() const { return m_kind == Kind::String && m_detail; }
    quint16 objectIndex() const { return m_object; }
    // Items of a list, values of a map; dynamic for other types.
    Type element() const;
    Type key() const;
    QStringList members() const;

    // Whether a value of the other type may stand where this one is wanted. Null may stand for
    // anything: a property that is not applicable has no other value.
    bool accepts(const Type &other) const;
    // The type of "one or the other"; dynamic when they have nothing in common.
    static Type joined(const Type &a, const Type &b);

    bool operator==(const Type &other) const;

private:
    struct Detail;

    explicit Type(Kind kind)
        : m_kind(kind)
    {
    }

    Kind m_kind = Kind::Dynamic;
    quint16 m_object = 0;
    std::shared_ptr<const Detail> m_detail;
};

} // namespace drawbridge::cel
