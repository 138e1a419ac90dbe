#include "app/mainwindow/diagramtabs.h"

#include "app/services/threatsummaries.h"

#include <QTimer>

namespace drawbridge {

DiagramTabs::DiagramTabs(const PanelContext &context, QWidget *parent)
    : QTabWidget(parent)
    , m_context(context)
{
    setDocumentMode(true);
    tabBar()->setAccessibleName(tr("Diagrams"));
    connect(context.document, &Document::changed, this, &DiagramTabs::followDocument);
    connect(context.document, &Document::threatsChanged, this, &DiagramTabs::showThreats);
    connect(context.selection, &Selection::recordsChanged, this, &DiagramTabs::showSelection);
    connect(context.selection, &Selection::pathChanged, this, [this] {
        for (int i = 0; i < count(); ++i)
            viewAt(i)->diagramScene().setAttackPath(m_context.selection->path());
    });
    connect(context.appearance, &Appearance::changed, this, &DiagramTabs::recolour);
    connect(this, &QTabWidget::currentChanged, this, [this] {
        showThreats();
        Q_EMIT viewChanged(currentView());
    });
    for (const Diagram &diagram : context.document->model().diagrams)
        addView(diagram);
}

DiagramView *DiagramTabs::viewAt(int index) const
{
    return qobject_cast<DiagramView *>(widget(index));
}

DiagramView *DiagramTabs::currentView() const
{
    return viewAt(currentIndex());
}

int DiagramTabs::indexOfDiagram(const DiagramId &diagram) const
{
    for (int i = 0; i < count(); ++i) {
        if (viewAt(i)->diagramScene().diagramId() == diagram)
            return i;
    }
    return -1;
}

void DiagramTabs::addView(const Diagram &diagram)
{
    auto *view = new DiagramView(*m_context.document, diagram.id, this);
    view->setTheme(m_context.appearance->theme());
    view->setFrameShape(QFrame::NoFrame);
    view->setContextMenu(m_fill);
    view->diagramScene().setComputedValues(computedValuesOf(m_context.document->session()));
    view->diagramScene().setThreats(summarize(m_context.document->model(),
                                              m_context.document->session(),
                                              &m_context.document->findings()));
    view->diagramScene().setAttackPath(m_context.selection->path());
    connect(view, &DiagramView::toolChanged, this, &DiagramTabs::toolChanged);
    connect(view, &DiagramView::threatsRequested, this, &DiagramTabs::threatsRequested);
    connect(&view->diagramScene(), &DiagramScene::editRefused, this, &DiagramTabs::refused);
    connect(&view->diagramScene(), &DiagramScene::recordsSelected, this,
            [this, view](const RecordReferences &records) {
                if (m_following || view != currentView())
                    return;
                m_following = true;
                m_context.selection->select(records);
                m_following = false;
            });
    addTab(view, diagram.name);
    // Fitted when it has its size.
    QTimer::singleShot(0, view, &DiagramView::fitDiagram);
}

void DiagramTabs::followDocument(const ChangeSet &changes)
{
    const ThreatModel &model = m_context.document->model();
    if (!changes.reset && changes.of<Diagram>().isEmpty())
        return;
    for (int i = count() - 1; i >= 0; --i) {
        if (!changes.reset && model.diagrams.contains(viewAt(i)->diagramScene().diagramId()))
            continue;
        QWidget *view = widget(i);
        removeTab(i);
        view->deleteLater();
    }
    for (const Diagram &diagram : model.diagrams) {
        const int index = indexOfDiagram(diagram.id);
        if (index < 0)
            addView(diagram);
        else
            setTabText(index, diagram.name);
    }
    Q_EMIT viewChanged(currentView());
}

void DiagramTabs::showThreats()
{
    if (DiagramView *view = currentView())
        view->diagramScene().setThreats(summarize(m_context.document->model(),
                                                  m_context.document->session(),
                                                  &m_context.document->findings()));
}

void DiagramTabs::showSelection()
{
    DiagramView *view = currentView();
    if (m_following || !view)
        return;
    m_following = true;
    view->diagramScene().select(m_context.selection->records());
    if (const auto record = m_context.selection->single())
        view->reveal(*record);
    m_following = false;
}

void DiagramTabs::reveal(const RecordReference &record)
{
    for (int i = 0; i < count(); ++i) {
        if (viewAt(i)->diagramScene().itemOf(record)) {
            setCurrentIndex(i);
            viewAt(i)->reveal(record);
            return;
        }
    }
}

void DiagramTabs::showDiagram(const DiagramId &diagram)
{
    setCurrentIndex(indexOfDiagram(diagram));
}

void DiagramTabs::setContextMenu(DiagramView::FillMenu fill)
{
    m_fill = std::move(fill);
    for (int i = 0; i < count(); ++i)
        viewAt(i)->setContextMenu(m_fill);
}

void DiagramTabs::recolour()
{
    for (int i = 0; i < count(); ++i)
        viewAt(i)->setTheme(m_context.appearance->theme());
}

} // namespace drawbridge
