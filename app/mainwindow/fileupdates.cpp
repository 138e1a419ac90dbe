#include "app/mainwindow/filecommands.h"

#include "app/jobs/jobrunner.h"
#include "app/services/importproject.h"
#include "app/services/importupdates.h"
#include "app/services/placeadded.h"
#include "app/services/sourcepaths.h"
#include "model/diff/diffwriters.h"
#include "model/edit/replacemodeledit.h"

#include <QFileInfo>

namespace drawbridge {

void FileCommands::importInto()
{
    importPathsInto(askForImports(tr("Update from files")));
}

void FileCommands::importPathsInto(const QStringList &paths)
{
    if (paths.isEmpty())
        return;
    const Services *services = m_context.services;
    // Ids of what is new do not depend on the folder that it comes from.
    ImportOptions options;
    options.importRoot = m_context.document->model().project.importRoot;
    m_jobs->run<Result<ImportResult>>(
        tr("Reading %1").arg(QFileInfo(paths.first()).fileName()),
        [services, paths, options](ProgressSink &progress) {
            return importFiles(*services, paths, options, progress);
        },
        [this](Result<ImportResult> result) { reviewImport(std::move(result)); });
}

void FileCommands::reviewImport(Result<ImportResult> result)
{
    if (!result) {
        tellError(tr("Cannot import"), result.error());
        return;
    }
    Document &document = *m_context.document;
    if (document.sourceFolder().isEmpty())
        document.setSourceFolder(result->folder);
    const QString folder = document.sourceFolder();
    nameSourcesFrom(result->model, result->folder, folder);
    const ThreatModel before = document.model();
    UpdateOptions options;
    options.missing = missingSources(before, folder);
    const auto update = m_prompts->reviewImport(m_window, [&](const QList<SameAs> &same) {
        options.sameAs = same;
        return updateByImport(before, result->model, document.schema(), options);
    });
    if (!update)
        return;
    applyUpdate(before, update->model);
    document.noteDiagnostics(result->diagnostics);
    tellNotes(result->diagnostics);
}

// One step: the records and the places of what is new.
void FileCommands::applyUpdate(const ThreatModel &before, ThreatModel after)
{
    const AddedPlan plan = planAdded(before, after, *m_context.services->schema());
    m_jobs->run<Result<QList<LayoutOutcome>>>(
        tr("Arranging"), [plan](ProgressSink &progress) { return runAdded(plan, progress); },
        [this, before, after, plan](Result<QList<LayoutOutcome>> outcomes) {
            if (!outcomes) {
                tellError(tr("Cannot update the model"), outcomes.error());
                return;
            }
            ThreatModel placed = after;
            placeAdded(placed, plan, *outcomes);
            const Result<void> applied =
                m_context.document->apply(replaceModel(before, placed, tr("Update from files")));
            if (!applied) {
                tellError(tr("Cannot update the model"), applied.error());
                return;
            }
            Q_EMIT told(tr("Updated: %1")
                            .arg(diffSummary(
                                compareModels(before, placed, *m_context.services->schema()))));
        });
}

} // namespace drawbridge
