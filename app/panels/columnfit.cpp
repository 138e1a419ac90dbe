#include "app/panels/columnfit.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QHeaderView>

namespace drawbridge {

// Some 35 letters.
static constexpr int LeastMainWidth = 240;

ColumnFit::ColumnFit(QAbstractItemView *view, QHeaderView *header, int main, QList<int> givesWay)
    : QObject(view)
    , m_view(view)
    , m_header(header)
    , m_main(main)
    , m_givesWay(std::move(givesWay))
{
    m_view->viewport()->installEventFilter(this);
}

void ColumnFit::fit()
{
    int room = m_view->viewport()->width();
    for (int column = 0; column < m_header->count(); ++column) {
        if (column == m_main)
            continue;
        if (!m_header->isSectionHidden(column))
            m_widths.insert(column, m_header->sectionSize(column));
        room -= m_widths.value(column);
    }
    for (const int column : m_givesWay) {
        const bool isHidden = room < LeastMainWidth;
        if (isHidden)
            room += m_widths.value(column);
        if (m_header->isSectionHidden(column) != isHidden)
            m_header->setSectionHidden(column, isHidden);
    }
}

bool ColumnFit::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fit();
    return QObject::eventFilter(watched, event);
}

} // namespace drawbridge
