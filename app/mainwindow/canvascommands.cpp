#include "app/mainwindow/canvascommands.h"

#include "app/actions/actionset.h"
#include "app/canvas/diagramcommands.h"
#include "app/mainwindow/diagramtabs.h"
#include "app/mainwindow/filecommands.h"
#include "model/edit/adddiagramedit.h"
#include "model/edit/addinterfaceedit.h"
#include "model/edit/deleterecordsedit.h"
#include "model/edit/renamerecordedit.h"

#include <QMenu>

namespace drawbridge {

CanvasCommands::CanvasCommands(const PanelContext &context, ActionSet &actions, DiagramTabs *tabs,
                               FileCommands *files, Prompts *prompts, QWidget *window)
    : QObject(window)
    , m_context(context)
    , m_actions(actions)
    , m_tabs(tabs)
    , m_files(files)
    , m_prompts(prompts)
    , m_window(window)
{
    connectEditing();
    connectTools();
    connectArranging();
    connectDiagrams();
    connectZoom();
    tabs->setContextMenu(
        [this](QMenu &menu, const RecordReference &clicked) { fillContextMenu(menu, clicked); });
    connect(tabs, &DiagramTabs::viewChanged, this, &CanvasCommands::updateEnabled);
    connect(context.selection, &Selection::recordsChanged, this, &CanvasCommands::updateEnabled);
    connect(context.document, &Document::changed, this, &CanvasCommands::updateEnabled);
    // The stack moves on after the document has changed.
    connect(&context.document->undoStack(), &QUndoStack::indexChanged, this,
            &CanvasCommands::updateEnabled);
    updateEnabled();
}

void CanvasCommands::connectEditing()
{
    const auto onScene = [this](const char *name, auto work) {
        connect(m_actions[QLatin1String(name)], &QAction::triggered, this, [this, work] {
            if (DiagramView *view = m_tabs->currentView())
                work(view->diagramScene());
        });
    };
    connect(m_actions[QStringLiteral("undo")], &QAction::triggered,
            &m_context.document->undoStack(), &QUndoStack::undo);
    connect(m_actions[QStringLiteral("redo")], &QAction::triggered,
            &m_context.document->undoStack(), &QUndoStack::redo);
    onScene("cut", [](DiagramScene &scene) { cutSelection(scene); });
    onScene("copy", [](DiagramScene &scene) { copySelection(scene); });
    onScene("paste", [](DiagramScene &scene) { pasteClipboard(scene); });
    onScene("duplicate", [](DiagramScene &scene) { duplicateSelection(scene); });
    onScene("delete", [](DiagramScene &scene) { deleteSelection(scene); });
    onScene("select-all", [](DiagramScene &scene) { scene.selectAll(); });
    connect(m_actions[QStringLiteral("rename")], &QAction::triggered, this, [this] {
        if (DiagramView *view = m_tabs->currentView())
            view->beginRename();
    });
}

void CanvasCommands::begin(ElementKind kind, const QString &technology, const QString &name)
{
    ElementTemplate offered;
    offered.kind = kind;
    offered.technology = technology;
    offered.name = name;
    if (DiagramView *view = m_tabs->currentView())
        view->beginAdding(offered);
}

void CanvasCommands::connectTools()
{
    const QList<std::pair<const char *, CanvasToolKind>> tools {
        {"select", CanvasToolKind::Select},
        {"connect", CanvasToolKind::Connect},
        {"add-boundary", CanvasToolKind::AddBoundary}};
    for (const auto &[name, tool] : tools) {
        connect(m_actions[QLatin1String(name)], &QAction::triggered, this, [this, tool = tool] {
            if (DiagramView *view = m_tabs->currentView()) {
                view->setTool(tool);
                view->setFocus();
            }
            updateEnabled();
        });
    }
    connect(m_tabs, &DiagramTabs::toolChanged, this, &CanvasCommands::updateEnabled);
    connect(m_actions[QStringLiteral("add-process")], &QAction::triggered, this, [this] {
        begin(ElementKind::Process, QStringLiteral("generic-process"), tr("Process"));
    });
    connect(m_actions[QStringLiteral("add-store")], &QAction::triggered, this, [this] {
        begin(ElementKind::DataStore, QStringLiteral("generic-store"), tr("Data store"));
    });
    connect(m_actions[QStringLiteral("add-external")], &QAction::triggered, this, [this] {
        begin(ElementKind::ExternalEntity, QStringLiteral("person"), tr("External entity"));
    });
    connect(m_actions[QStringLiteral("add-interface")], &QAction::triggered, this,
            &CanvasCommands::addInterfaceToSelection);
}

void CanvasCommands::addInterfaceToSelection()
{
    const auto record = m_context.selection->single();
    if (!record || record->kind != RecordKind::Element)
        return;
    const QString name =
        m_prompts->text(m_window, tr("Add an endpoint"), tr("Method and path, such as GET /orders"),
                        QStringLiteral("GET /"));
    if (name.trimmed().isEmpty())
        return;
    NewInterface added;
    added.owner = ElementId(record->id);
    added.name = name.trimmed();
    const InterfaceId id(m_context.document->ids().next('p'));
    const auto applied =
        m_context.document->apply(addInterface(m_context.document->model(), id, added));
    if (!applied)
        m_prompts->tell(m_window, tr("Add an endpoint"), applied.error().message, {});
}

void CanvasCommands::connectArranging()
{
    connect(m_actions[QStringLiteral("layout")], &QAction::triggered, this, [this] {
        if (DiagramView *view = m_tabs->currentView())
            m_files->arrange(view->diagramScene().diagramId());
    });
    const QList<std::pair<const char *, Alignment>> alignments {
        {"align-left", Alignment::Left},     {"align-center", Alignment::Center},
        {"align-right", Alignment::Right},   {"align-top", Alignment::Top},
        {"align-middle", Alignment::Middle}, {"align-bottom", Alignment::Bottom}};
    for (const auto &[name, alignment] : alignments) {
        connect(m_actions[QLatin1String(name)], &QAction::triggered, this,
                [this, alignment = alignment] {
                    if (DiagramView *view = m_tabs->currentView())
                        alignSelection(view->diagramScene(), alignment);
                });
    }
    for (const auto &[name, orientation] : {std::pair("distribute-horizontal", Qt::Horizontal),
                                            std::pair("distribute-vertical", Qt::Vertical)}) {
        connect(m_actions[QLatin1String(name)], &QAction::triggered, this,
                [this, orientation = orientation] {
                    if (DiagramView *view = m_tabs->currentView())
                        distributeSelection(view->diagramScene(), orientation);
                });
    }
}

void CanvasCommands::connectDiagrams()
{
    connect(m_actions[QStringLiteral("new-diagram")], &QAction::triggered, this, [this] {
        const QString name = m_prompts->text(m_window, tr("New diagram"), tr("Name"),
                                             tr("Diagram %1").arg(m_tabs->count() + 1));
        if (name.trimmed().isEmpty())
            return;
        const DiagramId id(m_context.document->ids().next('g'));
        if (m_context.document->apply(addDiagram(m_context.document->model(), id, name.trimmed())))
            m_tabs->showDiagram(id);
    });
    connect(m_actions[QStringLiteral("rename-diagram")], &QAction::triggered, this, [this] {
        DiagramView *view = m_tabs->currentView();
        if (!view)
            return;
        const QString name = m_prompts->text(m_window, tr("Rename the diagram"), tr("Name"),
                                             m_tabs->tabText(m_tabs->currentIndex()));
        const RecordReference record {RecordKind::Diagram, view->diagramScene().diagramId()};
        if (!name.trimmed().isEmpty())
            view->diagramScene().carryOut(renameRecord(m_context.document->model(), record, name));
    });
    connect(m_actions[QStringLiteral("delete-diagram")], &QAction::triggered, this, [this] {
        DiagramView *view = m_tabs->currentView();
        if (view && m_tabs->count() > 1)
            view->diagramScene().carryOut(
                deleteRecords(m_context.document->model(),
                              {{RecordKind::Diagram, view->diagramScene().diagramId()}}));
    });
}

void CanvasCommands::connectZoom()
{
    const QList<std::pair<const char *, void (DiagramView::*)()>> commands {
        {"zoom-in", &DiagramView::zoomIn},
        {"zoom-out", &DiagramView::zoomOut},
        {"zoom-reset", &DiagramView::resetZoom},
        {"fit", &DiagramView::fitDiagram}};
    for (const auto &[name, work] : commands) {
        connect(m_actions[QLatin1String(name)], &QAction::triggered, this, [this, work = work] {
            if (DiagramView *view = m_tabs->currentView())
                (view->*work)();
        });
    }
}

void CanvasCommands::fillContextMenu(QMenu &menu, const RecordReference &clicked)
{
    if (clicked.kind == RecordKind::Element) {
        m_actions.addTo(&menu, {QStringLiteral("add-interface"), QStringLiteral("-")});
        menu.addAction(tr("Show its threats"), this, [this, clicked] {
            ThreatCriteria criteria;
            criteria.record = clicked;
            m_context.filter->set(criteria);
            Q_EMIT m_context.filter->shown();
        });
    }
    if (clicked.kind == RecordKind::Project)
        m_actions.addTo(&menu,
                        {QStringLiteral("paste"), QStringLiteral("select-all"), QStringLiteral("-"),
                         QStringLiteral("layout"), QStringLiteral("fit")});
    else
        m_actions.addTo(&menu,
                        {QStringLiteral("cut"), QStringLiteral("copy"), QStringLiteral("duplicate"),
                         QStringLiteral("rename"), QStringLiteral("delete")});
}

void CanvasCommands::updateEnabled()
{
    const DiagramView *view = m_tabs->currentView();
    const QUndoStack &stack = m_context.document->undoStack();
    m_actions[QStringLiteral("undo")]->setEnabled(stack.canUndo());
    m_actions[QStringLiteral("redo")]->setEnabled(stack.canRedo());
    m_actions[QStringLiteral("undo")]->setText(
        stack.canUndo() ? tr("&Undo: %1").arg(stack.undoText()) : tr("&Undo"));
    m_actions[QStringLiteral("redo")]->setText(
        stack.canRedo() ? tr("&Redo: %1").arg(stack.redoText()) : tr("&Redo"));
    const qsizetype selected = m_context.selection->records().size();
    const auto record = m_context.selection->single();
    for (const char *name : {"cut", "copy", "duplicate", "delete", "rename"})
        m_actions[QLatin1String(name)]->setEnabled(view && selected > 0);
    m_actions[QStringLiteral("add-interface")]->setEnabled(record
                                                           && record->kind == RecordKind::Element);
    for (const char *name :
         {"align-left", "align-center", "align-right", "align-top", "align-middle", "align-bottom"})
        m_actions[QLatin1String(name)]->setEnabled(view && selected > 1);
    for (const char *name : {"distribute-horizontal", "distribute-vertical"})
        m_actions[QLatin1String(name)]->setEnabled(view && selected > 2);
    const CanvasToolKind tool = view ? view->tool() : CanvasToolKind::Select;
    m_actions[QStringLiteral("select")]->setChecked(tool == CanvasToolKind::Select);
    m_actions[QStringLiteral("connect")]->setChecked(tool == CanvasToolKind::Connect);
    m_actions[QStringLiteral("add-boundary")]->setChecked(tool == CanvasToolKind::AddBoundary);
    m_actions[QStringLiteral("delete-diagram")]->setEnabled(m_tabs->count() > 1);
}

} // namespace drawbridge
