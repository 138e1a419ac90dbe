#pragma once

#include "app/document/document.h"
#include "app/render/diagrampicture.h"
#include "model/edit/membership.h"
#include "model/edit/recordreference.h"

#include <QGraphicsScene>

namespace drawbridge {

class BoundaryItem;
class DiagramItem;
class ElementItem;
class FlowItem;
class OverlayItem;
struct TouchedEntries;

// Shows one diagram of the open model. Follows the document by its change sets; never changes the
// model by itself, but carries out the edits of tools.
class DiagramScene final : public QGraphicsScene
{
    Q_OBJECT

public:
    DiagramScene(Document &document, const DiagramId &diagram, QObject *parent = nullptr);
    ~DiagramScene() override;

    Document &document() const { return m_document; }
    const ThreatModel &model() const { return m_document.model(); }
    const DiagramId &diagramId() const { return m_diagram; }
    // Null when the diagram was deleted.
    const Diagram *diagram() const { return model().diagrams.find(m_diagram); }
    const DiagramPicture &picture() const { return m_picture; }
    // The entries that a gesture's preview shows elsewhere; null without one.
    const DiagramPicture *previewPicture() const { return m_preview ? &*m_preview : nullptr; }
    // Beyond so many flows an edit updates only what it touches; routes and labels elsewhere stay
    // as they are until the diagram is shown anew.
    void setLargeFrom(qsizetype flows) { m_largeFrom = flows; }
    bool isLarge() const { return m_picture.flows.size() > m_largeFrom; }

    const Theme &theme() const { return *m_theme; }
    // `theme` outlives the scene.
    void setTheme(const Theme &theme);
    // Counts for the bubbles, by record.
    void setThreats(const ThreatSummaries &threats);
    // Computed properties, for the badges; may be empty.
    using ComputedValue =
        std::function<std::optional<Value>(RecordKind, const IdText &, QStringView)>;
    void setComputedValues(ComputedValue computed);
    // Records of a highlighted attack path, and differences of a comparison.
    void setAttackPath(const QSet<IdText> &records);
    void setChangeMarks(const QHash<IdText, ChangeMark> &changes);

    // What is selected, in the order of selecting. Interfaces may be selected beside what is drawn.
    const RecordReferences &selection() const { return m_selection; }
    bool isSelected(const RecordReference &record) const { return m_selection.contains(record); }
    void select(const RecordReferences &records);
    void selectAll();
    // What the keyboard works on: the last one selected. Its kind is Project when there is none.
    RecordReference focusRecord() const;

    DiagramItem *itemOf(const RecordReference &record) const;
    ElementItem *elementItem(const ElementId &id) const;
    BoundaryItem *boundaryItem(const BoundaryId &id) const;
    FlowItem *flowItem(const FlowId &id) const;
    // The topmost record whose shape is there; kind Project when there is none.
    RecordReference recordAt(const QPointF &at, double tolerance) const;
    ElementItem *elementAt(const QPointF &at, double tolerance) const;
    // The innermost boundary whose area is there, leaving out some and what lies within them.
    BoundaryId boundaryAt(const QPointF &at, const QSet<BoundaryId> &except = {}) const;
    // Records that lie wholly in an area, for the rubber band.
    RecordReferences recordsIn(const QRectF &area) const;
    // What the diagram shows, with margins; empty for an empty diagram.
    QRectF contentRect() const;

    // A gesture's preview: records stand elsewhere until it ends. The model is not touched.
    void setPreview(const QHash<IdText, QRectF> &rects);
    void clearPreview() { setPreview({}); }
    void setHovered(const RecordReference &record);
    RecordReference hovered() const { return m_hovered; }
    void setDropTarget(const BoundaryId &boundary);
    BoundaryId dropTarget() const { return m_dropTarget; }
    OverlayItem &overlay() { return *m_overlay; }

    // Carries an edit out; false when it was refused, which editRefused() tells.
    bool carryOut(const Result<ModelEdit> &edit);

Q_SIGNALS:
    // Not sent for mere changes of what the selected records hold.
    void recordsSelected(const drawbridge::RecordReferences &records);
    void hoveredChanged(const drawbridge::RecordReference &record);
    void editRefused(const QString &reason);
    // Its diagram was deleted; whoever shows the scene closes it.
    void diagramRemoved();
    // What the diagram shows, or where, has changed.
    void contentChanged();

private:
    void followChanges(const ChangeSet &changes);
    bool concerns(const ChangeSet &changes) const;
    LookContext lookContext() const;
    void compose();
    bool composeTouched(const ChangeSet &changes);
    void patchThreats();
    void syncItems();
    void syncTouched(const TouchedEntries &touched);
    void removeItem(const RecordReference &record);
    void syncItem(const RecordReference &record);
    void removeMissingItems(const QSet<RecordReference> &shown);
    template <typename Item>
    Item &ensureItem(const RecordReference &record);
    void syncElement(const ElementPicture &shown);
    void syncBoundary(const BoundaryPicture &shown);
    void syncFlow(const FlowPicture &shown);
    void showPreview();
    void dropStaleSelection();
    void showHandles();

    Document &m_document;
    DiagramId m_diagram;
    const Theme *m_theme;
    ThreatSummaries m_threats;
    ComputedValue m_computed;
    QSet<IdText> m_path;
    QHash<IdText, ChangeMark> m_changes;

    // What the model says, and what is shown while a gesture lasts.
    DiagramPicture m_picture;
    std::optional<DiagramPicture> m_preview;
    QHash<RecordReference, DiagramItem *> m_items;
    OverlayItem *m_overlay;
    OverlayItem *m_handles;

    RecordReferences m_selection;
    RecordReference m_hovered {RecordKind::Project, {}};
    BoundaryId m_dropTarget;
    qsizetype m_largeFrom = 300;
};

} // namespace drawbridge
