#include "model/edit/addflowedit.h"

#include "model/core/names.h"
#include "model/edit/edittext.h"
#include "model/edit/reconnectflowedit.h"

namespace drawbridge {

Result<ModelEdit> addFlow(const ThreatModel &model, const FlowId &id, const NewFlow &added)
{
    if (id.isEmpty() || model.flows.contains(id))
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("the id '%1' cannot be used").arg(id.toString()),
                      {}};
    const Result<void> ends = checkFlowEnds(model, {added.source, added.target, added.interface});
    if (!ends)
        return ends.error();
    DataFlow flow;
    flow.id = id;
    flow.source = added.source;
    flow.target = added.target;
    flow.interface = added.interface;
    flow.name = added.name;
    flow.kind = added.kind;
    ThreatModel after = model;
    after.flows.put(std::move(flow));
    return editBetween(editText(Edits::tr("Connect"), recordName(after, RecordKind::Flow, id)),
                       model, after);
}

} // namespace drawbridge
