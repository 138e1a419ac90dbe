#include "app/canvas/pictureupdate.h"

#include "app/canvas/picturelookup.h"

namespace drawbridge {

namespace {

template <typename Shown, typename Id>
auto entryPosition(QList<Shown> &entries, const Id &id)
{
    return std::lower_bound(entries.begin(), entries.end(), id,
                            [](const Shown &shown, const Id &wanted) { return shown.id < wanted; });
}

// Adds, replaces or removes (without a new one) the entry of an id.
template <typename Shown, typename Id>
void putEntry(QList<Shown> &entries, const Id &id, std::optional<Shown> shown)
{
    const auto position = entryPosition(entries, id);
    const bool known = position != entries.end() && position->id == id;
    if (known && shown)
        *position = std::move(*shown);
    else if (known)
        entries.erase(position);
    else if (shown)
        entries.insert(position, std::move(*shown));
}

// One update of one picture.
class Updater
{
public:
    Updater(DiagramPicture &picture, const PictureUpdate &update)
        : m_picture(picture)
        , m_update(update)
        , m_model(update.context.model)
    {
    }

    bool collect(const ChangeSet &changes);
    TouchedEntries carryOut();

private:
    void collectPlacements(const Diagram &before, const Diagram &after);
    void touchPlaced(const IdText &record);
    void touchBoundary(const BoundaryId &id);
    void updateElement(const ElementId &id);
    void updateFlow(const FlowId &id);

    DiagramPicture &m_picture;
    const PictureUpdate &m_update;
    const ThreatModel &m_model;
    TouchedEntries m_touched;
};

void Updater::touchPlaced(const IdText &record)
{
    if (m_model.elements.contains(ElementId(record)) || findElement(m_picture, record))
        m_touched.elements.insert(ElementId(record));
    else
        touchBoundary(BoundaryId(record));
}

// The flows that cross its line are flows of what stands in it.
void Updater::touchBoundary(const BoundaryId &id)
{
    m_touched.boundaries.insert(id);
    for (const ElementId &member : m_update.graph.membersOf(id) + m_update.graph.attachedTo(id))
        m_touched.elements.insert(member);
    for (const BoundaryId &child : m_update.graph.childrenOf(id)) {
        if (!m_touched.boundaries.contains(child))
            touchBoundary(child);
    }
}

// Both are sorted by record.
void Updater::collectPlacements(const Diagram &before, const Diagram &after)
{
    auto old = before.placements.begin();
    auto now = after.placements.begin();
    while (old != before.placements.end() || now != after.placements.end()) {
        if (now == after.placements.end()
            || (old != before.placements.end() && old->record < now->record)) {
            touchPlaced((old++)->record);
        } else if (old == before.placements.end() || now->record < old->record) {
            touchPlaced((now++)->record);
        } else {
            if (old->rect != now->rect)
                touchPlaced(now->record);
            ++old;
            ++now;
        }
    }
}

bool Updater::collect(const ChangeSet &changes)
{
    if (changes.reset)
        return false;
    for (const RecordChange<Diagram> &change : changes.of<Diagram>()) {
        if (change.id() != m_update.diagram.id)
            continue;
        if (!change.before || !change.after)
            return false;
        collectPlacements(*change.before, *change.after);
        for (const Route &route : change.before->routes + change.after->routes)
            m_touched.flows.insert(route.flow);
    }
    for (const RecordChange<Element> &change : changes.of<Element>())
        m_touched.elements.insert(change.id());
    for (const RecordChange<Interface> &change : changes.of<Interface>())
        m_touched.elements.insert((change.after ? change.after : change.before)->owner);
    for (const RecordChange<DataFlow> &change : changes.of<DataFlow>())
        m_touched.flows.insert(change.id());
    for (const RecordChange<TrustBoundary> &change : changes.of<TrustBoundary>())
        touchBoundary(change.id());
    for (const RecordChange<Image> &change : changes.of<Image>()) {
        for (const ElementId &element : m_update.graph.elementsRunning(change.id()))
            m_touched.elements.insert(element);
    }
    return true;
}

void Updater::updateElement(const ElementId &id)
{
    const Element *element = m_model.elements.find(id);
    const Placement *placement = m_update.diagram.placement(id);
    std::optional<ElementPicture> shown;
    if (element && placement) {
        ElementPicture fresh;
        fresh.id = id;
        fresh.look = elementLook(m_update.context, *element, shownInterfaces(m_update.context, id));
        const QSize natural = elementSize(fresh.look, m_update.metrics);
        QSize size = placement->rect.size();
        size.setHeight(std::max(size.height(), natural.height()));
        fresh.rect = QRectF(placement->rect.topLeft(), size);
        shown = std::move(fresh);
    }
    putEntry(m_picture.elements, id, std::move(shown));
}

void Updater::updateFlow(const FlowId &id)
{
    const DataFlow *flow = m_model.flows.find(id);
    std::optional<FlowPicture> shown;
    if (flow && findElement(m_picture, flow->source) && findElement(m_picture, flow->target))
        shown = FlowPicture {id, flow->source, flow->target, {}, flowLook(m_update.context, *flow)};
    putEntry(m_picture.flows, id, std::move(shown));
}

TouchedEntries Updater::carryOut()
{
    for (const ElementId &id : std::as_const(m_touched.elements)) {
        updateElement(id);
        for (const FlowId &flow : m_update.graph.flowsOf(id))
            m_touched.flows.insert(flow);
    }
    for (const FlowId &id : std::as_const(m_touched.flows))
        updateFlow(id);
    return m_touched;
}

} // namespace

std::optional<TouchedEntries> updatePicture(DiagramPicture &picture, const PictureUpdate &update,
                                            const ChangeSet &changes)
{
    Updater updater(picture, update);
    if (!updater.collect(changes))
        return std::nullopt;
    const bool boundariesChanged = [&] {
        const auto &boundaries = changes.of<TrustBoundary>();
        return std::any_of(boundaries.begin(), boundaries.end(), [](const auto &change) {
            return !change.before || !change.after || change.before->parent != change.after->parent;
        });
    }();
    // Their order is that of their depth: take them afresh with everything.
    if (boundariesChanged)
        return std::nullopt;
    TouchedEntries touched = updater.carryOut();
    if (touched.flows.size() > picture.flows.size() / 4)
        return std::nullopt;
    for (BoundaryPicture &boundary : picture.boundaries) {
        const TrustBoundary *record = update.context.model.boundaries.find(boundary.id);
        const Placement *placement = update.diagram.placement(boundary.id);
        if (!touched.boundaries.contains(boundary.id))
            continue;
        if (!record || !placement)
            return std::nullopt;
        boundary.rect = QRectF(placement->rect);
        boundary.look = boundaryLook(update.context, *record);
    }
    for (const BoundaryId &id : std::as_const(touched.boundaries)) {
        if (!findBoundary(picture, id) && update.diagram.placement(id))
            return std::nullopt;
    }
    rerouteNear(picture, touched.flows, update.context.model, update.graph, update.diagram,
                update.metrics);
    return touched;
}

static QRectF areaOf(const DiagramPicture &picture, const QSet<ElementId> &elements)
{
    QRectF area;
    for (const ElementId &id : elements) {
        if (const ElementPicture *element = findElement(picture, id))
            area |= element->rect;
    }
    return area.adjusted(-64, -64, 64, 64);
}

void rerouteNear(DiagramPicture &picture, const QSet<FlowId> &flows, const ThreatModel &model,
                 const ModelGraph &graph, const Diagram &diagram, const Metrics &metrics)
{
    // More boxes in the way would make a small change as slow as a large one.
    constexpr qsizetype MostObstacles = 400;
    QSet<ElementId> ends;
    for (const FlowId &id : flows) {
        if (const FlowPicture *flow = findFlow(picture, id)) {
            ends.insert(flow->source);
            ends.insert(flow->target);
        }
    }
    const QRectF area = areaOf(picture, ends);
    DiagramPicture near;
    QSet<ElementId> boxes = ends;
    QSet<FlowId> connected;
    for (const ElementId &end : std::as_const(ends)) {
        for (const FlowId &id : graph.flowsOf(end)) {
            const FlowPicture *flow = findFlow(picture, id);
            if (!flow || connected.contains(id))
                continue;
            connected.insert(id);
            near.flows.append(*flow);
            boxes.insert(flow->source);
            boxes.insert(flow->target);
        }
    }
    qsizetype obstacles = 0;
    for (const ElementPicture &element : std::as_const(picture.elements)) {
        const bool wanted = boxes.contains(element.id);
        const bool between = !wanted && obstacles < MostObstacles && area.intersects(element.rect);
        obstacles += between ? 1 : 0;
        if (wanted || between)
            near.elements.append(element);
    }
    for (const BoundaryPicture &boundary : std::as_const(picture.boundaries)) {
        if (area.intersects(boundary.rect))
            near.boundaries.append(boundary);
    }
    std::sort(near.flows.begin(), near.flows.end(),
              [](const FlowPicture &a, const FlowPicture &b) { return a.id < b.id; });
    if (near.flows.isEmpty())
        return;
    routePicture(near, model, diagram, metrics);
    for (const FlowPicture &routed : std::as_const(near.flows)) {
        if (flows.contains(routed.id))
            entryPosition(picture.flows, routed.id)->shape = routed.shape;
    }
}

} // namespace drawbridge
