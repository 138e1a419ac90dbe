#pragma once

#include "app/actions/actionset.h"
#include "app/dialogs/prompts.h"
#include "app/document/autosave.h"
#include "app/document/document.h"
#include "app/jobs/jobrunner.h"
#include "app/mainwindow/panelplaces.h"
#include "app/panels/panelcontext.h"

#include <QDockWidget>
#include <QMainWindow>

class QStackedWidget;

namespace drawbridge {

class CanvasCommands;
class DiagramTabs;
class FileCommands;
class MainToolBar;
class PanelZoom;
class StatusLine;
class WelcomePage;

// The program window: diagrams in the middle, panels around them. Only puts its parts together.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(std::unique_ptr<Services> services, std::shared_ptr<const RuleSet> rules,
               CatalogSnapshot catalog, std::unique_ptr<Prompts> prompts, const QDate &today);
    ~MainWindow() override;

    Document &document() { return m_document; }
    Selection &selection() { return m_selection; }
    ThreatFilter &threatFilter() { return m_filter; }
    Appearance &appearance() { return m_appearance; }
    ActionSet &actions() { return m_actions; }
    FileCommands &files() { return *m_files; }
    // Asks about work that a crash left.
    void offerRecovery();
    // A pack in the user's folder does not load; the program goes on without those packs.
    void tellOfUserRules(const QString &mistake);
    void tellOfCatalogs(const QString &problem);
    DiagramTabs &diagrams() { return *m_tabs; }
    // By the panel's word: "threats".
    QWidget *panel(const QString &name) const;
    void showPanel(const QString &name);

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void addPanels();
    void addMenus();
    void addToolBar();
    void connectFiles();
    void connectParts();
    void connectTheme();
    void showTitle();
    void showWelcome(bool welcome);
    void openSearch();
    void connectProblems();
    void resetPanels();
    void sharePlace();
    // Selects a record and brings it into sight.
    void goTo(const RecordReference &record);
    void openReference(const CatalogReference &reference);
    void showAbout();

    std::unique_ptr<Services> m_services;
    ProjectFileStorage m_storage;
    Document m_document;
    Selection m_selection;
    ThreatFilter m_filter;
    Appearance m_appearance;
    std::unique_ptr<Prompts> m_prompts;
    JobRunner m_jobs;
    PanelContext m_context;
    ActionSet m_actions;
    Autosave m_autosave;
    QHash<QString, QDockWidget *> m_docks;
    QStackedWidget *m_centre = nullptr;
    WelcomePage *m_welcome = nullptr;
    DiagramTabs *m_tabs = nullptr;
    FileCommands *m_files = nullptr;
    CanvasCommands *m_canvas = nullptr;
    StatusLine *m_status = nullptr;
    MainToolBar *m_tools = nullptr;
    PanelZoom *m_zoom = nullptr;
    // Made when the panels are.
    std::optional<PanelPlaces> m_places;
};

} // namespace drawbridge
