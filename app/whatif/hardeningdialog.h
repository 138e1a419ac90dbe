#pragma once

#include "app/dialogs/prompts.h"
#include "app/jobs/jobrunner.h"
#include "app/panels/panelcontext.h"
#include "app/services/whatif.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QTabWidget;

namespace drawbridge {

class BeforeAfter;
class DiffView;
class MatrixView;
class MeasureTree;
class PictureView;
class ThreatChanges;
class TotalsView;

// The files of one system, and what is known of it besides.
struct HardeningSubject
{
    QStringList paths;
    ThreatModel project;
    QString projectFolder;
    std::shared_ptr<const Evidence> scans;
    QDate date;
};

// What hardening would do, before anything is written: every measure with a box to tick; threats,
// matrix, diff and diagram of the system as it would be. Then writes what is ticked.
class HardeningDialog final : public QDialog
{
    Q_OBJECT

public:
    // What `context` and `prompts` refer to outlives the dialog.
    HardeningDialog(const PanelContext &context, HardeningSubject subject, Prompts *prompts,
                    QWidget *parent = nullptr);
    ~HardeningDialog() override;

    MeasureTree *measures() const { return m_tree; }
    // What is shown; null until the first result is there.
    const WhatIf *shown() const { return m_shown.get(); }
    bool isReady() const { return m_shown && !m_jobs.isRunning() && !m_again.isActive(); }

    void writeInPlace();
    void writeIntoFolder();
    void writeOverride();

Q_SIGNALS:
    // What is shown is what is ticked.
    void ready();
    // The files themselves were changed.
    void written(const QStringList &paths);

private:
    void addControls();
    QWidget *makeLeft();
    QWidget *makeRight();
    QWidget *makeButtons();
    void makeWriteMenu();
    void findMeasures();
    void workOut();
    HardeningOptions options() const;
    void take(Result<WhatIf> result);
    void showNumbers();
    void showMatrix();
    void showDiagram();
    void showDetails();
    void showFailure(const Error &error);
    void tellWritten(const Result<void> &result, const QString &message);
    Result<void> writeAll(const std::function<QString(qsizetype)> &targetOf);
    QStringList changedPaths() const;

    PanelContext m_context;
    HardeningSubject m_subject;
    Prompts *m_prompts;
    JobRunner m_jobs;
    // Everything that could be done, with what it closes.
    std::unique_ptr<WhatIf> m_all;
    std::unique_ptr<WhatIf> m_shown;
    QTimer m_again;
    MeasureTree *m_tree = nullptr;
    QPlainTextEdit *m_details = nullptr;
    QList<QPushButton *> m_levels;
    QLabel *m_heading = nullptr;
    QLabel *m_summary = nullptr;
    QProgressBar *m_progress = nullptr;
    QTabWidget *m_pages = nullptr;
    TotalsView *m_totals = nullptr;
    ThreatChanges *m_threats = nullptr;
    BeforeAfter *m_matrixPage = nullptr;
    MatrixView *m_matrix = nullptr;
    QScrollArea *m_matrixArea = nullptr;
    DiffView *m_diff = nullptr;
    BeforeAfter *m_diagramPage = nullptr;
    PictureView *m_diagram = nullptr;
    QPushButton *m_write = nullptr;
    QAction *m_override = nullptr;
};

} // namespace drawbridge
