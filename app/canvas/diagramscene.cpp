#include "app/canvas/diagramscene.h"

#include "app/canvas/diagrampreview.h"
#include "app/canvas/items/boundaryitem.h"
#include "app/canvas/items/elementitem.h"
#include "app/canvas/items/flowitem.h"
#include "app/canvas/items/itemfactory.h"
#include "app/canvas/items/overlayitem.h"
#include "app/canvas/picturelookup.h"
#include "app/canvas/pictureupdate.h"
#include "model/core/modelgraph.h"

namespace drawbridge {

DiagramScene::DiagramScene(Document &document, const DiagramId &diagram, QObject *parent)
    : QGraphicsScene(parent)
    , m_document(document)
    , m_diagram(diagram)
    , m_theme(&Theme::builtIn(ThemeKind::Light))
    , m_overlay(new OverlayItem)
    , m_handles(new OverlayItem)
{
    addItem(m_overlay);
    addItem(m_handles);
    connect(&m_document, &Document::changed, this, &DiagramScene::followChanges);
    compose();
    syncItems();
}

DiagramScene::~DiagramScene()
{
    // Before QGraphicsScene does it: a flow's item owns the one of its label.
    qDeleteAll(m_items);
}

void DiagramScene::setTheme(const Theme &theme)
{
    m_theme = &theme;
    for (DiagramItem *item : std::as_const(m_items))
        item->setTheme(theme);
    for (const FlowPicture &flow : std::as_const(m_picture.flows))
        flowItem(flow.id)->label().setTheme(theme);
    showHandles();
    invalidate(QRectF(), BackgroundLayer);
}

void DiagramScene::setThreats(const ThreatSummaries &threats)
{
    // Most edits change no count.
    if (threats.byRecord == m_threats.byRecord)
        return;
    m_threats = threats;
    if (isLarge()) {
        patchThreats();
        return;
    }
    // Bubbles take room from labels.
    compose();
    syncItems();
}

static bool hasThreats(const ElementLook &look, const IdText &id, const ThreatSummaries &threats)
{
    return look.threats == threats.of(id)
        && std::all_of(look.interfaces.begin(), look.interfaces.end(),
                       [&](const InterfaceLook &row) { return row.threats == threats.of(row.id); });
}

void DiagramScene::patchThreats()
{
    for (qsizetype i = 0; i < m_picture.elements.size(); ++i) {
        const ElementPicture &shown = m_picture.elements.at(i);
        if (hasThreats(shown.look, shown.id, m_threats))
            continue;
        ElementPicture &changed = m_picture.elements[i];
        changed.look.threats = m_threats.of(changed.id);
        for (InterfaceLook &row : changed.look.interfaces)
            row.threats = m_threats.of(row.id);
        syncElement(changed);
    }
    for (qsizetype i = 0; i < m_picture.boundaries.size(); ++i) {
        const BoundaryPicture &shown = m_picture.boundaries.at(i);
        if (shown.look.threats == m_threats.of(shown.id))
            continue;
        m_picture.boundaries[i].look.threats = m_threats.of(shown.id);
        syncBoundary(m_picture.boundaries.at(i));
    }
}

void DiagramScene::setComputedValues(ComputedValue computed)
{
    m_computed = std::move(computed);
    compose();
    syncItems();
}

void DiagramScene::setAttackPath(const QSet<IdText> &records)
{
    m_path = records;
    // Routes and labels stay as they are.
    const auto differs = [&](bool &onPath, const IdText &id) {
        return std::exchange(onPath, records.contains(id)) != records.contains(id);
    };
    for (ElementPicture &shown : m_picture.elements) {
        if (differs(shown.look.onPath, shown.id))
            syncElement(shown);
    }
    for (FlowPicture &shown : m_picture.flows) {
        if (differs(shown.look.onPath, shown.id))
            syncFlow(shown);
    }
}

void DiagramScene::setChangeMarks(const QHash<IdText, ChangeMark> &changes)
{
    m_changes = changes;
    compose();
    syncItems();
}

LookContext DiagramScene::lookContext() const
{
    return {model(), m_document.schema(), m_threats, m_computed, m_changes, m_path};
}

bool DiagramScene::concerns(const ChangeSet &changes) const
{
    const auto mine = [this](const RecordChange<Diagram> &change) {
        return change.id() == m_diagram;
    };
    const QList<RecordChange<Diagram>> &diagrams = changes.of<Diagram>();
    return changes.reset || !changes.of<Element>().isEmpty() || !changes.of<Interface>().isEmpty()
        || !changes.of<DataFlow>().isEmpty() || !changes.of<TrustBoundary>().isEmpty()
        || !changes.of<Image>().isEmpty() || std::any_of(diagrams.begin(), diagrams.end(), mine);
}

void DiagramScene::followChanges(const ChangeSet &changes)
{
    if (!concerns(changes))
        return;
    // A preview's items go back to what the picture says.
    if (m_preview)
        clearPreview();
    if (!composeTouched(changes)) {
        compose();
        syncItems();
    }
    dropStaleSelection();
    Q_EMIT contentChanged();
    if (!diagram())
        Q_EMIT diagramRemoved();
}

void DiagramScene::compose()
{
    m_picture = composeDiagram(lookContext(), m_diagram, m_theme->metrics);
}

bool DiagramScene::composeTouched(const ChangeSet &changes)
{
    const Diagram *shown = diagram();
    if (!isLarge() || !shown)
        return false;
    const LookContext context = lookContext();
    const auto touched =
        updatePicture(m_picture, {context, m_document.graph(), *shown, m_theme->metrics}, changes);
    if (touched)
        syncTouched(*touched);
    return touched.has_value();
}

void DiagramScene::syncTouched(const TouchedEntries &touched)
{
    const auto sync = [this](const RecordReference &record, bool shown) {
        if (shown)
            syncItem(record);
        else
            removeItem(record);
    };
    for (const BoundaryId &id : touched.boundaries)
        sync({RecordKind::Boundary, id}, findBoundary(m_picture, id));
    for (const ElementId &id : touched.elements)
        sync({RecordKind::Element, id}, findElement(m_picture, id));
    for (const FlowId &id : touched.flows)
        sync({RecordKind::Flow, id}, findFlow(m_picture, id));
    showHandles();
}

void DiagramScene::removeItem(const RecordReference &record)
{
    delete m_items.take(record);
}

template <typename Item>
Item &DiagramScene::ensureItem(const RecordReference &record)
{
    DiagramItem *&item = m_items[record];
    if (!item) {
        item = makeItem(record).release();
        item->setTheme(*m_theme);
        addItem(item);
        if (record.kind == RecordKind::Flow) {
            FlowLabelItem &label = static_cast<FlowItem *>(item)->label();
            label.setTheme(*m_theme);
            addItem(&label);
        }
    }
    return static_cast<Item &>(*item);
}

void DiagramScene::removeMissingItems(const QSet<RecordReference> &shown)
{
    for (auto it = m_items.begin(); it != m_items.end();) {
        if (shown.contains(it.key())) {
            ++it;
            continue;
        }
        delete it.value();
        it = m_items.erase(it);
    }
}

void DiagramScene::syncItems()
{
    QSet<RecordReference> shown;
    shown.reserve(m_picture.elements.size() + m_picture.flows.size());
    for (const BoundaryPicture &boundary : std::as_const(m_picture.boundaries)) {
        syncBoundary(boundary);
        shown.insert({RecordKind::Boundary, boundary.id});
    }
    for (const ElementPicture &element : std::as_const(m_picture.elements)) {
        syncElement(element);
        shown.insert({RecordKind::Element, element.id});
    }
    for (const FlowPicture &flow : std::as_const(m_picture.flows)) {
        syncFlow(flow);
        shown.insert({RecordKind::Flow, flow.id});
    }
    removeMissingItems(shown);
    showHandles();
}

void DiagramScene::syncElement(const ElementPicture &shown)
{
    const RecordReference record {RecordKind::Element, shown.id};
    ElementLook look = shown.look;
    look.selected = m_selection.contains(record);
    look.hovered = m_hovered == record;
    for (const InterfaceLook &row : look.interfaces)
        look.selected = look.selected || m_selection.contains({RecordKind::Interface, row.id});
    ensureItem<ElementItem>(record).sync(look, shown.rect);
}

void DiagramScene::syncBoundary(const BoundaryPicture &shown)
{
    const RecordReference record {RecordKind::Boundary, shown.id};
    BoundaryLook look = shown.look;
    look.selected = m_selection.contains(record);
    look.hovered = m_hovered == record;
    const auto depth = static_cast<int>(boundaryChain(model(), shown.id).size());
    ensureItem<BoundaryItem>(record).sync(look, shown.rect, depth, shown.id == m_dropTarget);
}

void DiagramScene::syncFlow(const FlowPicture &shown)
{
    const RecordReference record {RecordKind::Flow, shown.id};
    FlowLook look = shown.look;
    look.selected = m_selection.contains(record);
    look.hovered = m_hovered == record;
    ensureItem<FlowItem>(record).sync(look, shown.shape);
}

void DiagramScene::syncItem(const RecordReference &record)
{
    const auto find = [&](auto finder) {
        const auto *shown = m_preview ? finder(*m_preview, record.id) : nullptr;
        return shown ? shown : finder(m_picture, record.id);
    };
    if (record.kind == RecordKind::Element) {
        if (const ElementPicture *shown = find(findElement))
            syncElement(*shown);
    } else if (record.kind == RecordKind::Boundary) {
        if (const BoundaryPicture *shown = find(findBoundary))
            syncBoundary(*shown);
    } else if (record.kind == RecordKind::Flow) {
        if (const FlowPicture *shown = find(findFlow))
            syncFlow(*shown);
    } else if (const Interface *interface = model().interfaces.find(InterfaceId(record.id))) {
        syncItem({RecordKind::Element, interface->owner});
    }
}

void DiagramScene::setPreview(const QHash<IdText, QRectF> &rects)
{
    const Diagram *shown = diagram();
    if (rects.isEmpty() || !shown) {
        if (!m_preview)
            return;
        m_preview.reset();
        syncItems();
        return;
    }
    m_preview = previewOf(m_picture, rects, model(), m_document.graph(), *shown, m_theme->metrics);
    showPreview();
}

void DiagramScene::showPreview()
{
    for (const BoundaryPicture &boundary : std::as_const(m_preview->boundaries))
        syncBoundary(boundary);
    for (const ElementPicture &element : std::as_const(m_preview->elements))
        syncElement(element);
    for (const FlowPicture &flow : std::as_const(m_preview->flows))
        syncFlow(flow);
    showHandles();
}

bool DiagramScene::carryOut(const Result<ModelEdit> &edit)
{
    const Result<void> done = m_document.apply(edit);
    if (!done)
        Q_EMIT editRefused(done.error().toString());
    return done.hasValue();
}

} // namespace drawbridge
