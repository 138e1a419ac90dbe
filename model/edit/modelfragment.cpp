#include "model/edit/modelfragment.h"

#include <QSet>

namespace drawbridge {

QRect ModelFragment::bounds() const
{
    QRect united;
    for (const Placement &placement : placements)
        united |= placement.rect;
    return united;
}

template <typename Record>
static void copyUsed(const Table<Record> &table, const QSet<typename Record::IdType> &used,
                     QList<Record> &copies)
{
    for (const Record &record : table) {
        if (used.contains(record.id))
            copies.append(record);
    }
}

static void copyUsedRecords(const ThreatModel &model, ModelFragment &fragment)
{
    QSet<ImageId> images;
    QSet<IdentityId> identities;
    QSet<AssetId> assets;
    for (const Element &element : fragment.elements) {
        images.insert(element.image);
        identities.insert(element.identity);
        assets.unite(QSet<AssetId>(element.assets.begin(), element.assets.end()));
    }
    for (const DataFlow &flow : fragment.flows) {
        assets.unite(QSet<AssetId>(flow.assetsOut.begin(), flow.assetsOut.end()));
        assets.unite(QSet<AssetId>(flow.assetsBack.begin(), flow.assetsBack.end()));
    }
    copyUsed(model.images, images, fragment.images);
    copyUsed(model.identities, identities, fragment.identities);
    copyUsed(model.assets, assets, fragment.assets);
}

ModelFragment copyFragment(const ThreatModel &model, const DiagramId &diagram,
                           const RecordReferences &records)
{
    QSet<ElementId> elements;
    QSet<BoundaryId> boundaries;
    for (const RecordReference &record : records) {
        if (record.kind == RecordKind::Element)
            elements.insert(ElementId(record.id));
        else if (record.kind == RecordKind::Boundary)
            boundaries.insert(BoundaryId(record.id));
    }
    ModelFragment fragment;
    copyUsed(model.elements, elements, fragment.elements);
    copyUsed(model.boundaries, boundaries, fragment.boundaries);
    for (const Interface &interface : model.interfaces) {
        if (elements.contains(interface.owner))
            fragment.interfaces.append(interface);
    }
    for (const DataFlow &flow : model.flows) {
        if (elements.contains(flow.source) && elements.contains(flow.target))
            fragment.flows.append(flow);
    }
    copyUsedRecords(model, fragment);
    if (const Diagram *shown = model.diagrams.find(diagram)) {
        for (const Placement &placement : shown->placements) {
            if (elements.contains(ElementId(placement.record))
                || boundaries.contains(BoundaryId(placement.record)))
                fragment.placements.append(placement);
        }
    }
    return fragment;
}

} // namespace drawbridge
