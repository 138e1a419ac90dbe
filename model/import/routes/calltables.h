#pragma once

#include "model/import/routes/knowncalls.h"

#include <span>

namespace drawbridge::routes {

// A line of a table of library functions: names with spaces between them.
struct CallRow
{
    const char16_t *names;
    KnownCall call;
};

std::span<const CallRow> pythonCalls();
std::span<const CallRow> scriptCalls();

// The words of the tables.
namespace calls {
using enum CallEffect;
using Condition = CallCondition;
} // namespace calls

} // namespace drawbridge::routes
