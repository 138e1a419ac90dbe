#pragma once

#include <QStringView>

#include <optional>

namespace drawbridge {

// The kinds of records a threat model holds. The order is the order of their sections in a file.
enum class RecordKind : quint8 {
    Element,
    Interface,
    Flow,
    Boundary,
    Image,
    Identity,
    Asset,
    Assumption,
    Source,
    Diagram,
    Decision,
    ManualThreat,
    ControlStatement,
    Review,
    FindingDecision,
    Project,
};

inline constexpr int RecordKindCount = 16;

} // namespace drawbridge
