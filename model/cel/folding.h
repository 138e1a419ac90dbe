#pragma once

#include "model/cel/ast.h"

namespace drawbridge::cel {

// Replaces parts of a checked tree that read nothing by their values. Parts that fail stay as they
// are: the error may never be reached.
void foldConstants(Ast &ast, const Environment &environment);

} // namespace drawbridge::cel
