#pragma once

#include "model/cel/ast.h"

#include <re2/re2.h>

namespace drawbridge::cel {

enum class Operation : quint8 {
    // Push.
    Constant,
    Variable,
    Local,
    // A field of an object variable in one step: a = slot, b = field.
    VariableField,
    // An error with a message among the names.
    Fail,
    MakeList,
    MakeMap,
    // Replace the top.
    Field,
    Select,
    HasField,
    HasSelect,
    Known,
    MatchesConstant,
    Unary,
    // Take two, push one.
    Binary,
    // Take b arguments, push the result of function a.
    Call,
    // Control.
    Jump,
    BeginAnd,
    BeginOr,
    And,
    Or,
    // Takes the condition; false jumps, no bool stays and jumps to the end of the else branch.
    Branch,
    BeginLoop,
    NextItem,
    // The condition of a map with filter: not true goes on with the next item.
    FilterItem,
    EndItem,
    EndLoop
};

struct Instruction
{
    Operation operation = Operation::Constant;
    Builtin builtin = Builtin::Not;
    quint16 a = 0;
    quint32 b = 0;
};

static_assert(sizeof(Instruction) == 8);

// Flat code for a machine with a stack; jump targets are indices into the instructions.
struct Code
{
    std::vector<Instruction> instructions;
    // What each instruction computes, for errors.
    std::vector<Span> spans;
    std::vector<CelValue> constants;
    std::vector<QString> names;
    std::vector<std::unique_ptr<const re2::RE2>> patterns;
    quint32 stackSize = 0;
    quint32 loopDepth = 0;
};

// Code for a node of a checked tree and what is below it. A constant pattern that is none is a
// problem where `problem` is given, else an error when it runs.
Code generateCode(const Ast &ast, NodeIndex root, std::optional<Problem> *problem = nullptr);

} // namespace drawbridge::cel
