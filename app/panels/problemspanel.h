#pragma once

#include "app/panels/panelcontext.h"
#include "model/assess/problems.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QStackedWidget;
class QTableWidget;

namespace drawbridge {

// What the validator, importers and rules complain about, with file and line. A click goes to the
// record.
class ProblemsPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ProblemsPanel(const PanelContext &context, QWidget *parent = nullptr);

    QTableWidget *table() const { return m_table; }
    const QList<Problem> &problems() const { return m_problems; }

Q_SIGNALS:
    // The counts may have changed; also while the panel is not seen.
    void counted(int problems, int errors);
    void recordRequested(const drawbridge::RecordReference &record);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildTable();
    void collect();
    void fill();
    void addProblem(int row, const Problem &problem);
    void follow(int row);

    PanelContext m_context;
    QList<Problem> m_problems;
    QLabel *m_caption = nullptr;
    QStackedWidget *m_stack = nullptr;
    QTableWidget *m_table = nullptr;
    QTimer m_collect;
};

} // namespace drawbridge
