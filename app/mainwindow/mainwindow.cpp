#include "app/mainwindow/mainwindow.h"

#include "app/mainwindow/canvascommands.h"
#include "app/mainwindow/commandsearch.h"
#include "app/mainwindow/diagramtabs.h"
#include "app/mainwindow/filecommands.h"
#include "app/mainwindow/maintoolbar.h"
#include "app/mainwindow/palettepanel.h"
#include "app/mainwindow/panelzoom.h"
#include "app/mainwindow/statusline.h"
#include "app/mainwindow/welcomepage.h"
#include "app/panels/findingspanel.h"
#include "app/panels/panellist.h"
#include "app/panels/problemspanel.h"
#include "app/panels/rulespanel.h"
#include "app/settings/recentfiles.h"
#include "model/engine/catalogversions.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>

namespace drawbridge {

MainWindow::MainWindow(std::unique_ptr<Services> services, std::shared_ptr<const RuleSet> rules,
                       CatalogSnapshot catalog, std::unique_ptr<Prompts> prompts,
                       const QDate &today)
    : m_services(std::move(services))
    , m_storage(m_services->schema())
    , m_document(m_storage, m_services->schema())
    , m_prompts(std::move(prompts))
    , m_context {&m_document,   &m_selection,     &m_filter,
                 &m_appearance, m_services.get(), std::move(catalog)}
    , m_actions(this)
    , m_autosave(m_document, m_storage, Autosave::standardFolder())
{
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    const QString choice = QSettings().value(QStringLiteral("appearance")).toString();
    m_appearance.choose(choice == QStringLiteral("dark")        ? Appearance::Choice::Dark
                            : choice == QStringLiteral("light") ? Appearance::Choice::Light
                                                                : Appearance::Choice::System);
    m_document.setCatalogs(recordedVersions(m_context.catalog.versions()));
    const auto table = m_services->scannerTable();
    m_document.startAnalysis(std::move(rules), today, {}, table ? *table : nullptr);
    m_tabs = new DiagramTabs(m_context, this);
    m_welcome = new WelcomePage(&m_appearance, this);
    m_centre = new QStackedWidget(this);
    m_centre->addWidget(m_welcome);
    m_centre->addWidget(m_tabs);
    setCentralWidget(m_centre);
    m_files = new FileCommands(m_context, &m_jobs, m_prompts.get(), this);
    m_canvas = new CanvasCommands(m_context, m_actions, m_tabs, m_files, m_prompts.get(), this);
    m_zoom = new PanelZoom(this, m_centre);
    m_status = new StatusLine(m_context, &m_jobs, this);
    setStatusBar(m_status);
    addPanels();
    addMenus();
    addToolBar();
    connectFiles();
    connectParts();
    connectTheme();
    m_places.emplace(this);
    showWelcome(true);
    m_places->restoreWindow();
    showTitle();
}

MainWindow::~MainWindow()
{
    // Parts that listen to the document go before it does.
    m_jobs.cancel();
    m_document.disconnect();
    m_document.undoStack().disconnect();
    delete takeCentralWidget();
    for (QDockWidget *dock : std::as_const(m_docks))
        delete dock;
}

QWidget *MainWindow::panel(const QString &name) const
{
    const QDockWidget *dock = m_docks.value(name);
    return dock ? dock->widget() : nullptr;
}

void MainWindow::showPanel(const QString &name)
{
    if (QDockWidget *dock = m_docks.value(name)) {
        dock->show();
        dock->raise();
    }
}

void MainWindow::resetPanels()
{
    m_zoom->restore();
    m_places->reset();
    sharePlace();
    m_zoom->watchTabs();
}

void MainWindow::addPanels()
{
    const auto dock = [this](const QString &name, const QString &title, QWidget *panel,
                             Qt::DockWidgetArea area) {
        auto *made = new QDockWidget(title, this);
        made->setObjectName(name);
        made->setWidget(panel);
        made->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
        panel->setAttribute(Qt::WA_StyledBackground);
        // The one that needs most room would push a small screen's bottom out of sight.
        if (area == Qt::BottomDockWidgetArea)
            panel->setMinimumHeight(110);
        // Where panels share a place, the tab is the title.
        QWidget *heading =
            area == Qt::LeftDockWidgetArea ? new QLabel(title, made) : new QWidget(made);
        heading->setProperty("role", QStringLiteral("docktitle"));
        made->setTitleBarWidget(heading);
        QDockWidget *before = nullptr;
        for (QDockWidget *other : std::as_const(m_docks)) {
            if (area != Qt::LeftDockWidgetArea && dockWidgetArea(other) == area)
                before = other;
        }
        addDockWidget(area, made);
        if (before)
            tabifyDockWidget(before, made);
        m_docks.insert(name, made);
    };
    auto *palette = new PalettePanel(*m_services, &m_appearance, this);
    connect(palette, &PalettePanel::picked, this, [this](const ElementTemplate &offered) {
        if (DiagramView *view = m_tabs->currentView())
            view->beginAdding(offered);
    });
    dock(QStringLiteral("palette"), tr("Palette"), palette, Qt::LeftDockWidgetArea);
    for (const PanelEntry &entry : panelList())
        dock(entry.name, entry.title, entry.create(m_context, this), entry.area);
    showPanel(QStringLiteral("properties"));
    showPanel(QStringLiteral("threats"));
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    sharePlace();
}

// The tables have a good third of the height, on a small screen too.
void MainWindow::sharePlace()
{
    const int tables = std::clamp(height() * 36 / 100, 220, 420);
    resizeDocks({m_docks[QStringLiteral("palette")], m_docks[QStringLiteral("properties")]},
                {258, 364}, Qt::Horizontal);
    resizeDocks({m_docks[QStringLiteral("palette")], m_docks[QStringLiteral("outline")],
                 m_docks[QStringLiteral("threats")]},
                {250, std::max(110, height() - tables - 400), tables}, Qt::Vertical);
}

void MainWindow::addMenus()
{
    const auto menu = [this](const QString &title, const QString &names) {
        QMenu *made = menuBar()->addMenu(title);
        m_actions.addTo(made, names.split(u' '));
        return made;
    };
    menu(tr("&File"),
         QStringLiteral("new open save save-as - import import-into attach-scans compare harden "
                        "export - sample - quit"));
    menu(
        tr("&Edit"),
        QStringLiteral("undo redo - cut copy paste duplicate delete - select-all rename - search"));
    QMenu *view = menu(tr("&View"), QStringLiteral("zoom-in zoom-out zoom-reset fit - enlarge -"));
    m_actions.addTo(view->addMenu(tr("&Appearance")),
                    {QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("system")});
    QMenu *panels = view->addMenu(tr("&Panels"));
    panels->addAction(m_docks[QStringLiteral("palette")]->toggleViewAction());
    for (const PanelEntry &entry : panelList())
        panels->addAction(m_docks[entry.name]->toggleViewAction());
    m_actions.addTo(panels, {QStringLiteral("-"), QStringLiteral("reset-panels")});
    QMenu *model = menu(tr("&Model"),
                        QStringLiteral("select connect add-boundary - add-process add-store "
                                       "add-external add-interface - layout"));
    m_actions.addTo(
        model->addMenu(tr("&Align")),
        QStringLiteral(
            "align-left align-center align-right - align-top align-middle align-bottom - "
            "distribute-horizontal distribute-vertical")
            .split(u' '));
    m_actions.addTo(model,
                    QStringLiteral("- new-diagram rename-diagram delete-diagram").split(u' '));
    menu(tr("&Help"), QStringLiteral("about notice"));
}

void MainWindow::addToolBar()
{
    m_tools = new MainToolBar(m_actions, this);
    QMainWindow::addToolBar(m_tools);
    connect(m_tools, &MainToolBar::searchRequested, this, &MainWindow::openSearch);
}

void MainWindow::connectFiles()
{
    const QList<std::pair<const char *, std::function<void()>>> commands {
        {"new", [this] { m_files->startNew(); }},
        {"open", [this] { m_files->open(); }},
        {"save", [this] { m_files->save(); }},
        {"save-as", [this] { m_files->saveAs(); }},
        {"import", [this] { m_files->import(); }},
        {"import-into", [this] { m_files->importInto(); }},
        {"attach-scans", [this] { m_files->attachScans(); }},
        {"compare", [this] { m_files->compare(); }},
        {"harden", [this] { m_files->harden(); }},
        {"export", [this] { m_files->exportFile(); }},
        {"sample", [this] { m_files->openSample(); }},
        {"reset-panels", [this] { resetPanels(); }},
        {"quit", [this] { close(); }},
        {"search", [this] { openSearch(); }},
        {"about", [this] { showAbout(); }}};
    for (const auto &[name, work] : commands)
        connect(m_actions[QLatin1String(name)], &QAction::triggered, this, work);
    connect(m_actions[QStringLiteral("notice")], &QAction::triggered, this, [this] {
        QFile file(m_services->dataFolder() + QStringLiteral("/NOTICE"));
        const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        m_prompts->tell(this, tr("Catalogs and their terms"),
                        tr("Facts in this program come from these sources."),
                        {QString::fromUtf8(text)});
    });
    connect(m_files, &FileCommands::opened, this, [this] {
        showWelcome(false);
        m_welcome->showRecent(recentfiles::paths());
    });
    connect(m_files, &FileCommands::told, this,
            [this](const QString &message) { m_status->tell(message); });
    connect(m_welcome, &WelcomePage::newRequested, m_files, &FileCommands::startNew);
    connect(m_welcome, &WelcomePage::openRequested, m_files, &FileCommands::open);
    connect(m_welcome, &WelcomePage::importRequested, m_files, &FileCommands::import);
    connect(m_welcome, &WelcomePage::sampleRequested, m_files, &FileCommands::openSample);
    connect(m_welcome, &WelcomePage::fileChosen, m_files, &FileCommands::openPath);
    m_welcome->showRecent(recentfiles::paths());
}

void MainWindow::connectParts()
{
    connect(&m_document, &Document::modifiedChanged, this, &MainWindow::showTitle);
    connect(&m_document, &Document::pathChanged, this, &MainWindow::showTitle);
    connect(&m_document, &Document::fileChangedOutside, this, [this] {
        const QString question = m_document.isModified()
            ? tr("The file was changed by another program. Read it again and lose your changes?")
            : tr("The file was changed by another program. Read it again?");
        if (m_prompts->confirm(this, tr("Changed outside"), question)) {
            const auto reloaded = m_document.reload();
            if (!reloaded)
                m_prompts->tell(this, tr("Cannot read the file again"), reloaded.error().toString(),
                                {});
        }
    });
    connect(&m_filter, &ThreatFilter::shown, this,
            [this] { showPanel(QStringLiteral("threats")); });
    connect(&m_selection, &Selection::threatChanged, this, [this] {
        if (!m_selection.threat().isEmpty())
            showPanel(QStringLiteral("threat"));
    });
    connect(&m_selection, &Selection::recordsChanged, this, [this] {
        if (!m_selection.records().isEmpty())
            showPanel(QStringLiteral("properties"));
    });
    connect(m_tabs, &DiagramTabs::threatsRequested, this, [this](const RecordReference &record) {
        m_filter.set(countedThreatsOf(record));
        showPanel(QStringLiteral("threats"));
    });
    connect(m_tabs, &DiagramTabs::refused, this,
            [this](const QString &reason) { m_status->tell(reason); });
    connect(m_status, &StatusLine::questionsRequested, this,
            [this] { showPanel(QStringLiteral("questions")); });
    connect(&m_selection, &Selection::opened, this, &MainWindow::openReference);
    connectProblems();
    QAction *enlarge = m_actions[QStringLiteral("enlarge")];
    connect(enlarge, &QAction::triggered, m_zoom, &PanelZoom::toggle);
    connect(m_zoom, &PanelZoom::changed, enlarge, &QAction::setChecked);
}

void MainWindow::connectProblems()
{
    const auto *problems = qobject_cast<ProblemsPanel *>(panel(QStringLiteral("problems")));
    connect(problems, &ProblemsPanel::counted, m_status, &StatusLine::showProblems);
    connect(problems, &ProblemsPanel::recordRequested, this, &MainWindow::goTo);
    connect(m_status, &StatusLine::problemsRequested, this,
            [this] { showPanel(QStringLiteral("problems")); });
    const auto *findings = qobject_cast<FindingsPanel *>(panel(QStringLiteral("findings")));
    connect(findings, &FindingsPanel::attachRequested, m_files, &FileCommands::attachScans);
    connect(m_files, &FileCommands::scansAttached, this,
            [this] { showPanel(QStringLiteral("findings")); });
    const auto *rules = qobject_cast<RulesPanel *>(panel(QStringLiteral("rules")));
    connect(rules, &RulesPanel::questionsRequested, this,
            [this] { showPanel(QStringLiteral("questions")); });
}

void MainWindow::goTo(const RecordReference &record)
{
    m_zoom->restore();
    m_selection.select({record});
    m_tabs->reveal(record);
}

void MainWindow::openReference(const CatalogReference &reference)
{
    switch (reference.kind) {
    case CatalogReference::Kind::Technique:
        showPanel(QStringLiteral("matrix"));
        break;
    case CatalogReference::Kind::Control:
        showPanel(QStringLiteral("nist"));
        break;
    case CatalogReference::Kind::Capec:
    case CatalogReference::Kind::Cwe:
    case CatalogReference::Kind::Rule:
        showPanel(QStringLiteral("rules"));
        break;
    }
}

void MainWindow::connectTheme()
{
    auto *group = new QActionGroup(this);
    const QList<std::pair<const char *, Appearance::Choice>> choices {
        {"light", Appearance::Choice::Light},
        {"dark", Appearance::Choice::Dark},
        {"system", Appearance::Choice::System}};
    for (const auto &[name, choice] : choices) {
        QAction *action = m_actions[QLatin1String(name)];
        group->addAction(action);
        action->setChecked(m_appearance.choice() == choice);
        connect(action, &QAction::triggered, this,
                [this, choice = choice, word = QLatin1String(name)] {
                    QSettings().setValue(QStringLiteral("appearance"), QString(word));
                    m_appearance.choose(choice);
                });
    }
    const auto recolour = [this] {
        m_actions.recolour(m_appearance.theme());
        m_tools->recolour(m_appearance.theme());
    };
    connect(&m_appearance, &Appearance::changed, this, recolour);
    recolour();
}

void MainWindow::showWelcome(bool welcome)
{
    const bool wasWelcome = m_centre->currentWidget() == m_welcome;
    m_centre->setCurrentIndex(welcome ? 0 : 1);
    // The page that is not seen asks for no room.
    for (QWidget *page : {static_cast<QWidget *>(m_welcome), static_cast<QWidget *>(m_tabs)}) {
        const auto policy =
            page == m_centre->currentWidget() ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        page->setSizePolicy(policy, policy);
    }
    for (const char *name :
         {"save",        "save-as",   "import-into",  "attach-scans", "compare",
          "export",      "layout",    "select",       "connect",      "add-boundary",
          "add-process", "add-store", "add-external", "new-diagram",  "rename-diagram",
          "zoom-in",     "zoom-out",  "zoom-reset",   "fit",          "paste",
          "select-all",  "enlarge",   "harden",       "reset-panels"})
        m_actions[QLatin1String(name)]->setEnabled(!welcome);
    m_status->showProject(!welcome);
    showTitle();
    // A panel that the user closed stays closed when another project is opened.
    if (!welcome && !wasWelcome)
        return;
    m_zoom->restore();
    for (QDockWidget *dock : std::as_const(m_docks))
        dock->setVisible(!welcome);
    if (welcome)
        return;
    m_tabs->setFocus();
    if (!m_places->restorePanels()) {
        showPanel(QStringLiteral("threats"));
        showPanel(QStringLiteral("properties"));
        sharePlace();
    }
    m_zoom->watchTabs();
}

void MainWindow::showTitle()
{
    const bool open = m_centre->currentWidget() == m_tabs;
    setWindowTitle(open ? QStringLiteral("%1[*] - Drawbridge").arg(m_document.displayName())
                        : QStringLiteral("Drawbridge[*]"));
    setWindowModified(m_document.isModified());
}

void MainWindow::openSearch()
{
    CommandSearch search(m_context, m_actions, this);
    connect(&search, &CommandSearch::recordChosen, this, &MainWindow::goTo);
    connect(&search, &CommandSearch::threatChosen, this,
            [this](const QString &key) { m_selection.selectThreat(key); });
    connect(&search, &CommandSearch::referenceChosen, &m_selection, &Selection::open);
    search.move(mapToGlobal(QPoint((width() - search.width()) / 2, 76)));
    search.exec();
}

void MainWindow::tellOfUserRules(const QString &mistake)
{
    m_prompts->tell(this, tr("Your own rule packs are not used"), mistake, {});
}

void MainWindow::tellOfCatalogs(const QString &problem)
{
    m_prompts->tell(this, tr("Your imported catalogs are not used"), problem, {});
}

void MainWindow::offerRecovery()
{
    m_files->offerRecovery(m_storage, Autosave::standardFolder());
}

void MainWindow::showAbout()
{
    m_prompts->tell(this, tr("About Drawbridge"),
                    tr("%1\n\nThreat modeling for containerised services.\n\nMITRE ATT&CK %2, NIST "
                       "SP 800-53 Rev 5 (%3), CAPEC %4.\n"
                       "\u00a9 2025 The MITRE Corporation. This work is reproduced and distributed "
                       "with the permission of The MITRE Corporation.")
                        .arg(programName(), m_context.catalog.versions().attack,
                             m_context.catalog.versions().nist, m_context.catalog.versions().capec),
                    {});
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_files->mayClose()) {
        event->ignore();
        return;
    }
    m_autosave.removeCopy();
    m_zoom->restore();
    m_places->remember(m_centre->currentWidget() == m_tabs);
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    QStringList paths;
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            paths += url.toLocalFile();
    }
    m_files->takeFiles(paths);
}

} // namespace drawbridge
