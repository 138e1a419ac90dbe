#include "model/harden/composehardening.h"

#include "model/harden/composeoverride.h"
#include "model/harden/composeview.h"
#include "model/harden/secretspans.h"
#include "model/harden/yamlproof.h"

#include <algorithm>

namespace drawbridge {

const std::vector<ComposeMeasure> &composeMeasures()
{
    static const std::vector<ComposeMeasure> measures {
        planUser,     planPrivileges, planCapabilities, planFileSystem, planLimits,
        planHealth,   planOperation,  planPorts,        planNamespaces, planRuntimeSocket,
        planNetworks, planSecrets,    planImages,       planNetworks,   planSecrets,
    };
    return measures;
}

QString plannedUser(const HardeningPlan &plan, const ComposeServiceView &service)
{
    for (const PlannedMeasure &planned : plan.measures) {
        for (const ValueChange &change : planned.changes) {
            if (change.path == service.path(QStringLiteral("user")))
                return change.value.text();
        }
    }
    return {};
}

// What the level does not reach is told as something to do by hand, or with a higher level.
static HardeningPlan planWithin(const ComposeView &file, const HardeningInput &input)
{
    HardeningPlan plan;
    for (const ComposeMeasure measure : composeMeasures()) {
        HardeningPlan found = plan;
        const size_t known = plan.measures.size();
        measure(file, found);
        plan.manual = found.manual;
        for (size_t i = known; i < found.measures.size(); ++i) {
            PlannedMeasure &planned = found.measures[i];
            if (!input.onlyMeasures.isEmpty() && !input.onlyMeasures.contains(planned.measure.id))
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
    return plan;
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

Result<HardenedFile> hardenCompose(const HardeningInput &input)
{
    auto document = TreeDocument::parseYaml(input.bytes, input.path);
    if (!document)
        return document.error();
    const ComposeView view(input, *document);
    HardenedFile file;
    file.path = input.path;
    file.before = input.bytes;
    file.secrets = secretSpans(*document, input.holdsSecret);
    HardeningPlan plan = planWithin(view, input);
    const auto accepted = provableMeasures(*document, view.root, plan);
    auto proven = provenEdits(*document, view.root, accepted);
    if (!proven)
        return proven.error();
    file.after = std::move(proven->after);
    file.edits = std::move(proven->edits);
    for (const PlannedMeasure *planned : accepted) {
        HardeningMeasure measure = planned->measure;
        for (const ValueChange &change : planned->changes)
            measure.paths += change.path.join(u'.');
        file.done.append(std::move(measure));
    }
    file.override = composeOverride(view.root, accepted);
    file.manual = std::move(plan.manual);
    sortByTarget(file);
    return file;
}

} // namespace drawbridge
