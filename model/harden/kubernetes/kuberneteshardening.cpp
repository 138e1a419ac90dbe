#include "model/harden/kubernetes/kuberneteshardening.h"

#include "model/harden/kubernetes/manifestview.h"
#include "model/harden/planselection.h"
#include "model/harden/secretspans.h"

namespace drawbridge {

const std::vector<ManifestMeasure> &manifestMeasures()
{
    static const std::vector<ManifestMeasure> measures {
        planPodUsers,    planPodPrivileges, planPodCapabilities, planPodFileSystems,
        planPodProfiles, planPodNamespaces, planPodTokens,       planPodLimits,
        planPodProbes,   planPodSecrets,    planPodImages,       planSpaces,
    };
    return measures;
}

// Whatever a Secret holds is one, by whatever name.
static std::vector<TextSpan> secretsOf(const HardenedSource &source, const ManifestView &view,
                                       const HoldsSecret &holdsSecret)
{
    std::vector<TextSpan> spans;
    for (const TreeDocument &document : source.documents) {
        const std::vector<TextSpan> found = secretSpans(document, holdsSecret);
        spans.insert(spans.end(), found.begin(), found.end());
    }
    for (const ObjectView &object : view.objects) {
        for (const char16_t *section : {u"data", u"stringData"}) {
            const TreeNode values = object.node[section];
            for (qsizetype i = 0; object.kind == u"Secret" && i < values.size(); ++i)
                spans.push_back(values.at(i).span());
        }
    }
    return apartSpans(std::move(spans));
}

// The object that a change is in, for the path that is shown.
static QString shownPathOf(const ManifestView &view, const ValueChange &change)
{
    for (const ObjectView &object : view.objects) {
        if (object.document == change.document
            && change.path.first(std::min(object.path.size(), change.path.size())) == object.path)
            return object.shownPath(change);
    }
    return change.path.join(u'.');
}

Result<HardenedFile> hardenKubernetes(const HardeningInput &input)
{
    const auto source = HardenedSource::parse(input.bytes, input.path, HardenedSource::yamlStream);
    if (!source)
        return source.error();
    const ManifestView view(input, *source);
    HardeningPlan plan = planWithin(input, manifestMeasures(), view);
    auto result = carriedOut(input, *source, plan,
                             [&](const ValueChange &change) { return shownPathOf(view, change); });
    if (!result)
        return result.error();
    result->file.secrets = secretsOf(*source, view, input.holdsSecret);
    return std::move(result->file);
}

} // namespace drawbridge
