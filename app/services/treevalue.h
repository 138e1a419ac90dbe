#pragma once

#include "model/base/value.h"
#include "model/text/treedocument.h"

namespace drawbridge {

// A JSON or YAML tree as a value; how deep it is the reader has bounded.
Value treeValue(const TreeNode &node);

} // namespace drawbridge
