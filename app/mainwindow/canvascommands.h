#pragma once

#include "app/dialogs/prompts.h"
#include "app/panels/panelcontext.h"

#include <QObject>

class QMenu;

namespace drawbridge {

class ActionSet;
class DiagramTabs;
class FileCommands;

// Connects the Edit, Model and View actions with the diagram in front.
class CanvasCommands final : public QObject
{
    Q_OBJECT

public:
    CanvasCommands(const PanelContext &context, ActionSet &actions, DiagramTabs *tabs,
                   FileCommands *files, Prompts *prompts, QWidget *window);

    void updateEnabled();

private:
    void connectEditing();
    void connectTools();
    void connectArranging();
    void connectDiagrams();
    void connectZoom();
    void fillContextMenu(QMenu &menu, const RecordReference &clicked);
    void addInterfaceToSelection();
    void begin(ElementKind kind, const QString &technology, const QString &name);

    PanelContext m_context;
    ActionSet &m_actions;
    DiagramTabs *m_tabs;
    FileCommands *m_files;
    Prompts *m_prompts;
    QWidget *m_window;
};

} // namespace drawbridge
