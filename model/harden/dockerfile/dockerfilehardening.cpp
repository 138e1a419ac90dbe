#include "model/harden/dockerfile/dockerfilehardening.h"

#include "model/harden/dockerfile/dockerfileproof.h"
#include "model/harden/dockerfile/dockerfileview.h"
#include "model/harden/dockerfile/imagesecretspans.h"

namespace drawbridge {

const std::vector<DockerfileMeasure> &dockerfileMeasures()
{
    static const std::vector<DockerfileMeasure> measures {
        planImageUser, planImageHealth,  planLocalAdds, planDownloads,
        planBases,     planImageSecrets, planPackages,
    };
    return measures;
}

// What the level does not reach is told as something to do by hand, or with a higher level.
static DockerfilePlan planWithin(const DockerfileView &file)
{
    DockerfilePlan all;
    for (const DockerfileMeasure measure : dockerfileMeasures())
        measure(file, all);
    DockerfilePlan plan;
    plan.manual = std::move(all.manual);
    for (PlannedDockerfileMeasure &planned : all.measures) {
        if (file.input.wants && !file.input.wants(planned.measure))
            continue;
        if (planned.measure.level <= file.input.level)
            plan.measures.push_back(std::move(planned));
        else
            plan.leave(planned,
                       planned.caution
                           + QStringLiteral(" (done with --level %1)")
                                 .arg(hardeningLevelWord(planned.measure.level)));
    }
    return plan;
}

// A comment cannot stand behind an instruction, so it stands above.
static void markAsToTest(DockerfilePlan &plan)
{
    for (PlannedDockerfileMeasure &planned : plan.measures) {
        for (DockerfileChange &change : planned.changes) {
            if (planned.measure.toTest && !change.added.isEmpty())
                change.added.prepend("# to test: " + planned.measure.summary.toUtf8());
        }
    }
}

Result<HardenedFile> hardenDockerfile(const HardeningInput &input)
{
    DockerfileView view(input);
    if (const auto read = view.read(); !read)
        return read.error();
    DockerfilePlan plan = planWithin(view);
    markAsToTest(plan);
    const auto result = carryOut(input.bytes, input.path, view.file, plan);
    if (!result)
        return result.error();
    HardenedFile file;
    file.path = input.path;
    file.before = input.bytes;
    file.after = result->after;
    file.edits = result->edits;
    file.secrets = imageSecretSpans(view.file, input.bytes, input.holdsSecret);
    for (const PlannedDockerfileMeasure *planned : result->done)
        file.done.append(planned->measure);
    file.manual = std::move(plan.manual);
    return file;
}

} // namespace drawbridge
