#pragma once

#include "app/jobs/jobrunner.h"
#include "app/panels/matrixview.h"
#include "app/panels/panelcontext.h"

#include <QTimer>

class QButtonGroup;
class QLabel;
class QPushButton;
class QScrollArea;
class QSplitter;

namespace drawbridge {

class ElidedLabel;
class MatrixLegend;
class TechniquePane;

// ATT&CK for Containers: how many threats each technique has and how they stand, alone or against
// an earlier state of the system, and everything about one technique beside it.
class MatrixPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit MatrixPanel(const PanelContext &context, QWidget *parent = nullptr);

    MatrixView *view() const { return m_view; }
    TechniquePane *pane() const { return m_pane; }
    MatrixShade shade() const;
    void setShade(MatrixShade shade);
    void setComparison(MatrixComparison comparison);
    // Sets a state of the system beside the open one, as what was before it.
    void compareWith(const QString &name, const ThreatModel &earlier);
    // A project file; tells in the caption when it cannot be read.
    void compareWithFile(const QString &path);
    void stopComparing();
    bool isComparing() const { return !m_earlierName.isEmpty(); }
    QString caption() const;
    // Shows everything about a technique and filters the threats by it; an empty id closes it.
    void drillInto(const QString &technique);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildBar();
    void fillCompareMenu();
    void buildSplit();
    void refresh();
    void followFilter();
    void followModel(const ChangeSet &changes);
    void followThreats(const ThreatDelta &delta);
    void showCaption();
    MatrixOptions options() const;

    PanelContext m_context;
    JobRunner m_jobs;
    ElidedLabel *m_caption = nullptr;
    QButtonGroup *m_shades = nullptr;
    QPushButton *m_subTechniques = nullptr;
    QPushButton *m_compare = nullptr;
    MatrixLegend *m_legend = nullptr;
    QSplitter *m_split = nullptr;
    QScrollArea *m_scroll = nullptr;
    MatrixView *m_view = nullptr;
    TechniquePane *m_pane = nullptr;
    MatrixComparison m_comparison = MatrixComparison::SideBySide;
    QString m_earlierName;
    QString m_problem;
    TechniqueStandings m_earlier;
    TechniqueStandings m_standings;
    // The model is another than the standings are of.
    bool m_stale = true;
    QTimer m_refresh;
    QTimer m_recount;
};

} // namespace drawbridge
