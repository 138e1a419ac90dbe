#pragma once

#include "model/base/id.h"

namespace drawbridge {

// The letter in brackets begins the ids that Drawbridge makes for that kind of record.
using ElementId = Id<struct ElementTag>; // e
using InterfaceId = Id<struct InterfaceTag>; // p
using FlowId = Id<struct FlowTag>; // f
using BoundaryId = Id<struct BoundaryTag>; // b
using ImageId = Id<struct ImageTag>; // i
using IdentityId = Id<struct IdentityTag>; // y
using AssetId = Id<struct AssetTag>; // a
using AssumptionId = Id<struct AssumptionTag>; // u
using SourceId = Id<struct SourceTag>; // s
using DiagramId = Id<struct DiagramTag>; // g
using DecisionId = Id<struct DecisionTag>; // d
using ManualThreatId = Id<struct ManualThreatTag>; // t
using ControlStatementId = Id<struct ControlStatementTag>; // c
using ReviewId = Id<struct ReviewTag>; // r
using FindingDecisionId = Id<struct FindingDecisionTag>; // n

} // namespace drawbridge
