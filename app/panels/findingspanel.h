#pragma once

#include "app/panels/findingtreemodel.h"
#include "app/panels/panelcontext.h"
#include "app/services/decidefindings.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace drawbridge {

// What scanners found: grouped, with the reason for the record, the threats that it speaks of, and
// decisions about it.
class FindingsPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit FindingsPanel(const PanelContext &context, QWidget *parent = nullptr);

    QTreeView *view() const { return m_view; }
    FindingTreeModel *model() const { return m_model; }
    QLabel *detail() const { return m_detail; }

    // Carry out what the menu offers, on what is selected; the problem, or nothing.
    QString suppress(const SuppressionText &text);
    QString countAgain();
    QString assign(RecordKind kind, const IdText &record);

Q_SIGNALS:
    void attachRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildBar();
    void buildView();
    QWidget *buildEmptyPage();
    QPushButton *addAttachButton(QWidget *parent);
    void refresh();
    void showDetail();
    QList<DecidedFinding> selected() const;
    QString decide(const Result<ModelEdit> &edit);
    void openMenu(const QPoint &at);
    void goTo(const QModelIndex &index);
    void askToSuppress();
    void askForRecord();

    PanelContext m_context;
    FindingTreeModel *m_model = nullptr;
    QTreeView *m_view = nullptr;
    QStackedWidget *m_pages = nullptr;
    QWidget *m_bar = nullptr;
    QLineEdit *m_text = nullptr;
    QComboBox *m_grouping = nullptr;
    QPushButton *m_onlyOpen = nullptr;
    QPushButton *m_ofSelection = nullptr;
    QLabel *m_count = nullptr;
    QLabel *m_emptyWords = nullptr;
    QLabel *m_detail = nullptr;
    QTimer m_refresh;
};

} // namespace drawbridge
