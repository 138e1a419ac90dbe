#pragma once

#include "model/edit/modeledit.h"

namespace drawbridge {

Result<ModelEdit> setTechnology(const ThreatModel &model, const ElementId &id,
                                const QString &technology);
// An element that listens on something cannot become an external entity.
Result<ModelEdit> setElementKind(const ThreatModel &model, const ElementId &id, ElementKind kind);
// Whether it runs in a container. What is known of the container stays stored.
Result<ModelEdit> setRuntime(const ThreatModel &model, const ElementId &id, bool hasRuntime);
Result<ModelEdit> setImage(const ThreatModel &model, const ElementId &id, const ImageId &image);
Result<ModelEdit> setIdentity(const ThreatModel &model, const ElementId &id,
                              const IdentityId &identity);
// The data assets that an element keeps.
Result<ModelEdit> setAssets(const ThreatModel &model, const ElementId &id,
                            const QList<AssetId> &assets);

} // namespace drawbridge
