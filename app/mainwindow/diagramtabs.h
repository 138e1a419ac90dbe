#pragma once

#include "app/canvas/view/diagramview.h"
#include "app/panels/panelcontext.h"

#include <QTabBar>
#include <QTabWidget>

namespace drawbridge {

// A tab a diagram of the open model. Keeps the canvas and the window's selection the same.
class DiagramTabs final : public QTabWidget
{
    Q_OBJECT

public:
    explicit DiagramTabs(const PanelContext &context, QWidget *parent = nullptr);

    // Null without a diagram.
    DiagramView *currentView() const;
    void showDiagram(const DiagramId &diagram);
    void setContextMenu(DiagramView::FillMenu fill);
    // Brings a record into sight, on the tab that shows it.
    void reveal(const RecordReference &record);

Q_SIGNALS:
    void viewChanged(drawbridge::DiagramView *view);
    void toolChanged(drawbridge::CanvasToolKind tool);
    void threatsRequested(const drawbridge::RecordReference &record);
    void refused(const QString &reason);

private:
    void followDocument(const ChangeSet &changes);
    void addView(const Diagram &diagram);
    int indexOfDiagram(const DiagramId &diagram) const;
    DiagramView *viewAt(int index) const;
    void showThreats();
    void showSelection();
    void recolour();

    PanelContext m_context;
    DiagramView::FillMenu m_fill;
    bool m_following = false;
};

} // namespace drawbridge
