// The comprehensions of the machine: exists, all, exists_one, filter and map.
#include "model/cel/machine.h"

namespace drawbridge::cel {

static CelValue keysOf(const CelValue &map, Scratch &scratch)
{
    scratch.charge(map.size() / 16);
    CelValue *keys = scratch.allocate<CelValue>(map.size());
    CelValue *next = keys;
    map.eachEntry([&](const CelValue &key, const CelValue &) {
        *next++ = key;
        return true;
    });
    return CelValue::list({keys, map.size()});
}

void Machine::beginLoop(const Instruction &instruction)
{
    CelValue range = pop();
    if (range.isMap())
        range = keysOf(range, m_scratch);
    if (!range.isList()) {
        if (range.isKnown())
            range = m_scratch.error(
                QStringLiteral("no such overload: a loop over a %1").arg(range.kindName()));
        push({});
        replace(range);
        m_next = instruction.b;
        return;
    }
    Loop &loop = m_loops[instruction.a];
    loop = Loop();
    loop.range = range;
    loop.macro = static_cast<Macro>(instruction.builtin);
}

void Machine::nextItem(const Instruction &instruction)
{
    Loop &loop = m_loops[instruction.a];
    if (loop.decided || loop.next == loop.range.size()) {
        m_next = instruction.b;
        return;
    }
    loop.item = loop.range.at(loop.next++);
}

// Notes what is no value; says whether it was one.
bool Machine::absorb(Loop &loop, const CelValue &value)
{
    if (value.isKnown())
        return false;
    if (value.isUnknown()) {
        loop.unknown = loop.unknown.isUnknown() ? m_scratch.united(loop.unknown, value) : value;
        return true;
    }
    if (!loop.error.isError())
        loop.error = value;
    // For these an error is the result, whatever follows.
    loop.decided = loop.macro >= Macro::ExistsOne;
    return true;
}

void Machine::appendResult(Loop &loop, const CelValue &value)
{
    if (!loop.results)
        loop.results = m_scratch.allocate<CelValue>(loop.range.size());
    loop.results[loop.resultCount++] = value;
}

void Machine::filterItem(const Instruction &instruction)
{
    Loop &loop = m_loops[instruction.a];
    const CelValue condition = booleanOperand(pop());
    if (absorb(loop, condition) || condition.isFalse())
        m_next = instruction.b;
}

void Machine::endItem(const Instruction &instruction)
{
    Loop &loop = m_loops[instruction.a];
    m_next = instruction.b;
    const bool condition = loop.macro < Macro::Map;
    const CelValue value = condition ? booleanOperand(pop()) : pop();
    if (absorb(loop, value))
        return;
    switch (loop.macro) {
    case Macro::Exists:
        loop.decided = value.isTrue();
        return;
    case Macro::All:
        loop.decided = value.isFalse();
        return;
    case Macro::ExistsOne:
        loop.matches += value.isTrue() ? 1 : 0;
        return;
    case Macro::Filter:
        if (value.isTrue())
            appendResult(loop, loop.item);
        return;
    case Macro::Map:
    case Macro::FilterMap:
        return appendResult(loop, value);
    }
}

CelValue Machine::quantified(const Loop &loop, bool decisive)
{
    if (loop.decided)
        return CelValue::boolean(decisive);
    if (loop.unknown.isUnknown())
        return loop.unknown;
    return loop.error.isError() ? loop.error : CelValue::boolean(!decisive);
}

void Machine::endLoop(const Instruction &instruction)
{
    Loop &loop = m_loops[instruction.a];
    const bool list = loop.macro >= Macro::Filter;
    // Items that nobody knows may decide a quantifier, and are missing in a list, too.
    if (loop.range.isPartial() && !list)
        absorb(loop, CelValue::unknown(loop.range.missing()));
    if (loop.macro == Macro::Exists || loop.macro == Macro::All)
        return push(quantified(loop, loop.macro == Macro::Exists));
    if (loop.error.isError())
        return push(loop.error);
    if (loop.unknown.isUnknown())
        return push(loop.unknown);
    if (!list)
        return push(CelValue::boolean(loop.matches == 1));
    const CelValue result = CelValue::list({loop.results, loop.resultCount});
    push(loop.range.isPartial() ? m_scratch.partialList(result, *loop.range.missing()) : result);
}

} // namespace drawbridge::cel
