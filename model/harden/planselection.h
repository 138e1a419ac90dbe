#pragma once

#include "model/harden/yamlproof.h"

#include <functional>

namespace drawbridge {

// Puts what a measure added to the plan since `known` in its place: what the level reaches stays,
// the rest is told as something to do by hand, or with a higher level.
void keepWithinLevel(const HardeningInput &input, HardeningPlan found, HardeningPlan &plan);

// What the measures of a kind of file want of one file, within the level that is asked for.
template <typename Measure, typename View>
HardeningPlan planWithin(const HardeningInput &input, const std::vector<Measure> &measures,
                         const View &view)
{
    HardeningPlan plan;
    for (const Measure measure : measures) {
        HardeningPlan found = plan;
        measure(view, found);
        keepWithinLevel(input, std::move(found), plan);
    }
    return plan;
}

// How the path of a change is shown.
using ShownPath = std::function<QString(const ValueChange &change)>;

struct CarriedOutPlan
{
    HardenedFile file;
    // What was done, in the order of the plan.
    std::vector<const PlannedMeasure *> accepted;
};

// Carries the plan out as far as that can be proven.
Result<CarriedOutPlan> carriedOut(const HardeningInput &input, const HardenedSource &source,
                                  HardeningPlan &plan, const ShownPath &shownPath);

} // namespace drawbridge
