#pragma once

#include "model/base/value.h"
#include "model/text/treedocument.h"

namespace drawbridge {

// The value that a node stands for; a missing or null node gives null. Depth and size are bounded
// by the document's own limits.
Value valueOf(const TreeNode &node);

} // namespace drawbridge
