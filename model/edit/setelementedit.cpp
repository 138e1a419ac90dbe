#include "model/edit/setelementedit.h"

#include "model/edit/edittext.h"
#include "model/edit/recordvisit.h"

#include <algorithm>

namespace drawbridge {

template <typename Change>
static Result<ModelEdit> changeElement(const ThreatModel &model, const QString &verb,
                                       const ElementId &id, Change change)
{
    ThreatModel after = model;
    const RecordReference record {RecordKind::Element, id};
    if (!changeRecord(after, record, [&](Element &element) { change(element); }))
        return missingRecord("element", id);
    return editBetween(editText(verb, model, {record}), model, after);
}

Result<ModelEdit> setTechnology(const ThreatModel &model, const ElementId &id,
                                const QString &technology)
{
    return changeElement(model, Edits::tr("Set technology of"), id,
                         [&](Element &element) { element.technology = technology.trimmed(); });
}

Result<ModelEdit> setElementKind(const ThreatModel &model, const ElementId &id, ElementKind kind)
{
    if (kind == ElementKind::ExternalEntity) {
        for (const Interface &interface : model.interfaces) {
            if (interface.owner == id)
                return Error {ErrorCode::InvalidInput,
                              QStringLiteral("an external entity has no interfaces; delete '%1' "
                                             "and the others first")
                                  .arg(interface.name),
                              {}};
        }
    }
    return changeElement(model, Edits::tr("Change kind of"), id, [&](Element &element) {
        element.kind = kind;
        element.hasRuntime = element.hasRuntime && kind != ElementKind::ExternalEntity;
    });
}

Result<ModelEdit> setRuntime(const ThreatModel &model, const ElementId &id, bool hasRuntime)
{
    const Element *element = model.elements.find(id);
    if (element && hasRuntime && element->kind == ElementKind::ExternalEntity)
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("an external entity runs in no container of this system"),
                      {}};
    return changeElement(model, Edits::tr("Set runtime of"), id,
                         [&](Element &changed) { changed.hasRuntime = hasRuntime; });
}

Result<ModelEdit> setImage(const ThreatModel &model, const ElementId &id, const ImageId &image)
{
    if (!image.isEmpty() && !model.images.contains(image))
        return missingRecord("image", image);
    return changeElement(model, Edits::tr("Set image of"), id,
                         [&](Element &element) { element.image = image; });
}

Result<ModelEdit> setIdentity(const ThreatModel &model, const ElementId &id,
                              const IdentityId &identity)
{
    if (!identity.isEmpty() && !model.identities.contains(identity))
        return missingRecord("identity", identity);
    return changeElement(model, Edits::tr("Set identity of"), id,
                         [&](Element &element) { element.identity = identity; });
}

Result<ModelEdit> setAssets(const ThreatModel &model, const ElementId &id,
                            const QList<AssetId> &assets)
{
    for (const AssetId &asset : assets) {
        if (!model.assets.contains(asset))
            return missingRecord("asset", asset);
    }
    QList<AssetId> sorted = assets;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    return changeElement(model, Edits::tr("Set data of"), id,
                         [&](Element &element) { element.assets = sorted; });
}

} // namespace drawbridge
