#pragma once

#include "model/diff/modeldiff.h"

namespace drawbridge {

// An element or boundary of the model that a new one of the import stands for; `imported` is the id
// that the new one gets in an update without this pair.
struct SameAs
{
    RecordKind kind = RecordKind::Element;
    IdText existing;
    IdText imported;

    bool operator==(const SameAs &) const = default;
};

struct UpdateOptions
{
    // Accepted renames.
    QList<SameAs> sameAs;
    // Sources whose file is no more where it was: an imported file may be one of them, moved.
    QList<SourceId> missing;
    // The files are another state of the model's own ones, wherever they lie now.
    bool sameSystem = false;
    // What the endpoints of a description without a container belong to; empty: recognised.
    ElementId attachTo;
};

// A model as a repeated or further import leaves it.
struct ImportUpdate
{
    ThreatModel model;
    ModelDiff diff;
};

// Brings what was imported into a model. Elements keep their ids, places, names, scope, decisions
// and whatever an architect claimed or drew; only claims of the sources that were read again are
// replaced; what these no longer hold is marked as vanished, what they hold again is not any more.
// Paths of sources in both models start from the same folder. Places nothing.
ImportUpdate updateByImport(const ThreatModel &existing, const ThreatModel &imported,
                            const PropertySchema &schema, const UpdateOptions &options = {});

} // namespace drawbridge
