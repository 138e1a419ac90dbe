#pragma once

#include "model/base/sourcelocation.h"

#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace drawbridge {

enum class ErrorCode {
    InvalidInput,
    LimitExceeded,
    NotFound,
    Unsupported,
    Io,
    Cancelled,
    Usage,
    Internal
};

// Why something could not be done, in words for the user, and where in his input.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString message;
    SourceLocation where;

    // One line: "compose.yml:12:3: the key 'ports' must be a list".
    QString toString() const;
};

// A value or the reason why there is none. A small subset of std::expected (C++23).
template <typename T>
class [[nodiscard]] Result
{
public:
    using ValueType = T;

    Result(T value)
        : m_content(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_content(std::in_place_index<1>, std::move(error))
    {
    }

    bool hasValue() const { return m_content.index() == 0; }
    explicit operator bool() const { return hasValue(); }

    const T &value() const & { return std::get<0>(m_content); }
    T &value() & { return std::get<0>(m_content); }
    T &&value() && { return std::get<0>(std::move(m_content)); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    T &&operator*() && { return std::get<0>(std::move(m_content)); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    const Error &error() const { return std::get<1>(m_content); }

private:
    std::variant<T, Error> m_content;
};

template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
    {
    }

    bool hasValue() const { return !m_error.has_value(); }
    explicit operator bool() const { return hasValue(); }
    const Error &error() const { return *m_error; }

private:
    std::optional<Error> m_error;
};

} // namespace drawbridge
