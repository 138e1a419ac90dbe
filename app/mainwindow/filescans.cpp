#include "app/mainwindow/filecommands.h"

#include "app/jobs/jobrunner.h"
#include "app/panels/countedwords.h"

#include <QFileInfo>

namespace drawbridge {

void FileCommands::attachScans()
{
    const bool hasFile = !m_context.document->path().isEmpty();
    if (!hasFile
        && !m_prompts->confirm(m_window, tr("Attach scan results"),
                               tr("Scan results are kept beside the project's file, and this "
                                  "project has none yet. Save it now?")))
        return;
    if (!hasFile && !saveAs())
        return;
    attachScansFrom(
        m_prompts->openFiles(m_window, tr("Attach scan results"),
                             tr("Scan results (*.json *.sarif *.log *.txt);;All files (*)")));
}

static qsizetype resultsOf(const Evidence &evidence)
{
    qsizetype results = 0;
    for (const EvidenceRun &run : evidence.runs)
        results += run.results.size();
    return results;
}

void FileCommands::attachScansFrom(const QStringList &paths)
{
    if (paths.isEmpty())
        return;
    const Document &document = *m_context.document;
    const std::shared_ptr<const Evidence> known = document.evidence().scans;
    m_jobs->run<Result<ProjectEvidence>>(
        tr("Reading %1").arg(QFileInfo(paths.first()).fileName()),
        [known, paths, model = document.model(),
         project = document.path()](ProgressSink &progress) -> Result<ProjectEvidence> {
            auto all = withScans(known ? *known : Evidence(), paths, model,
                                 QFileInfo(project).absolutePath(), progress);
            if (!all)
                return all.error();
            return evidenceOf(std::move(*all), model, project);
        },
        [this](Result<ProjectEvidence> evidence) {
            if (!evidence)
                return tellError(tr("Cannot attach the scan results"), evidence.error());
            m_context.document->attach(*evidence);
            const Evidence &scans = *evidence->scans;
            Q_EMIT scansAttached();
            Q_EMIT told(tr("%1 with %2; they are saved with the project")
                            .arg(countedWords(scans.runs.size(), tr("1 scan"), tr("%1 scans")),
                                 countedWords(resultsOf(scans), tr("1 result"), tr("%1 results"))));
        });
}

} // namespace drawbridge
