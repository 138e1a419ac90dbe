#include "model/edit/reconnectflowedit.h"

#include "model/core/names.h"
#include "model/edit/edittext.h"
#include "model/edit/setrouteedit.h"

namespace drawbridge {

Result<void> checkFlowEnds(const ThreatModel &model, const FlowEnds &ends)
{
    if (!model.elements.contains(ends.source))
        return missingRecord("element", ends.source);
    if (!model.elements.contains(ends.target))
        return missingRecord("element", ends.target);
    if (ends.interface.isEmpty())
        return {};
    const Interface *interface = model.interfaces.find(ends.interface);
    if (!interface)
        return missingRecord("interface", ends.interface);
    if (interface->owner != ends.target)
        return Error {
            ErrorCode::InvalidInput,
            QStringLiteral("'%1' is no interface of '%2'")
                .arg(interface->name, recordName(model, RecordKind::Element, ends.target)),
            {}};
    return {};
}

Result<ModelEdit> reconnectFlow(const ThreatModel &model, const FlowId &id, const FlowEnds &ends)
{
    const DataFlow *flow = model.flows.find(id);
    if (!flow)
        return missingRecord("flow", id);
    const Result<void> checked = checkFlowEnds(model, ends);
    if (!checked)
        return checked.error();
    DataFlow changed = *flow;
    changed.source = ends.source;
    changed.target = ends.target;
    changed.interface = ends.interface;
    ThreatModel after = model;
    if (changed.source != flow->source || changed.target != flow->target)
        dropRoutes(after, {id});
    after.flows.put(std::move(changed));
    return editBetween(editText(Edits::tr("Reconnect"), recordName(after, RecordKind::Flow, id)),
                       model, after);
}

Result<ModelEdit> reverseFlow(const ThreatModel &model, const FlowId &id)
{
    const DataFlow *flow = model.flows.find(id);
    if (!flow)
        return missingRecord("flow", id);
    DataFlow changed = *flow;
    std::swap(changed.source, changed.target);
    std::swap(changed.assetsOut, changed.assetsBack);
    changed.interface = {};
    ThreatModel after = model;
    dropRoutes(after, {id});
    after.flows.put(std::move(changed));
    return editBetween(editText(Edits::tr("Reverse"), recordName(model, RecordKind::Flow, id)),
                       model, after);
}

} // namespace drawbridge
