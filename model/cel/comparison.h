#pragma once

#include "model/cel/scratch.h"

namespace drawbridge::cel {

enum class Ordering { Less, Equal, Greater, Unordered };

// Exact also between int and double; NaN is unordered.
Ordering compareNumbers(const CelValue &a, const CelValue &b);

// Equality of any two values: numbers by value, different kinds unequal. Gives a bool, or an
// unknown where a partial list or an unknown item leaves it open.
CelValue equals(const CelValue &a, const CelValue &b, Scratch &scratch);
// Whether a list holds an equal item or a map such a key.
CelValue contains(const CelValue &item, const CelValue &container, Scratch &scratch);
// The order of two numbers, strings or booleans; false when the kinds have none.
bool order(const CelValue &a, const CelValue &b, Ordering *ordering, Scratch &scratch);

} // namespace drawbridge::cel
