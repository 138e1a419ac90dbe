#include "model/harden/composehardening.h"

#include "model/harden/composeoverride.h"
#include "model/harden/composeview.h"
#include "model/harden/planselection.h"
#include "model/harden/secretspans.h"

namespace drawbridge {

const std::vector<ComposeMeasure> &composeMeasures()
{
    static const std::vector<ComposeMeasure> measures {
        planUser,     planPrivileges, planCapabilities, planFileSystem, planLimits,
        planHealth,   planOperation,  planPorts,        planNamespaces, planRuntimeSocket,
        planNetworks, planSecrets,    planImages,
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

Result<HardenedFile> hardenCompose(const HardeningInput &input)
{
    const auto source = HardenedSource::parse(input.bytes, input.path, HardenedSource::oneYaml);
    if (!source)
        return source.error();
    const TreeDocument &document = source->documents.front();
    const ComposeView view(input, document);
    HardeningPlan plan = planWithin(input, composeMeasures(), view);
    auto result = carriedOut(input, *source, plan,
                             [](const ValueChange &change) { return change.path.join(u'.'); });
    if (!result)
        return result.error();
    result->file.secrets = secretSpans(document, input.holdsSecret);
    result->file.override = composeOverride(view.root, result->accepted);
    return std::move(result->file);
}

} // namespace drawbridge
