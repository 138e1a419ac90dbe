#pragma once

#include "model/base/result.h"
#include "model/core/threatmodel.h"
#include "model/edit/recordreference.h"

namespace drawbridge {

// Part of a model, copied: elements and boundaries with their interfaces, the flows among them,
// where they stand, and the images, identities and assets that they use. The bytes are for the
// clipboard; they name properties, so that another version of the program can read them.
struct ModelFragment
{
    static constexpr const char *MimeType = "application/x-drawbridge-fragment";

    QList<Element> elements;
    QList<Interface> interfaces;
    QList<DataFlow> flows;
    QList<TrustBoundary> boundaries;
    QList<Image> images;
    QList<Identity> identities;
    QList<DataAsset> assets;
    QList<Placement> placements;

    bool isEmpty() const { return elements.isEmpty() && boundaries.isEmpty(); }
    // What the placements cover.
    QRect bounds() const;

    bool operator==(const ModelFragment &) const = default;
};

// Copies the selected elements and boundaries; of flows those whose two ends are selected.
ModelFragment copyFragment(const ThreatModel &model, const DiagramId &diagram,
                           const RecordReferences &records);

QByteArray fragmentToBytes(const ModelFragment &fragment, const PropertySchema &schema);
// Any bytes may stand in a clipboard: everything is limited and checked.
Result<ModelFragment> fragmentFromBytes(const QByteArray &bytes, const PropertySchema &schema);

} // namespace drawbridge
