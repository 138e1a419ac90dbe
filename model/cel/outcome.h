#pragma once

#include "model/cel/scratch.h"

namespace drawbridge::cel {

// What an evaluation came to: a value, an unknown with what to ask, or an error. It borrows from
// the Scratch and lives until that is used again.
class Outcome
{
public:
    Outcome() = default;
    explicit Outcome(const CelValue &value)
        : m_value(value)
    {
    }

    const CelValue &value() const { return m_value; }
    bool isTrue() const { return m_value.isTrue(); }
    bool isFalse() const { return m_value.isFalse(); }
    bool isUnknown() const { return m_value.isUnknown(); }
    bool isError() const { return m_value.isError(); }

    // What would have to be known, without repetitions, in the order of the expression.
    std::span<const Reference> references() const { return m_value.references(); }
    // More references than UnknownSet::MaximumCount were met.
    bool referencesTruncated() const { return m_value.referencesTruncated(); }

    QString errorMessage() const;
    // The part of the expression that failed.
    Span errorSpan() const;

private:
    CelValue m_value;
};

} // namespace drawbridge::cel
