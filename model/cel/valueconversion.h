#pragma once

#include "model/cel/activation.h"

namespace drawbridge::cel {

// An owned copy of a value; objects become their description, types their name, keys of maps texts.
// Fails on unknowns, errors and values too large to be useful.
Result<Value> toValue(const CelValue &value, const Activation &activation);

// A copy whose texts, lists and maps lie in the arena.
CelValue copiedTo(const CelValue &value, Arena &arena);

// The words for a value in a text; unknown reads "unknown", an error "?".
QString displayText(const CelValue &value, const Activation &activation);

} // namespace drawbridge::cel
