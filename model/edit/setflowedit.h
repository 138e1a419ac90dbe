#pragma once

#include "model/edit/modeledit.h"

namespace drawbridge {

Result<ModelEdit> setFlowKind(const ThreatModel &model, const FlowId &id, FlowKind kind);
// An inferred flow is judged only when confirmed.
Result<ModelEdit> setFlowConfirmed(const ThreatModel &model, const FlowId &id, bool confirmed);
// The assets carried from the initiator, and back.
Result<ModelEdit> setFlowAssets(const ThreatModel &model, const FlowId &id,
                                const QList<AssetId> &out, const QList<AssetId> &back);

} // namespace drawbridge
