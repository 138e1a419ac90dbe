#pragma once

#include "model/base/id.h"
#include "model/schema/recordkind.h"

#include <QHashFunctions>
#include <QList>

namespace drawbridge {

// Any record of a model, by kind and id: what selections, edits and panels pass around.
struct RecordReference
{
    RecordKind kind = RecordKind::Element;
    IdText id;

    bool operator==(const RecordReference &) const = default;
    auto operator<=>(const RecordReference &) const = default;
    friend size_t qHash(const RecordReference &reference, size_t seed = 0)
    {
        return qHashMulti(seed, static_cast<int>(reference.kind), reference.id);
    }
};

using RecordReferences = QList<RecordReference>;

} // namespace drawbridge
