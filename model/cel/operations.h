#pragma once

#include "model/cel/builtin.h"
#include "model/cel/scratch.h"

namespace re2 {
class RE2;
}

namespace drawbridge::cel {

// Operators and functions on known values; what does not fit gives an error value.
CelValue applyUnary(Builtin builtin, const CelValue &operand, Scratch &scratch);
CelValue applyBinary(Builtin builtin, const CelValue &left, const CelValue &right,
                     Scratch &scratch);

CelValue add(const CelValue &left, const CelValue &right, Scratch &scratch);
CelValue arithmetic(Builtin builtin, const CelValue &left, const CelValue &right, Scratch &scratch);
CelValue elementAt(const CelValue &container, const CelValue &index, Scratch &scratch);
CelValue sizeOf(const CelValue &value, Scratch &scratch);
CelValue textFunction(Builtin builtin, const CelValue &text, const CelValue &part,
                      Scratch &scratch);

CelValue toInt(const CelValue &value, Scratch &scratch);
CelValue toDouble(const CelValue &value, Scratch &scratch);
CelValue toText(const CelValue &value, Scratch &scratch);
CelValue toBool(const CelValue &value, Scratch &scratch);

// The pattern's program is bounded; a pattern that is none, or too large, gives the reason.
std::unique_ptr<const re2::RE2> compilePattern(QStringView pattern, QString *problem);
CelValue matches(const CelValue &text, const re2::RE2 &pattern, Scratch &scratch);

// Sorts the entries; an error when two keys are the same or one is no key.
CelValue makeMap(std::span<MapEntry> entries, Scratch &scratch);

// "no such overload: int + string"
CelValue noOverload(Builtin builtin, const CelValue &operand, Scratch &scratch);
CelValue noOverload(Builtin builtin, const CelValue &left, const CelValue &right, Scratch &scratch);

// The result of a strict operation on operands of which one is no value: the first error, else all
// that is unknown.
CelValue strictResult(std::span<const CelValue> operands, Scratch &scratch);

} // namespace drawbridge::cel
