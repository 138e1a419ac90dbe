#pragma once

#include "model/cel/ast.h"
#include "model/cel/program.h"

namespace drawbridge::cel {

// Resolves all names of a tree, gives every node its type and collects what the expression may
// read. Returns the first mistake.
std::optional<Problem> checkExpression(Ast &ast, const Environment &environment,
                                       const CompileOptions &options, ReadSet *reads);

} // namespace drawbridge::cel
