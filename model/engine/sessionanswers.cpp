#include "model/engine/changesearch.h"
#include "model/engine/ruleexplainer.h"
#include "model/engine/sessionstate.h"

#include <algorithm>

namespace drawbridge {

QList<RuleVerdict> AnalysisSession::verdicts(qsizetype rule, RecordKind kind,
                                             const IdText &record) const
{
    const NodeIndex node =
        kind == RecordKind::Project ? ModelIndex::ModelRoot : d->index.find(kind, record);
    if (node == NoNode || rule < 0 || rule >= d->input.rules->size())
        return {};
    RuleExplainer explainer(d->rules(), d->input.model, d->reading(), node);
    QList<RuleVerdict> verdicts = explainer.verdicts(static_cast<int>(rule));
    for (RuleVerdict &verdict : verdicts) {
        const std::vector<Threat> &known = d->threats[node];
        const auto found = std::find_if(known.begin(), known.end(), [&](const Threat &threat) {
            return threat.rule == verdict.rule && threat.discriminator == verdict.discriminator;
        });
        if (found == known.end())
            continue;
        verdict.threatKey = d->keyOf(*found);
        verdict.status = found->status;
    }
    return verdicts;
}

std::optional<SettlingChange> AnalysisSession::cheapestChange(const Threat &threat) const
{
    if (!d->ruleOf(threat))
        return std::nullopt;
    return ChangeSearch(d->rules(), d->input.model, d->reading())
        .cheapest(threat, d->nodeOf(threat));
}

} // namespace drawbridge
