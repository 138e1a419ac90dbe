#pragma once

#include "app/jobs/jobrunner.h"
#include "app/panels/panelcontext.h"
#include "model/assess/attackpaths.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;
class QVBoxLayout;

namespace drawbridge {

// The ways of attackers, step by step, and what cuts most of them. The selected one is highlighted
// on the diagrams. Large models are searched in the background.
class PathsPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit PathsPanel(const PanelContext &context, QWidget *parent = nullptr);

    QTreeWidget *tree() const { return m_tree; }
    const AttackPathReport &report() const { return m_report; }
    // Models with more elements are searched in the background; tests lower it.
    void setLargeFrom(qsizetype elements) { m_largeFrom = elements; }

Q_SIGNALS:
    // A new report is shown.
    void searched();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void buildTree();
    QWidget *buildCuts();
    void later();
    void search();
    void searchAside();
    void showReport(AttackPathReport report);
    QSet<QString> openedPaths() const;
    void showCaption();
    void showCuts();
    QTreeWidgetItem *addPath(const AttackPath &path, int number);
    void addRoute(QTreeWidgetItem *parent, const AttackRoute &route, qsizetype path, int number);
    void addStep(QTreeWidgetItem *parent, const AttackStep &step, int number);
    void addReason(QTreeWidgetItem *parent, const StepReason &reason, const QString &lead);
    void markCertainty(QTreeWidgetItem *item, Certainty certainty) const;
    // The path and route that an item belongs to; -1 for none.
    std::pair<int, int> placeOf(const QTreeWidgetItem *item) const;
    void highlight();
    void activate(const QTreeWidgetItem *item);
    void jumpTo(const QString &threat);

    PanelContext m_context;
    JobRunner m_jobs;
    AttackPathReport m_report;
    QLabel *m_caption = nullptr;
    QPushButton *m_suppose = nullptr;
    QTreeWidget *m_tree = nullptr;
    QLabel *m_empty = nullptr;
    QWidget *m_content = nullptr;
    QVBoxLayout *m_cuts = nullptr;
    QTimer m_refresh;
    qsizetype m_largeFrom = 600;
    bool m_searching = false;
    // The model changed while it was searched.
    bool m_stale = false;
    bool m_following = false;
};

} // namespace drawbridge
