#include "model/harden/planselection.h"

#include <algorithm>

namespace drawbridge {

void keepWithinLevel(const HardeningInput &input, HardeningPlan found, HardeningPlan &plan)
{
    const size_t known = plan.measures.size();
    plan.manual = std::move(found.manual);
    for (size_t i = known; i < found.measures.size(); ++i) {
        PlannedMeasure &planned = found.measures[i];
        if (input.wants && !input.wants(planned.measure))
            continue;
        if (planned.measure.level <= input.level) {
            if (planned.measure.toTest)
                planned.mark = "to test" + planned.mark;
            plan.measures.push_back(std::move(planned));
        } else {
            plan.leave(planned,
                       planned.caution
                           + QStringLiteral(" (done with --level %1)")
                                 .arg(hardeningLevelWord(planned.measure.level)));
        }
    }
}

static void sortByTarget(HardenedFile &file)
{
    std::stable_sort(file.done.begin(), file.done.end(),
                     [](const HardeningMeasure &left, const HardeningMeasure &right) {
                         return left.target < right.target;
                     });
    std::stable_sort(file.manual.begin(), file.manual.end(),
                     [](const ManualMeasure &left, const ManualMeasure &right) {
                         return left.target < right.target;
                     });
}

Result<CarriedOutPlan> carriedOut(const HardeningInput &input, const HardenedSource &source,
                                  HardeningPlan &plan, const ShownPath &shownPath)
{
    CarriedOutPlan result;
    HardenedFile &file = result.file;
    file.path = input.path;
    file.before = input.bytes;
    result.accepted = provableMeasures(source, plan);
    auto proven = provenEdits(source, result.accepted);
    if (!proven)
        return proven.error();
    file.after = std::move(proven->after);
    file.edits = std::move(proven->edits);
    for (const PlannedMeasure *planned : result.accepted) {
        HardeningMeasure measure = planned->measure;
        for (const ValueChange &change : planned->changes)
            measure.paths += shownPath(change);
        file.done.append(std::move(measure));
    }
    file.manual = plan.manual;
    sortByTarget(file);
    return result;
}

} // namespace drawbridge
