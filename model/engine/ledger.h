#pragma once

#include "model/engine/threat.h"

#include <array>

namespace drawbridge {

// What became of one STRIDE category at one record.
enum class LedgerState : quint8 { Threat, Dismissed, Unanswered, OutOfScope };

struct LedgerCell
{
    LedgerState state = LedgerState::Unanswered;
    // In words, without a full stop: how many threats, who dismissed them and why, which rules were
    // tried and found nothing, what is not known.
    QString reason;
    // Keys of the threats of this category at the record.
    QStringList threats;
    // Of the decision that dismisses it; empty where the rules do.
    QString by;
    QDate date;
};

// One element, interface or flow with everything that was considered about it.
struct LedgerRow
{
    RecordKind kind = RecordKind::Element;
    IdText id;
    // In the order of Stride.
    std::array<LedgerCell, 6> cells;
};

// Whether STRIDE as it is commonly charted has such threats for a kind of record at all.
bool isCharted(RecordKind kind, ElementKind element, Stride stride);

} // namespace drawbridge
