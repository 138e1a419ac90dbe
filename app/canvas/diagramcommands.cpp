#include "app/canvas/diagramcommands.h"

#include "app/canvas/diagramscene.h"
#include "app/canvas/guides/alignmentguides.h"
#include "app/canvas/items/elementitem.h"
#include "app/canvas/movedrecords.h"
#include "app/render/elementlook.h"
#include "model/edit/addboundaryedit.h"
#include "model/edit/addelementedit.h"
#include "model/edit/addflowedit.h"
#include "model/edit/compositeedit.h"
#include "model/edit/deleterecordsedit.h"
#include "model/edit/moveplacementsedit.h"
#include "model/edit/pastefragmentedit.h"
#include "model/edit/renamerecordedit.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

#include <cmath>

namespace drawbridge {

static QPoint cornerFor(const QPointF &centre, const QSize &size)
{
    const QPointF corner = centre - QPointF(size.width() / 2.0, size.height() / 2.0);
    return {static_cast<int>(std::lround(corner.x() / CanvasGrid)) * CanvasGrid,
            static_cast<int>(std::lround(corner.y() / CanvasGrid)) * CanvasGrid};
}

bool deleteSelection(DiagramScene &scene)
{
    return !scene.selection().isEmpty()
        && scene.carryOut(deleteRecords(scene.model(), scene.selection()));
}

void copySelection(const DiagramScene &scene)
{
    const ModelFragment fragment =
        copyFragment(scene.model(), scene.diagramId(), scene.selection());
    if (fragment.isEmpty())
        return;
    auto data = std::make_unique<QMimeData>();
    data->setData(QLatin1String(ModelFragment::MimeType),
                  fragmentToBytes(fragment, scene.document().schema()));
    QStringList names;
    for (const Element &element : fragment.elements)
        names.append(element.name);
    data->setText(names.join(u'\n'));
    QGuiApplication::clipboard()->setMimeData(data.release());
}

void cutSelection(DiagramScene &scene)
{
    copySelection(scene);
    deleteSelection(scene);
}

bool canPaste()
{
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    return data && data->hasFormat(QLatin1String(ModelFragment::MimeType));
}

// Moves on as long as the place is taken, so that pasting twice does not hide the first copy.
static QPoint freeOffset(const DiagramScene &scene, const ModelFragment &fragment, QPoint offset)
{
    constexpr int Step = 24;
    constexpr int MostSteps = 50;
    QSet<std::pair<int, int>> taken;
    for (const Placement &placement : scene.diagram()->placements)
        taken.insert({placement.rect.x(), placement.rect.y()});
    const auto isTaken = [&](const Placement &placement) {
        const QPoint corner = placement.rect.topLeft() + offset;
        return taken.contains({corner.x(), corner.y()});
    };
    for (int i = 0; i < MostSteps
         && std::any_of(fragment.placements.begin(), fragment.placements.end(), isTaken);
         ++i)
        offset += QPoint(Step, Step);
    return offset;
}

static bool pasteInto(DiagramScene &scene, const ModelFragment &fragment,
                      const std::optional<QPointF> &centre)
{
    if (!scene.diagram())
        return false;
    const QRect bounds = fragment.bounds();
    const QPoint wanted =
        centre ? cornerFor(*centre, bounds.size()) - bounds.topLeft() : QPoint(0, 0);
    const QPoint offset = freeOffset(scene, fragment, wanted);
    const QRectF target = bounds.translated(offset);
    const auto pasted = pasteFragment(scene.model(), fragment, scene.diagramId(), offset,
                                      scene.boundaryAt(target.center()), scene.document().ids());
    if (!pasted) {
        Q_EMIT scene.editRefused(pasted.error().toString());
        return false;
    }
    if (!scene.carryOut(pasted->edit))
        return false;
    scene.select(pasted->records);
    return true;
}

bool pasteClipboard(DiagramScene &scene, const std::optional<QPointF> &centre)
{
    if (!canPaste())
        return false;
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    const auto fragment = fragmentFromBytes(data->data(QLatin1String(ModelFragment::MimeType)),
                                            scene.document().schema());
    if (!fragment) {
        Q_EMIT scene.editRefused(fragment.error().toString());
        return false;
    }
    return pasteInto(scene, *fragment, centre);
}

void duplicateSelection(DiagramScene &scene)
{
    const ModelFragment fragment =
        copyFragment(scene.model(), scene.diagramId(), scene.selection());
    if (!fragment.isEmpty())
        pasteInto(scene, fragment, {});
}

void nudgeSelection(DiagramScene &scene, const QPoint &by)
{
    const MovedRecords moved = movedWith(scene, scene.selection());
    if (moved.isEmpty())
        return;
    QString key = QStringLiteral("nudge:") + scene.diagramId().toString();
    for (const Placement &placement : placementsAfter(moved, {}))
        key += u' ' + placement.record.toString();
    scene.carryOut(movePlacements(scene.model(), scene.diagramId(), placementsAfter(moved, by),
                                  membershipsAfter(scene, moved, by), key));
}

// Selected boxes, without those that move along with a selected boundary.
static QList<Placement> selectedBoxes(const DiagramScene &scene)
{
    const MovedRecords moved = movedWith(scene, scene.selection());
    QList<Placement> boxes;
    for (const RecordReference &record : moved.outermost)
        boxes.append({record.id, moved.rects.value(record.id).toRect()});
    return boxes;
}

// What stands in a moved boundary moves as far.
static void moveBoxes(DiagramScene &scene, const QList<Placement> &boxes)
{
    QList<Placement> placements;
    for (const Placement &box : boxes) {
        const bool element = scene.model().elements.contains(ElementId(box.record));
        const RecordReference record {element ? RecordKind::Element : RecordKind::Boundary,
                                      box.record};
        const MovedRecords moved = movedWith(scene, {record});
        const QPointF by = QPointF(box.rect.topLeft()) - moved.rects.value(box.record).topLeft();
        placements += placementsAfter(moved, by);
    }
    scene.carryOut(movePlacements(scene.model(), scene.diagramId(), placements));
}

void alignSelection(DiagramScene &scene, Alignment alignment)
{
    const QList<Placement> boxes = selectedBoxes(scene);
    if (boxes.size() > 1)
        moveBoxes(scene, aligned(boxes, alignment));
}

void distributeSelection(DiagramScene &scene, Qt::Orientation orientation)
{
    const QList<Placement> boxes = selectedBoxes(scene);
    if (boxes.size() > 2)
        moveBoxes(scene, distributed(boxes, orientation));
}

static bool addTemplateBoundary(DiagramScene &scene, const ElementTemplate &added,
                                const QPointF &centre)
{
    const QSize size(320, 240);
    const BoundaryId id(scene.document().ids().next('b'));
    if (!scene.carryOut(addBoundary(scene.model(), id,
                                    {added.boundaryKind,
                                     added.name,
                                     scene.boundaryAt(centre),
                                     scene.diagramId(),
                                     QRect(cornerFor(centre, size), size),
                                     {}})))
        return false;
    scene.select({{RecordKind::Boundary, id}});
    return true;
}

bool addFromTemplate(DiagramScene &scene, const ElementTemplate &added, const QPointF &centre)
{
    if (added.isBoundary)
        return addTemplateBoundary(scene, added, centre);
    ElementLook look;
    look.kind = added.kind;
    look.name = added.name;
    look.secondLine = added.technology;
    look.hasRuntime = added.hasRuntime;
    const QSize size = elementSize(look, scene.theme().metrics);
    const ElementId id(scene.document().ids().next('e'));
    if (!scene.carryOut(addElement(scene.model(), id,
                                   {added.kind, added.name, added.technology, added.hasRuntime,
                                    scene.diagramId(), QRect(cornerFor(centre, size), size),
                                    scene.boundaryAt(centre)})))
        return false;
    scene.select({{RecordKind::Element, id}});
    return true;
}

bool connectElements(DiagramScene &scene, const ElementId &source, const ElementId &target,
                     const InterfaceId &interface)
{
    const FlowId id(scene.document().ids().next('f'));
    if (!scene.carryOut(
            addFlow(scene.model(), id, {source, target, interface, QString(), FlowKind::Network})))
        return false;
    scene.select({{RecordKind::Flow, id}});
    return true;
}

bool renameShown(DiagramScene &scene, const RecordReference &record, const QString &name)
{
    Result<ModelEdit> renaming = renameRecord(scene.model(), record, name);
    const ElementItem *item =
        record.kind == RecordKind::Element ? scene.elementItem(ElementId(record.id)) : nullptr;
    if (!renaming || !item)
        return scene.carryOut(renaming);
    ElementLook look = item->look();
    look.name = name;
    const QRect before = item->recordRect().toRect();
    const int missing = elementSize(look, scene.theme().metrics).width() - before.width();
    if (missing <= 0)
        return scene.carryOut(renaming);
    const int side = (missing + 1) / 2;
    CompositeEdit both(renaming->text(), scene.model());
    (void)both.add(renaming);
    const auto grown = both.add(movePlacements(both.model(), scene.diagramId(),
                                               {{record.id, before.adjusted(-side, 0, side, 0)}}));
    return scene.carryOut(grown ? Result<ModelEdit>(both.finished()) : renaming);
}

} // namespace drawbridge
