#pragma once

#include "model/base/result.h"

#include <QString>

namespace drawbridge::cel {

// A stretch of an expression's text, in UTF-16 units; end is one behind the last.
struct Span
{
    quint32 begin = 0;
    quint32 end = 0;

    bool isEmpty() const { return begin == end; }
    Span united(const Span &other) const
    {
        return {qMin(begin, other.begin), qMax(end, other.end)};
    }
    bool operator==(const Span &) const = default;
};

// What is wrong with an expression, before its place is turned into line and column.
struct Problem
{
    Span span;
    QString message;
    ErrorCode code = ErrorCode::InvalidInput;
};

} // namespace drawbridge::cel
