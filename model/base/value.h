#pragma once

#include <QList>
#include <QMap>
#include <QString>

#include <variant>

namespace drawbridge {

class Value;
using ValueList = QList<Value>;
using ValueMap = QMap<QString, Value>;

// A property's value as conditions and files know it: null, bool, 64-bit int, double, string, list
// or map. Sizes are bytes, durations milliseconds. References to records are strings holding ids.
class Value
{
public:
    Value() = default;
    Value(bool value)
        : m_content(value)
    {
    }
    Value(int value)
        : m_content(static_cast<qint64>(value))
    {
    }
    Value(qint64 value)
        : m_content(value)
    {
    }
    Value(double value)
        : m_content(value)
    {
    }
    Value(QString value)
        : m_content(std::move(value))
    {
    }
    Value(const char16_t *value)
        : m_content(QString::fromUtf16(value))
    {
    }
    Value(ValueList value)
        : m_content(std::move(value))
    {
    }
    Value(ValueMap value)
        : m_content(std::move(value))
    {
    }
    Value(const void *) = delete;

    // The pointers live as long as the value: none are given out by a temporary.
    bool isNull() const { return std::holds_alternative<std::monostate>(m_content); }
    const bool *asBool() const & { return std::get_if<bool>(&m_content); }
    const qint64 *asInt() const & { return std::get_if<qint64>(&m_content); }
    const double *asDouble() const & { return std::get_if<double>(&m_content); }
    const QString *asString() const & { return std::get_if<QString>(&m_content); }
    const ValueList *asList() const & { return std::get_if<ValueList>(&m_content); }
    const ValueMap *asMap() const & { return std::get_if<ValueMap>(&m_content); }

    void asBool() const && = delete;
    void asInt() const && = delete;
    void asDouble() const && = delete;
    void asString() const && = delete;
    void asList() const && = delete;
    void asMap() const && = delete;

    // Short text for tables and messages: yes/no for booleans, items joined by a comma.
    QString toDisplayString() const;

    bool operator==(const Value &) const = default;

private:
    std::variant<std::monostate, bool, qint64, double, QString, ValueList, ValueMap> m_content;
};

} // namespace drawbridge
