#pragma once

#include "model/core/records.h"

#include <QStringList>

#include <optional>

namespace drawbridge {

// Whether a rule's condition holds for a target.
enum class Applicability : quint8 { Applies, Unanswered };

// How well a mitigation is known to be in place.
enum class EvidenceGrade : quint8 { None, Asserted, Declared, Observed, Contradicted, Stale };

enum class MitigationState : quint8 { NotImplemented, Unknown, Planned, Implemented };

enum class MitigationEffect : quint8 {
    Prevents,
    LowersLikelihood,
    LowersImpact,
    Detects,
    Recovers
};

// Derived from applicability, treatment, mitigations and their evidence. The order is that of
// tables.
enum class ThreatStatus : quint8 {
    Open,
    NeedsAnswer,
    PartiallyMitigated,
    Mitigated,
    Accepted,
    Transferred,
    Avoided,
    NotApplicable,
};

// A record that a threat is about, and its part in it: "target", "source", "host", ...
struct ThreatTarget
{
    QString role;
    RecordKind kind = RecordKind::Element;
    IdText id;

    bool operator==(const ThreatTarget &) const = default;
};

// A property that nobody has answered and that a rule asks for.
struct PropertyReference
{
    RecordKind kind = RecordKind::Element;
    IdText id;
    PropertyIndex property = NoProperty;

    bool operator==(const PropertyReference &) const = default;
    auto operator<=>(const PropertyReference &) const = default;
};

struct MitigationResult
{
    // Position in the rule's list.
    int index = 0;
    MitigationState state = MitigationState::NotImplemented;
    EvidenceGrade evidence = EvidenceGrade::None;

    bool operator==(const MitigationResult &) const = default;
};

// One threat: a rule that holds for a target. Small; its texts are rendered on demand by
// ThreatTexts. Never stored.
struct Threat
{
    // Position in the RuleSet; -1 for a manual threat, whose id is `manual`.
    int rule = -1;
    ManualThreatId manual;
    RecordKind targetKind = RecordKind::Element;
    IdText target;
    // From a stable field (mount target, port, parameter name); empty for most rules.
    QString discriminator;
    Stride stride = Stride::Spoofing;
    Severity severity = Severity::Medium;
    // 1 to 5 each, after modifiers; risk is their product.
    qint8 likelihood = 3;
    qint8 impact = 3;
    Applicability applicability = Applicability::Applies;
    ThreatStatus status = ThreatStatus::Open;
    // A decision exists whose facts changed since; counts as open in a gate.
    bool toBeReviewed = false;
    // A decision exists and its expiry date is past.
    bool expired = false;
    QList<MitigationResult> mitigations;
    // What an answer would settle, most decisive first.
    QList<PropertyReference> questions;

    int risk() const { return likelihood * impact; }

    bool operator==(const Threat &) const = default;
};

// The value of one part of a condition, for "why"; or, without a condition, what a scanner said.
struct BecauseItem
{
    QString condition;
    RecordKind kind = RecordKind::Element;
    IdText record;
    PropertyIndex property = NoProperty;
    // Property name with its record's name where it is not the target: "network front: internal".
    QString label;
    QString value;
    // "compose.yml:12", "architect", "default of compose", "computed".
    QString source;
};

} // namespace drawbridge
