#pragma once

#include "app/render/boundarylook.h"
#include "app/render/flowlook.h"
#include "model/core/threatmodel.h"

#include <QHash>
#include <QSet>

#include <functional>
#include <optional>

namespace drawbridge {

// Threats by the record that they are about, filled by whoever has analysed the model.
struct ThreatSummaries
{
    QHash<IdText, ThreatMark> byRecord;

    ThreatMark of(const IdText &record) const { return byRecord.value(record); }
};

// What the looks of records are made from. Refers to its model and schema, so it lives shortly.
struct LookContext
{
    const ThreatModel &model;
    const PropertySchema &schema;
    const ThreatSummaries &threats;
    // Values that are worked out, not stored (runsAsRoot, hasHealthCheck, pinning), where whoever
    // draws knows them; may be empty.
    std::function<std::optional<Value>(RecordKind kind, const IdText &record, QStringView property)>
        computed = {};
    // Differences that a comparison shows, and the records of a highlighted attack path.
    QHash<IdText, ChangeMark> changes = {};
    QSet<IdText> path = {};
};

// The interfaces of an element in the order of its rows.
QList<const Interface *> shownInterfaces(const LookContext &context, const ElementId &element);

ElementLook elementLook(const LookContext &context, const Element &element,
                        const QList<const Interface *> &interfaces);
FlowLook flowLook(const LookContext &context, const DataFlow &flow);
BoundaryLook boundaryLook(const LookContext &context, const TrustBoundary &boundary);

// What the eight badges of an element with a runtime say.
RuntimeBadges runtimeBadges(const LookContext &context, const Element &element);

} // namespace drawbridge
