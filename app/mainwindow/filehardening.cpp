#include "app/mainwindow/filecommands.h"

#include "app/services/whatif.h"
#include "app/whatif/hardeningdialog.h"

#include <QFileInfo>

namespace drawbridge {

// The project's own files; without any the person names some.
void FileCommands::harden()
{
    const QString folder = m_context.document->sourceFolder();
    const auto own = hardenableFiles(*m_context.services, m_context.document->model(), folder);
    if (!own)
        return tellError(tr("Cannot harden"), own.error());
    const QStringList paths = own->isEmpty()
        ? m_prompts->openFiles(m_window, tr("Harden files"),
                               tr("Compose files, Dockerfiles, manifests, daemon.json (*)"))
        : *own;
    if (!paths.isEmpty())
        hardenPaths(paths);
}

void FileCommands::hardenPaths(const QStringList &paths)
{
    // What the jobs read is loaded here: services belong to one thread.
    const auto rules = m_context.services->rules();
    const auto catalog = m_context.services->catalog();
    if (!rules || !catalog)
        return tellError(tr("Cannot harden"), rules ? catalog.error() : rules.error());
    HardeningSubject subject;
    subject.paths = paths;
    subject.project = m_context.document->model();
    subject.projectFolder = m_context.document->sourceFolder();
    if (subject.projectFolder.isEmpty())
        subject.projectFolder = QFileInfo(paths.first()).absolutePath();
    subject.scans = m_context.document->evidence().scans;
    subject.date = m_context.document->session().input().date;
    auto *dialog = new HardeningDialog(m_context, subject, m_prompts, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // What the files say now is brought into the model, after showing what that changes.
    connect(dialog, &HardeningDialog::written, this, [this, paths] { importPathsInto(paths); });
    dialog->open();
}

} // namespace drawbridge
