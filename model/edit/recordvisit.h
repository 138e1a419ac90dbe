#pragma once

#include "model/core/threatmodel.h"
#include "model/edit/recordreference.h"

namespace drawbridge {

// Calls change(record) on a copy of the record in the table of its kind, and puts it back. False
// when there is no such record, or the kind's records do not fit `change`.
template <typename Change>
bool changeRecord(ThreatModel &model, const RecordReference &reference, Change &&change)
{
    bool done = false;
    forEachTable(model, [&](auto &table) {
        using Record = std::decay_t<decltype(*table.begin())>;
        if constexpr (std::is_invocable_v<Change, Record &>) {
            const typename Record::IdType id(reference.id);
            const Record *found = recordKind<Record> == reference.kind ? table.find(id) : nullptr;
            if (found) {
                Record changed = *found;
                change(changed);
                if (changed != *found)
                    table.put(std::move(changed));
                done = true;
            }
        }
    });
    return done;
}

} // namespace drawbridge
