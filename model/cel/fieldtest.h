#pragma once

#include "model/cel/builtin.h"
#include "model/cel/scratch.h"

namespace drawbridge::cel {

// A part of a condition that looks at one field of a variable: self.privileged, !self.rootless,
// self.pinning == 'floating', self.port in [80, 443].
struct FieldTest
{
    quint16 field = 0;
    // ToBool for the field itself, Not for its contrary, else a comparison with the operand.
    Builtin test = Builtin::ToBool;
    // Borrowed from the program.
    CelValue operand;

    // Whether the part is false for this value; neither unknown nor an error is.
    bool isFalseFor(const CelValue &value, Scratch &scratch) const;
};

} // namespace drawbridge::cel
