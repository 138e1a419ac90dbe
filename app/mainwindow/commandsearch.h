#pragma once

#include "app/mainwindow/searchindex.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;

namespace drawbridge {

// Search over commands, the open model, rules and catalogs, as one types; Enter goes there or does
// it.
class CommandSearch final : public QDialog
{
    Q_OBJECT

public:
    CommandSearch(const PanelContext &context, const ActionSet &actions, QWidget *parent = nullptr);

    QLineEdit *edit() const { return m_text; }
    QListWidget *results() const { return m_results; }

Q_SIGNALS:
    void recordChosen(const drawbridge::RecordReference &record);
    void threatChosen(const QString &key);
    void referenceChosen(const drawbridge::CatalogReference &reference);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void choose();

    SearchIndex m_index;
    QLineEdit *m_text = nullptr;
    QListWidget *m_results = nullptr;
    QLabel *m_nothing = nullptr;
    QList<SearchHit> m_hits;
};

} // namespace drawbridge
