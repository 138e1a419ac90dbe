#pragma once

#include "model/cel/ast.h"

namespace drawbridge::cel {

// A literal that is compared with an enumeration, but is none of its members. `type` is what the
// other side is: an enumeration, or a list of one.
std::optional<Problem> foreignMember(const Ast &ast, const Type &type, NodeIndex compared);

} // namespace drawbridge::cel
