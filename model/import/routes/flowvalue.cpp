#include "model/import/routes/flowvalue.h"

namespace drawbridge::routes {

static constexpr qsizetype MostAlternatives = 6;

void FlowValue::addTaints(const QList<Taint> &others)
{
    for (const Taint &other : others) {
        bool known = false;
        for (Taint &taint : taints) {
            if (taint.parameter != other.parameter)
                continue;
            known = true;
            taint.grade = std::min(taint.grade, other.grade);
            taint.whole = taint.whole && other.whole;
            taint.cleanFor = static_cast<quint16>(taint.cleanFor & other.cleanFor);
        }
        if (!known)
            taints += other;
    }
}

void FlowValue::loseWholeness()
{
    for (Taint &taint : taints)
        taint.whole = false;
}

void FlowValue::clean(Sink sink)
{
    for (Taint &taint : taints)
        taint.cleanFor = static_cast<quint16>(taint.cleanFor | (1U << static_cast<unsigned>(sink)));
}

void FlowValue::raise(Grade grade)
{
    for (Taint &taint : taints)
        taint.grade = std::max(taint.grade, grade);
}

QMap<int, Grade> weakest(const QMap<int, Grade> &a, const QMap<int, Grade> &b)
{
    QMap<int, Grade> result;
    for (auto it = a.cbegin(); it != a.cend(); ++it) {
        const Grade grade = std::min(it.value(), b.value(it.key(), Grade::None));
        if (grade != Grade::None)
            result.insert(it.key(), grade);
    }
    return result;
}

QMap<int, Grade> strongest(const QMap<int, Grade> &a, const QMap<int, Grade> &b)
{
    QMap<int, Grade> result = a;
    for (auto it = b.cbegin(); it != b.cend(); ++it)
        result.insert(it.key(), std::max(it.value(), result.value(it.key(), Grade::None)));
    return result;
}

// A constant that is false says nothing of what holds when the value is true, and the other way
// round.
static QMap<int, Grade> joinedTells(const FlowValue &a, const FlowValue &b,
                                    QMap<int, Grade> FlowValue::*tells, bool when)
{
    if (a.truth && *a.truth != when)
        return b.*tells;
    if (b.truth && *b.truth != when)
        return a.*tells;
    return weakest(a.*tells, b.*tells);
}

FlowValue joined(const FlowValue &a, const FlowValue &b)
{
    FlowValue result = a;
    for (const QString &name : b.names) {
        if (!result.names.contains(name) && result.names.size() < MostAlternatives)
            result.names += name;
    }
    if (a.text != b.text)
        result.text.reset();
    result.beginning = a.beginning == b.beginning ? a.beginning : QString();
    if (b.built) {
        result.built = true;
        result.pieces = a.pieces + b.pieces;
    }
    result.addTaints(b.taints);
    if (result.part == Part::None)
        result.part = b.part;
    for (const FunctionUse &function : b.functions) {
        if (!result.functions.contains(function) && result.functions.size() < MostAlternatives)
            result.functions += function;
    }
    if (!result.literal)
        result.literal = b.literal;
    if (!result.instance)
        result.instance = b.instance;
    if (result.module < 0)
        result.module = b.module;
    for (const int object : b.objects) {
        if (!result.objects.contains(object))
            result.objects += object;
    }
    result.whenTrue = joinedTells(a, b, &FlowValue::whenTrue, true);
    result.whenFalse = joinedTells(a, b, &FlowValue::whenFalse, false);
    if (a.truth != b.truth)
        result.truth.reset();
    result.compared = a.compared || b.compared;
    return result;
}

} // namespace drawbridge::routes
