#pragma once

#include "model/cel/ast.h"
#include "model/cel/bytecode.h"
#include "model/cel/program.h"

namespace drawbridge::cel {

// What a Program shares: the checked and folded tree, for traces, and its code.
struct ProgramData
{
    Ast ast;
    Environment environment;
    Code code;
    ReadSet reads;
    Type resultType;
    SourceLocation origin;
    int continuationColumn = 1;
    bool wantsBool = true;
};

// Line and column of an offset into an expression that starts at the origin.
SourceLocation placeIn(const QString &text, quint32 offset, const SourceLocation &origin,
                       int continuationColumn);

// Runs code of the program; a result that is no bool where one is wanted becomes an error.
CelValue runCode(const ProgramData &data, const Code &code, Activation &activation,
                 Scratch &scratch, bool wantsBool);

Trace makeTrace(const ProgramData &data, Activation &activation, Scratch &scratch);

} // namespace drawbridge::cel
