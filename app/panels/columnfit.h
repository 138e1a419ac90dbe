#pragma once

#include <QHash>
#include <QObject>

class QAbstractItemView;
class QHeaderView;

namespace drawbridge {

// Keeps the column that says what a row is about readable in a narrow panel: others give way.
class ColumnFit final : public QObject
{
    Q_OBJECT

public:
    // `givesWay` in the order in which columns are hidden; `main` is the one that stretches.
    ColumnFit(QAbstractItemView *view, QHeaderView *header, int main, QList<int> givesWay);

    void fit();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QAbstractItemView *m_view;
    QHeaderView *m_header;
    int m_main;
    QList<int> m_givesWay;
    QHash<int, int> m_widths;
};

} // namespace drawbridge
