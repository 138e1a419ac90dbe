#pragma once

#include "model/core/threatmodel.h"

#include <QHash>

#include <array>

namespace drawbridge {

// Which record of one model is which of another: pairs of ids, one to one, by kind.
class RecordMatch
{
public:
    // Ignored when either is taken.
    void add(RecordKind kind, const IdText &before, const IdText &after);

    // Empty when there is none.
    IdText afterOf(RecordKind kind, const IdText &before) const;
    IdText beforeOf(RecordKind kind, const IdText &after) const;
    // Whether any pair has two different ids, so that references have to be translated.
    bool hasDifferentIds() const { return !m_translated.isEmpty(); }
    // A reference of the first model as the second would write it; of what was not matched as it
    // is.
    IdText translated(const IdText &before) const;
    // Ids within values: of properties that refer to records.
    Value translated(const Value &value) const;

private:
    std::array<QHash<IdText, IdText>, RecordKindCount> m_after;
    std::array<QHash<IdText, IdText>, RecordKindCount> m_before;
    // Pairs of different ids.
    QHash<IdText, IdText> m_translated;
};

// By id, then by source key (with "before" and "after" folders stripped) and earlier source keys,
// then what stands for itself: a decision's threat, a control's name, a diagram's name.
RecordMatch matchRecords(const ThreatModel &before, const ThreatModel &after);

// "pack/rule@target#discriminator" with the target's id translated.
QString translatedThreatKey(const QString &key, const RecordMatch &match);

} // namespace drawbridge
