#pragma once

#include "model/import/code/token.h"

namespace drawbridge::code {

// The tokens of a Python source file, comments left out.
TokenList tokenizePython(QStringView text);

} // namespace drawbridge::code
