#include "model/cel/type.h"

namespace drawbridge::cel {

struct Type::Detail
{
    Type key;
    Type element;
    QStringList members;
};

Type Type::enumeration(const QStringList &members)
{
    Type result(Kind::String);
    result.m_detail = std::make_shared<const Detail>(Detail {{}, {}, members});
    return result;
}

Type Type::list(const Type &element)
{
    Type result(Kind::List);
    result.m_detail = std::make_shared<const Detail>(Detail {{}, element, {}});
    return result;
}

Type Type::map(const Type &key, const Type &value)
{
    Type result(Kind::Map);
    result.m_detail = std::make_shared<const Detail>(Detail {key, value, {}});
    return result;
}

Type Type::object(quint16 index)
{
    Type result(Kind::Object);
    result.m_object = index;
    return result;
}

Type Type::element() const
{
    return m_detail ? m_detail->element : Type();
}

Type Type::key() const
{
    return m_detail ? m_detail->key : Type();
}

QStringList Type::members() const
{
    return m_detail ? m_detail->members : QStringList();
}

bool Type::accepts(const Type &other) const
{
    if (isDynamic() || other.isDynamic() || other.m_kind == Kind::Null || m_kind == Kind::Null)
        return true;
    if (m_kind != other.m_kind)
        return false;
    switch (m_kind) {
    case Kind::List:
        return element().accepts(other.element());
    case Kind::Map:
        return key().accepts(other.key()) && element().accepts(other.element());
    case Kind::Object:
        return m_object == other.m_object;
    default:
        return true;
    }
}

Type Type::joined(const Type &a, const Type &b)
{
    if (a == b || b.m_kind == Kind::Null)
        return a;
    if (a.m_kind == Kind::Null)
        return b;
    if (a.m_kind != b.m_kind)
        return dynamic();
    switch (a.m_kind) {
    case Kind::String:
        return string();
    case Kind::List:
        return list(joined(a.element(), b.element()));
    case Kind::Map:
        return map(joined(a.key(), b.key()), joined(a.element(), b.element()));
    default:
        return dynamic();
    }
}

bool Type::operator==(const Type &other) const
{
    if (m_kind != other.m_kind || m_object != other.m_object)
        return false;
    if (m_detail == other.m_detail)
        return true;
    if (!m_detail || !other.m_detail)
        return false;
    return m_detail->key == other.m_detail->key && m_detail->element == other.m_detail->element
        && m_detail->members == other.m_detail->members;
}

} // namespace drawbridge::cel
