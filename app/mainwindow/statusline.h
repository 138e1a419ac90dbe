#pragma once

#include "app/panels/panelcontext.h"

#include <QStatusBar>
#include <QTimer>

class QLabel;
class QProgressBar;
class QPushButton;

namespace drawbridge {

class JobRunner;

// Counts by severity (a click filters), open questions, evidence, catalogs, and what is running.
class StatusLine final : public QStatusBar
{
    Q_OBJECT

public:
    StatusLine(const PanelContext &context, JobRunner *jobs, QWidget *parent = nullptr);

    // Counts stand there only while a project is open.
    void showProject(bool open);
    void showProblems(int problems, int errors);
    // Says something for a while, beside the counts.
    void tell(const QString &message);

Q_SIGNALS:
    void questionsRequested();
    void problemsRequested();

private:
    void buildTold();
    void buildJob(JobRunner *jobs);
    void refresh();
    void showEvidence();
    void showChangedRules();

    PanelContext m_context;
    std::array<QPushButton *, 5> m_severities {};
    QPushButton *m_questions = nullptr;
    QPushButton *m_problems = nullptr;
    int m_problemCount = 0;
    QLabel *m_summary = nullptr;
    QLabel *m_evidence = nullptr;
    QLabel *m_rules = nullptr;
    QLabel *m_catalogs = nullptr;
    QLabel *m_saved = nullptr;
    bool m_open = false;
    QLabel *m_job = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_cancel = nullptr;
    QLabel *m_told = nullptr;
    QTimer m_forget;
    QTimer m_refresh;
};

} // namespace drawbridge
