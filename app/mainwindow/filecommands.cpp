#include "app/mainwindow/filecommands.h"

#include "app/jobs/jobrunner.h"
#include "app/panels/countedwords.h"
#include "app/services/exports.h"
#include "app/services/importproject.h"
#include "app/services/layoutmodel.h"
#include "app/services/projects.h"
#include "app/settings/recentfiles.h"
#include "model/edit/applylayoutedit.h"
#include "model/project/projectfile.h"

#include <QDir>
#include <QFileInfo>
#include <QWidget>

namespace drawbridge {

static const QString ProjectSuffix = QStringLiteral("drawbridge");

FileCommands::FileCommands(const PanelContext &context, JobRunner *jobs, Prompts *prompts,
                           QWidget *window)
    : QObject(window)
    , m_context(context)
    , m_jobs(jobs)
    , m_prompts(prompts)
    , m_window(window)
{
    connect(this, &FileCommands::opened, this, &FileCommands::takeRules);
}

void FileCommands::tellError(const QString &title, const Error &error)
{
    m_prompts->tell(m_window, title, error.toString(), {});
}

void FileCommands::show(ThreatModel model, const QString &path, const QString &sourceFolder)
{
    m_context.selection->clear();
    m_context.selection->selectThreat({});
    m_context.filter->clear();
    m_context.document->setModel(std::move(model), path, sourceFolder);
    Q_EMIT opened();
}

// The rules for the project that is open now: packs may stand beside it.
void FileCommands::takeRules()
{
    Document *document = m_context.document;
    auto rules = m_context.services->rules(document->path());
    if (!rules) {
        tellError(tr("The rule packs beside the project are not used"), rules.error());
        rules = m_context.services->rules();
    }
    if (rules && *rules != document->session().input().rules)
        document->startAnalysis(*rules, document->session().input().date,
                                document->session().input().parallelFor);
}

void FileCommands::offerRecovery(const ProjectStorage &storage, const QString &folder)
{
    for (const RecoverableProject &found : Autosave::recoverable(folder)) {
        const QString name = found.originalPath.isEmpty()
            ? tr("a project without a file")
            : QFileInfo(found.originalPath).fileName();
        const QString question =
            tr("Drawbridge ended without saving %1. Open what was kept on %2?")
                .arg(name, found.saved.toString(QStringLiteral("yyyy-MM-dd hh:mm")));
        if (m_prompts->confirm(m_window, tr("Unsaved work"), question)) {
            auto loaded = storage.load(found.file);
            if (!loaded) {
                tellError(tr("Cannot open the unsaved work"), loaded.error());
                continue;
            }
            m_context.document->recover(std::move(loaded->model), found.originalPath);
            Autosave::discard(found);
            Q_EMIT opened();
            return;
        }
        Autosave::discard(found);
    }
}

void FileCommands::startNew()
{
    if (!mayClose())
        return;
    m_jobs->cancel();
    show(emptyProject(tr("Untitled")), {});
}

void FileCommands::open()
{
    const QStringList paths = m_prompts->openFiles(m_window, tr("Open a project"),
                                                   tr("Drawbridge projects (*.drawbridge)"));
    if (!paths.isEmpty())
        openPath(paths.first());
}

bool FileCommands::openPath(const QString &path)
{
    if (!mayClose())
        return false;
    // What a job still brings belongs to the project that goes.
    m_jobs->cancel();
    m_context.selection->clear();
    const Result<void> opened = m_context.document->open(path);
    if (!opened) {
        recentfiles::remove(path);
        tellError(tr("Cannot open the project"), opened.error());
        return false;
    }
    m_context.selection->selectThreat({});
    m_context.filter->clear();
    recentfiles::add(path);
    Q_EMIT this->opened();
    return true;
}

bool FileCommands::save()
{
    if (m_context.document->path().isEmpty())
        return saveAs();
    const Result<void> saved = m_context.document->save();
    if (!saved) {
        tellError(tr("Cannot save the project"), saved.error());
        return false;
    }
    Q_EMIT told(tr("Saved %1").arg(QFileInfo(m_context.document->path()).fileName()));
    return true;
}

bool FileCommands::saveAs()
{
    QString path = m_prompts->saveFile(m_window, tr("Save the project"),
                                       m_context.document->displayName() + u'.' + ProjectSuffix,
                                       tr("Drawbridge projects (*.drawbridge)"));
    if (path.isEmpty())
        return false;
    if (QFileInfo(path).suffix().isEmpty())
        path += u'.' + ProjectSuffix;
    const Result<void> saved = m_context.document->saveAs(path);
    if (!saved) {
        tellError(tr("Cannot save the project"), saved.error());
        return false;
    }
    recentfiles::add(path);
    takeRules();
    Q_EMIT told(tr("Saved %1").arg(QFileInfo(path).fileName()));
    return true;
}

bool FileCommands::mayClose()
{
    if (!m_context.document->isModified())
        return true;
    switch (m_prompts->saveChanges(m_window, m_context.document->displayName())) {
    case Prompts::SaveAnswer::Save:
        return save();
    case Prompts::SaveAnswer::Discard:
        return true;
    case Prompts::SaveAnswer::Cancel:
        return false;
    }
    return false;
}

QStringList FileCommands::askForImports(const QString &title)
{
    QStringList filters;
    for (const auto &importer : m_context.services->importers())
        filters += importer->fileFilter();
    filters.prepend(tr("All files (*)"));
    return m_prompts->openFiles(m_window, title, filters.join(QStringLiteral(";;")));
}

void FileCommands::import()
{
    importPaths(askForImports(tr("Import")));
}

void FileCommands::takeFiles(const QStringList &paths)
{
    if (paths.isEmpty())
        return;
    if (QFileInfo(paths.first()).suffix() == ProjectSuffix)
        openPath(paths.first());
    else
        importPaths(paths);
}

void FileCommands::importPaths(const QStringList &paths)
{
    if (paths.isEmpty() || !mayClose())
        return;
    m_stepsAtImport = m_context.document->undoStack().index();
    const Services *services = m_context.services;
    m_jobs->run<Result<ImportResult>>(
        tr("Importing %1").arg(QFileInfo(paths.first()).fileName()),
        [services, paths](ProgressSink &progress) {
            return importFiles(*services, paths, {}, progress);
        },
        [this](Result<ImportResult> result) { finishImport(std::move(result)); });
}

void FileCommands::finishImport(Result<ImportResult> result)
{
    if (!result) {
        tellError(tr("Cannot import"), result.error());
        return;
    }
    const auto imported = std::make_shared<ImportResult>(std::move(*result));
    const LayoutPlan plan = planLayout(imported->model, *m_context.services->schema());
    m_jobs->run<Result<LayoutOutcome>>(
        tr("Arranging"), [plan](ProgressSink &progress) { return runLayout(plan, progress); },
        [this, imported](Result<LayoutOutcome> outcome) {
            Diagram diagram;
            diagram.id = DiagramId(
                importedId('g', imported->model.project.importRoot, QStringLiteral("diagram")));
            diagram.name = tr("Deployment");
            // What was edited while the import ran was not asked about yet.
            if (m_context.document->undoStack().index() != m_stepsAtImport && !mayClose())
                return;
            if (outcome) {
                for (const Placement &placement : placementsOf(outcome->result))
                    diagram.place(placement.record, placement.rect);
            }
            imported->model.diagrams.put(diagram);
            // Unsaved work from the start: it has no file yet.
            m_context.selection->clear();
            m_context.filter->clear();
            m_context.document->recover(imported->model, {}, imported->folder);
            Q_EMIT opened();
            Q_EMIT told(tr("Imported %1 elements and %2 flows")
                            .arg(imported->model.elements.size())
                            .arg(imported->model.flows.size()));
            m_context.document->noteDiagnostics(imported->diagnostics);
            tellNotes(imported->diagnostics);
        });
}

void FileCommands::tellNotes(const Diagnostics &diagnostics)
{
    QStringList notes;
    for (const Diagnostic &diagnostic : diagnostics)
        notes += (diagnostic.where.isEmpty() ? QString()
                                             : diagnostic.where.toString() + QStringLiteral(": "))
            + diagnostic.message;
    if (!notes.isEmpty())
        m_prompts->tell(m_window, tr("Imported"),
                        countedWords(notes.size(),
                                     tr("One thing is worth knowing about this import."),
                                     tr("%1 things are worth knowing about this import.")),
                        notes);
}

QString FileCommands::sampleProject() const
{
    const QDir data(m_context.services->dataFolder());
    for (const char *place : {"samples/flask-microservices/before.drawbridge",
                              "../../../resources/samples/flask-microservices/before.drawbridge"}) {
        if (data.exists(QLatin1String(place)))
            return QDir::cleanPath(data.filePath(QLatin1String(place)));
    }
    return {};
}

void FileCommands::openSample()
{
    const QString path = sampleProject();
    if (path.isEmpty()) {
        m_prompts->tell(m_window, tr("Sample"), tr("The sample project is not installed."), {});
        return;
    }
    if (!mayClose())
        return;
    Result<ProjectContent> sample = openProject(path, *m_context.services->schema());
    if (!sample) {
        tellError(tr("Cannot open the sample"), sample.error());
        return;
    }
    // Without its path: the sample is there to be played with, saving asks for a place.
    show(std::move(sample->model), {}, QFileInfo(path).absolutePath());
}

void FileCommands::arrange(const DiagramId &diagram)
{
    const Diagram *found = m_context.document->model().diagrams.find(diagram);
    if (!found || found->placements.isEmpty())
        return;
    const LayoutPlan plan =
        planLayout(m_context.document->model(), *m_context.services->schema(), found);
    m_jobs->run<Result<LayoutOutcome>>(
        tr("Arranging"), [plan](ProgressSink &progress) { return runLayout(plan, progress); },
        [this, diagram](Result<LayoutOutcome> outcome) {
            if (!outcome) {
                tellError(tr("Cannot arrange the diagram"), outcome.error());
                return;
            }
            const auto applied = m_context.document->apply(
                applyLayout(m_context.document->model(), diagram, placementsOf(outcome->result)));
            if (!applied)
                tellError(tr("Cannot arrange the diagram"), applied.error());
        });
}

void FileCommands::exportFile()
{
    const QString filters =
        tr("Report, PDF (*.pdf);;Report, HTML (*.html);;Report, Markdown (*.md);;Diagram, SVG "
           "(*.svg);;"
           "Diagram, PNG (*.png);;Threats, CSV (*.csv);;Analysis, JSON (*.json);;SARIF (*.sarif)");
    const QString path =
        m_prompts->saveFile(m_window, tr("Export"),
                            m_context.document->displayName() + QStringLiteral(".pdf"), filters);
    if (!path.isEmpty())
        exportTo(path, {});
}

bool FileCommands::exportTo(const QString &path, const QString &view)
{
    LoadedProject project;
    project.model = m_context.document->model();
    project.path = m_context.document->path();
    project.fileName = QFileInfo(project.path).fileName();
    project.evidence = m_context.document->evidence();
    const QDate today = m_context.document->session().input().date;
    const auto analysis = Analysis::of(*m_context.services, project, today);
    if (!analysis) {
        tellError(tr("Cannot export"), analysis.error());
        return false;
    }
    const auto bytes =
        exportAnalysis(*analysis, {path, {}, view, {}, 0, QStringLiteral("light"), today});
    const Result<void> written = bytes ? replaceFile(path, *bytes) : Result<void>(bytes.error());
    if (!written) {
        tellError(tr("Cannot export"), written.error());
        return false;
    }
    Q_EMIT told(tr("Exported %1").arg(QFileInfo(path).fileName()));
    return true;
}

} // namespace drawbridge
