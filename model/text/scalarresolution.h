#pragma once

#include "model/text/treedocument.h"

#include <string_view>

namespace drawbridge {

// What a plain scalar means in the core schema of YAML 1.2 (section 10.3.2): yes, no, on and off
// are strings, and so is 12:30.
TreeNode::Kind resolvePlainScalar(std::string_view text);

// Kind of a number as JSON writes it.
TreeNode::Kind resolveJsonNumber(std::string_view text);

// Decimal, 0o17 and 0x1f; empty beyond 64 bits.
std::optional<qint64> integerFromText(std::string_view text);
// Also .inf and .nan; empty beyond the range of double.
std::optional<double> doubleFromText(std::string_view text);

} // namespace drawbridge
