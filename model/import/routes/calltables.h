#pragma once

#include "model/import/routes/knowncalls.h"

#include <vector>

namespace drawbridge::routes {

// A line of a table of library functions: names with spaces between them.
struct CallRow
{
    const char16_t *names;
    KnownCall call;
};

const std::vector<CallRow> &pythonCalls();
const std::vector<CallRow> &scriptCalls();

} // namespace drawbridge::routes
