#pragma once

#include "model/harden/hardeningplan.h"

namespace drawbridge {

struct ProvenEdits
{
    std::vector<TextEdit> edits;
    QByteArray after;
};

// Carries out the measures and reads the result again: it must say what the file said with exactly
// the promised changes. An error says what stands against it.
Result<ProvenEdits> provenEdits(const TreeDocument &document, const PlainValue &before,
                                const std::vector<const PlannedMeasure *> &measures);

// The measures that can be carried out together, in their order; the others are left in the plan's
// manual list.
std::vector<const PlannedMeasure *> provableMeasures(const TreeDocument &document,
                                                     const PlainValue &before, HardeningPlan &plan);

} // namespace drawbridge
