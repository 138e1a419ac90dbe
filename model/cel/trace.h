#pragma once

#include "model/cel/celvalue.h"

#include <vector>

namespace drawbridge::cel {

enum class TraceState { True, False, OtherValue, Unknown, Error, Skipped };

// One value that a part of a condition read.
struct TraceRead
{
    enum class Kind { Field, Variable, Function };

    Kind kind = Kind::Field;
    // Of a field or variable.
    Reference reference;
    // Of a native function.
    quint16 function = 0;
    TraceState state = TraceState::OtherValue;
    // Objects stand as their description.
    Value value;

    bool operator==(const TraceRead &) const = default;
};

// A part of the condition's tree of &&, ||, ! and ?: with what it came to. Parts behind a decisive
// one are skipped, as in an evaluation. Only leaves have reads.
struct TraceNode
{
    enum class Kind { And, Or, Not, Conditional, Leaf };

    Kind kind = Kind::Leaf;
    Span span;
    QString text;
    TraceState state = TraceState::Skipped;
    QString errorMessage;
    std::vector<TraceRead> reads;
    // Indices into Trace::nodes.
    std::vector<quint32> children;
};

// Why an expression gave its outcome; nodes.front() is the whole expression.
struct Trace
{
    static constexpr size_t MaximumReads = 64;

    std::vector<TraceNode> nodes;

    // Nodes that the outcome rests on: those whose change could have changed it.
    std::vector<quint32> decisive() const;
};

} // namespace drawbridge::cel
