#include "app/mainwindow/filecommands.h"

#include "app/jobs/jobrunner.h"
#include "app/services/comparisons.h"
#include "model/export/comparisondocument.h"
#include "model/project/projectfile.h"

#include <QFileInfo>

namespace drawbridge {

void FileCommands::compare()
{
    const QStringList paths = m_prompts->openFiles(m_window, tr("Compare with an earlier project"),
                                                   tr("Drawbridge projects (*.drawbridge)"));
    if (!paths.isEmpty())
        compareWith(paths.first());
}

void FileCommands::compareWith(const QString &path)
{
    const Services *services = m_context.services;
    ComparedSide now {m_context.document->model(), m_context.document->displayName()};
    now.projectPath = m_context.document->path();
    now.evidence = m_context.document->evidence();
    const QDate date = m_context.document->session().input().date;
    // What the job reads is loaded here: services belong to one thread.
    auto earlier = loadSide(*services, path);
    const auto rules = services->rules(now.projectPath);
    if (!earlier || !rules) {
        tellError(tr("Cannot compare"), earlier ? rules.error() : earlier.error());
        return;
    }
    earlier->name = QFileInfo(path).fileName();
    m_jobs->run<Result<Comparison>>(
        tr("Comparing with %1").arg(earlier->name),
        [services, now, before = *earlier, date](ProgressSink &) {
            return compareSides(*services, before, now, date);
        },
        [this, now, before = *earlier, date](Result<Comparison> comparison) {
            if (comparison)
                showComparison(*comparison, before, now, date);
            else
                tellError(tr("Cannot compare"), comparison.error());
        });
}

void FileCommands::showComparison(const Comparison &comparison, const ComparedSide &before,
                                  const ComparedSide &now, const QDate &date)
{
    const auto save = [&] {
        const QString path = m_prompts->saveFile(
            m_window, tr("Save the comparison"), QStringLiteral("found_and_fixed.pdf"),
            tr("PDF (*.pdf);;Markdown (*.md);;HTML (*.html);;CSV (*.csv);;JSON (*.json)"));
        if (path.isEmpty())
            return;
        const auto bytes =
            writeComparison(comparison, before, now, comparisonFormatFor(path), date);
        const Result<void> written =
            bytes ? replaceFile(path, *bytes) : Result<void>(bytes.error());
        if (!written)
            tellError(tr("Cannot save the comparison"), written.error());
    };
    m_prompts->showComparison(
        m_window, composeComparison(comparison, before.name, now.name, programName()), save);
}

} // namespace drawbridge
