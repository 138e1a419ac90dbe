#pragma once

#include "app/dialogs/prompts.h"
#include "app/document/autosave.h"
#include "app/panels/panelcontext.h"

#include <QObject>

namespace drawbridge {

class JobRunner;
struct ComparedSide;
struct Comparison;

// What the File menu does: starting, opening, saving, importing, exporting, arranging. Work that
// may take long runs as a job.
class FileCommands final : public QObject
{
    Q_OBJECT

public:
    FileCommands(const PanelContext &context, JobRunner *jobs, Prompts *prompts, QWidget *window);

    // Asks about work that a crash left in `folder`, and opens it.
    void offerRecovery(const ProjectStorage &storage, const QString &folder);
    void startNew();
    void open();
    bool openPath(const QString &path);
    bool save();
    bool saveAs();
    void import();
    // Brings files into the open project, after showing what changes.
    void importInto();
    void importPathsInto(const QStringList &paths);
    // Project files are opened, everything else is imported.
    void takeFiles(const QStringList &paths);
    void importPaths(const QStringList &paths);
    // Takes scanner results to the project; they are saved with it.
    void attachScans();
    void attachScansFrom(const QStringList &paths);
    // Shows what was fixed since an earlier project.
    void compare();
    void compareWith(const QString &path);
    // Shows what hardening the project's files would do, and writes it when asked to.
    void harden();
    void hardenPaths(const QStringList &paths);
    void exportFile();
    bool exportTo(const QString &path, const QString &view);
    void openSample();
    void arrange(const DiagramId &diagram);
    // Asks about unsaved work; false when the user wants to stay.
    bool mayClose();

Q_SIGNALS:
    // A project is open now.
    void opened();
    void told(const QString &message);
    // Scanner results came to the project.
    void scansAttached();

private:
    void show(ThreatModel model, const QString &path, const QString &sourceFolder = {});
    void finishImport(Result<ImportResult> result);
    void reviewImport(Result<ImportResult> result);
    void takeRules();
    void applyUpdate(const ThreatModel &before, ThreatModel after);
    void showComparison(const Comparison &comparison, const ComparedSide &before,
                        const ComparedSide &now, const QDate &date);
    void tellNotes(const Diagnostics &diagnostics);
    QStringList askForImports(const QString &title);
    void tellError(const QString &title, const Error &error);
    QString sampleProject() const;

    PanelContext m_context;
    JobRunner *m_jobs;
    Prompts *m_prompts;
    QWidget *m_window;
    int m_stepsAtImport = 0;
};

} // namespace drawbridge
