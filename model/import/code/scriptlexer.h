#pragma once

#include "model/import/code/token.h"

namespace drawbridge::code {

// The tokens of a JavaScript or TypeScript source file, comments left out.
TokenList tokenizeScript(QStringView text);

} // namespace drawbridge::code
