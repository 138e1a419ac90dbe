#include "model/cel/machine.h"

#include "model/cel/operations.h"

namespace drawbridge::cel {

Machine::Machine(const Code &code, const Environment &environment, Activation &activation,
                 Scratch &scratch)
    : m_code(code)
    , m_environment(environment)
    , m_activation(activation)
    , m_scratch(scratch)
{
}

CelValue Machine::run()
{
    // One slot below the first, so that the top of an empty stack has an address.
    alignas(CelValue) std::byte small[sizeof(CelValue) * (SmallStack + 1)];
    m_top = m_code.stackSize <= SmallStack ? reinterpret_cast<CelValue *>(small)
                                           : m_scratch.allocate<CelValue>(m_code.stackSize + 1);
    m_loops = m_code.loopDepth > 0 ? m_scratch.allocate<Loop>(m_code.loopDepth) : nullptr;
    const quint32 end = static_cast<quint32>(m_code.instructions.size());
    while (m_next < end && !m_scratch.exhausted()) {
        m_scratch.charge(1);
        m_running = m_next++;
        const Instruction &instruction = m_code.instructions[m_running];
        if (instruction.operation < Operation::Jump)
            execute(instruction);
        else
            control(instruction);
    }
    // A result that was cut short must not pass for one, not even of the last instruction.
    if (m_scratch.exhausted())
        return m_scratch.error(m_scratch.outOfMemory()
                                   ? u"the evaluation takes more than 64 MB"
                                   : u"the evaluation takes more than 1000000 steps");
    return *m_top;
}

CelValue Machine::located(const CelValue &value)
{
    if (!value.toError()->span.isEmpty())
        return value;
    ErrorRecord *record = m_scratch.allocate<ErrorRecord>(1);
    *record = {value.toError()->message, m_code.spans[m_running]};
    return CelValue::error(record);
}

void Machine::execute(const Instruction &instruction)
{
    switch (instruction.operation) {
    case Operation::Constant:
        return push(m_code.constants[instruction.b]);
    case Operation::Variable:
        push({});
        return replace(m_activation.variable(instruction.a, m_scratch));
    case Operation::Local:
        return push(m_loops[instruction.a].item);
    case Operation::VariableField:
        push({});
        return replace(readField(m_activation.variable(instruction.a, m_scratch),
                                 static_cast<quint16>(instruction.b)));
    case Operation::Fail:
        push({});
        return replace(m_scratch.error(m_code.names[instruction.b]));
    case Operation::MakeList:
        return makeList(instruction.b);
    case Operation::MakeMap:
        return makeMapValue(instruction.b);
    case Operation::Field:
        return replace(readField(*m_top, static_cast<quint16>(instruction.b)));
    case Operation::Select:
        return replace(readNamed(*m_top, m_code.names[instruction.b]));
    case Operation::HasField:
        return replace(hasField(readField(*m_top, static_cast<quint16>(instruction.b))));
    case Operation::HasSelect:
        return replace(hasNamed(*m_top, m_code.names[instruction.b]));
    case Operation::Known:
        return replace(m_top->isError() ? *m_top : CelValue::boolean(!m_top->isUnknown()));
    case Operation::MatchesConstant:
        return matchConstant(*m_code.patterns[instruction.b]);
    case Operation::Unary:
        return unary(instruction.builtin);
    case Operation::Binary:
        return binary(instruction.builtin);
    default:
        return call(instruction.a, instruction.b);
    }
}

void Machine::control(const Instruction &instruction)
{
    switch (instruction.operation) {
    case Operation::Jump:
        m_next = instruction.b;
        return;
    case Operation::BeginAnd:
        return beginChain(instruction, false);
    case Operation::BeginOr:
        return beginChain(instruction, true);
    case Operation::And:
        return mergeChain(instruction, false);
    case Operation::Or:
        return mergeChain(instruction, true);
    case Operation::Branch:
        return branch(instruction);
    case Operation::BeginLoop:
        return beginLoop(instruction);
    case Operation::NextItem:
        return nextItem(instruction);
    case Operation::FilterItem:
        return filterItem(instruction);
    case Operation::EndItem:
        return endItem(instruction);
    default:
        return endLoop(instruction);
    }
}

void Machine::unary(Builtin builtin)
{
    if (m_top->isKnown())
        replace(applyUnary(builtin, *m_top, m_scratch));
}

void Machine::binary(Builtin builtin)
{
    const CelValue right = pop();
    const CelValue left = *m_top;
    if (left.isKnown() && right.isKnown())
        replace(applyBinary(builtin, left, right, m_scratch));
    else
        *m_top = strictResult(std::array {left, right}, m_scratch);
}

void Machine::matchConstant(const re2::RE2 &pattern)
{
    if (m_top->isString())
        replace(matches(*m_top, pattern, m_scratch));
    else if (m_top->isKnown())
        replace(noOverload(Builtin::Matches, *m_top, CelValue::string(u""), m_scratch));
}

void Machine::makeList(quint32 count)
{
    m_top -= count;
    const std::span<const CelValue> items(m_top + 1, count);
    const CelValue missing = strictResult(items, m_scratch);
    push(missing.isNull() ? m_scratch.list(items) : missing);
}

void Machine::makeMapValue(quint32 count)
{
    m_top -= count;
    const std::span<const CelValue> items(m_top + 1, count);
    const CelValue missing = strictResult(items, m_scratch);
    if (!missing.isNull())
        return push(missing);
    MapEntry *entries = m_scratch.allocate<MapEntry>(count / 2);
    for (quint32 i = 0; i < count / 2; ++i)
        entries[i] = {items[2 * i], items[2 * i + 1]};
    push({});
    replace(makeMap({entries, count / 2}, m_scratch));
}

void Machine::call(quint16 function, quint32 count)
{
    m_top -= count;
    const std::span<const CelValue> arguments(m_top + 1, count);
    const CelValue missing = strictResult(arguments, m_scratch);
    if (!missing.isNull())
        return push(missing);
    const CelValue result = m_activation.call(function, arguments, m_scratch);
    push({});
    replace(result);
}

CelValue Machine::readField(const CelValue &object, quint16 field)
{
    if (object.isObject())
        return m_activation.field(object.toObject(), field, m_scratch);
    if (!object.isKnown())
        return object;
    return m_scratch.error(
        object.isNull()
            ? QStringLiteral("no such field: the value is null")
            : QStringLiteral("no such field: the value is a %1").arg(object.kindName()));
}

CelValue Machine::readNamed(const CelValue &object, const QString &name)
{
    if (object.isMap())
        return elementAt(object, CelValue::string(name), m_scratch);
    if (object.isObject()) {
        const quint16 type = object.toObject().type;
        if (const FieldDeclaration *field = m_environment.field(type, name))
            return readField(object, field->index);
        return m_scratch.error(QStringLiteral("no such field: %1 has no '%2'")
                                   .arg(m_environment.objectTypeName(type), name));
    }
    if (!object.isKnown())
        return object;
    return m_scratch.error(
        QStringLiteral("no such field: '%1' of a %2").arg(name, object.kindName()));
}

CelValue Machine::hasField(const CelValue &value)
{
    return value.isKnown() ? CelValue::boolean(!value.isNull()) : value;
}

CelValue Machine::hasNamed(const CelValue &object, const QString &name)
{
    if (object.isObject())
        return hasField(readNamed(object, name));
    if (!object.isMap())
        return readNamed(object, name);
    bool found = false;
    object.lookup(CelValue::string(name), &found);
    return CelValue::boolean(found);
}

// Bools, unknowns and errors may stand under && and ||; everything else is an error there.
CelValue Machine::booleanOperand(const CelValue &value)
{
    if (value.isBool() || !value.isKnown())
        return value;
    return located(m_scratch.error(
        QStringLiteral("no such overload: a %1 where a bool is needed").arg(value.kindName())));
}

void Machine::beginChain(const Instruction &instruction, bool decisive)
{
    *m_top = booleanOperand(*m_top);
    if (m_top->isBool() && m_top->toBool() == decisive)
        m_next = instruction.b;
}

void Machine::mergeChain(const Instruction &instruction, bool decisive)
{
    const CelValue operand = booleanOperand(pop());
    if (operand.isBool()) {
        if (operand.toBool() == decisive) {
            *m_top = operand;
            m_next = instruction.b;
        }
        return;
    }
    if (operand.isUnknown())
        *m_top = m_top->isUnknown() ? m_scratch.united(*m_top, operand) : operand;
    else if (m_top->isBool())
        *m_top = operand;
}

void Machine::branch(const Instruction &instruction)
{
    const CelValue condition = booleanOperand(pop());
    if (condition.isTrue())
        return;
    m_next = instruction.b;
    if (condition.isFalse())
        return;
    push(condition);
    m_next = m_code.instructions[instruction.b - 1].b;
}

} // namespace drawbridge::cel
