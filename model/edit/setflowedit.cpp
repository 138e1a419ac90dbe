#include "model/edit/setflowedit.h"

#include "model/edit/edittext.h"
#include "model/edit/recordvisit.h"

#include <algorithm>

namespace drawbridge {

template <typename Change>
static Result<ModelEdit> changeFlow(const ThreatModel &model, const QString &verb, const FlowId &id,
                                    Change change)
{
    ThreatModel after = model;
    const RecordReference record {RecordKind::Flow, id};
    if (!changeRecord(after, record, [&](DataFlow &flow) { change(flow); }))
        return missingRecord("flow", id);
    return editBetween(editText(verb, model, {record}), model, after);
}

Result<ModelEdit> setFlowKind(const ThreatModel &model, const FlowId &id, FlowKind kind)
{
    return changeFlow(model, Edits::tr("Change kind of"), id,
                      [&](DataFlow &flow) { flow.kind = kind; });
}

Result<ModelEdit> setFlowConfirmed(const ThreatModel &model, const FlowId &id, bool confirmed)
{
    return changeFlow(model, confirmed ? Edits::tr("Confirm") : Edits::tr("Mark as inferred"), id,
                      [&](DataFlow &flow) { flow.confirmed = confirmed; });
}

Result<ModelEdit> setFlowAssets(const ThreatModel &model, const FlowId &id,
                                const QList<AssetId> &out, const QList<AssetId> &back)
{
    for (const AssetId &asset : out + back) {
        if (!model.assets.contains(asset))
            return missingRecord("asset", asset);
    }
    const auto sorted = [](QList<AssetId> assets) {
        std::sort(assets.begin(), assets.end());
        assets.erase(std::unique(assets.begin(), assets.end()), assets.end());
        return assets;
    };
    return changeFlow(model, Edits::tr("Set data of"), id, [&](DataFlow &flow) {
        flow.assetsOut = sorted(out);
        flow.assetsBack = sorted(back);
    });
}

} // namespace drawbridge
