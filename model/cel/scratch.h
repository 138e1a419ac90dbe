#pragma once

#include "model/cel/arena.h"

namespace drawbridge::cel {

// What one evaluation uses up: memory for the values it makes, and its budgets of steps and bytes.
// One per thread, used again and again; values in it live until the next evaluation.
class Scratch
{
public:
    static constexpr quint64 MaximumSteps = 1'000'000;
    static constexpr size_t MaximumBytes = 64 * 1024 * 1024;
    static constexpr qsizetype MaximumTextLength = 1024 * 1024;
    static constexpr size_t MaximumListSize = 1'000'000;

    void reset(quint64 steps = MaximumSteps);
    // A new budget of steps; values stay.
    void restore() { m_stepsLeft = m_outOfMemory ? 0 : MaximumSteps; }

    template <typename T>
    T *allocate(size_t count)
    {
        T *result = m_arena.allocate<T>(count);
        if (m_arena.used() > MaximumBytes)
            runOutOfMemory();
        return result;
    }

    // These copy what they are given.
    CelValue string(QStringView text);
    CelValue list(std::span<const CelValue> items);
    // The list with the mark that items may be missing, which reading the reference would tell.
    CelValue partialList(const CelValue &list, Reference reference);
    CelValue partialList(const CelValue &list, const UnknownSet &missing);
    CelValue error(QStringView message);

    // All references of both unknowns, those of the first first.
    CelValue united(const CelValue &a, const CelValue &b);
    UnknownSet united(const UnknownSet &a, const UnknownSet &b);

    // Takes steps from the budget; work that grows with the size of values pays for it here.
    void charge(quint64 steps)
    {
        if (steps < m_stepsLeft)
            m_stepsLeft -= steps;
        else
            m_stepsLeft = 0;
    }
    bool exhausted() const { return m_stepsLeft == 0; }
    bool outOfMemory() const { return m_outOfMemory; }

private:
    void runOutOfMemory()
    {
        m_outOfMemory = true;
        m_stepsLeft = 0;
    }

    Arena m_arena;
    quint64 m_stepsLeft = MaximumSteps;
    bool m_outOfMemory = false;
};

} // namespace drawbridge::cel
