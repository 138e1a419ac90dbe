#pragma once

#include "model/cel/activation.h"
#include "model/cel/bytecode.h"
#include "model/cel/environment.h"

namespace drawbridge::cel {

// Runs code on a stack of its own. Errors and unknowns travel as values; only an exhausted budget
// ends a run early.
class Machine
{
public:
    Machine(const Code &code, const Environment &environment, Activation &activation,
            Scratch &scratch);

    CelValue run();

private:
    // A running comprehension.
    struct Loop
    {
        CelValue range;
        CelValue item;
        CelValue *results;
        quint32 resultCount;
        quint32 next;
        quint32 matches;
        bool decided;
        Macro macro;
        // First error and all unknowns so far; null while there is none.
        CelValue error;
        CelValue unknown;
    };

    void execute(const Instruction &instruction);
    void control(const Instruction &instruction);

    void push(const CelValue &value) { *++m_top = value; }
    CelValue pop() { return *m_top--; }
    void replace(const CelValue &value) { *m_top = value.isError() ? located(value) : value; }
    // An error without a place gets that of the running instruction.
    CelValue located(const CelValue &value);

    void unary(Builtin builtin);
    void binary(Builtin builtin);
    void matchConstant(const re2::RE2 &pattern);
    void makeList(quint32 count);
    void makeMapValue(quint32 count);
    void call(quint16 function, quint32 count);
    CelValue readField(const CelValue &object, quint16 field);
    CelValue readNamed(const CelValue &object, const QString &name);
    CelValue hasField(const CelValue &value);
    CelValue hasNamed(const CelValue &object, const QString &name);

    CelValue booleanOperand(const CelValue &value);
    void beginChain(const Instruction &instruction, bool decisive);
    void mergeChain(const Instruction &instruction, bool decisive);
    void branch(const Instruction &instruction);

    void beginLoop(const Instruction &instruction);
    void nextItem(const Instruction &instruction);
    void filterItem(const Instruction &instruction);
    void endItem(const Instruction &instruction);
    void endLoop(const Instruction &instruction);
    bool absorb(Loop &loop, const CelValue &value);
    void appendResult(Loop &loop, const CelValue &value);
    CelValue quantified(const Loop &loop, bool decisive);

    static constexpr quint32 SmallStack = 64;

    const Code &m_code;
    const Environment &m_environment;
    Activation &m_activation;
    Scratch &m_scratch;
    CelValue *m_top = nullptr;
    Loop *m_loops = nullptr;
    quint32 m_next = 0;
    quint32 m_running = 0;
};

} // namespace drawbridge::cel
