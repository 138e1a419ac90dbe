#include "app/panels/matrixview.h"

#include "app/render/painterbackend.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace drawbridge {

static constexpr int MatrixMargin = 14;

MatrixView::MatrixView(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("ATT&CK for Containers matrix"));
}

void MatrixView::show(MatrixPicture picture)
{
    m_picture = std::move(picture);
    m_focused = std::min(m_focused, m_picture.cells.size() - 1);
    setFixedSize(sizeHint());
    update();
}

QSize MatrixView::sizeHint() const
{
    return m_picture.size.toSize() + QSize(2 * MatrixMargin, MatrixMargin + 6);
}

QRectF MatrixView::placeOf(const QString &technique) const
{
    for (const MatrixCellPicture &cell : m_picture.cells) {
        if (cell.technique == technique)
            return cell.rect.translated(MatrixMargin, 6);
    }
    return {};
}

QString MatrixView::techniqueAt(const QPointF &position) const
{
    const MatrixCellPicture *cell = m_picture.cellAt(position - QPointF(MatrixMargin, 6));
    return cell ? cell->technique : QString();
}

void MatrixView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(MatrixMargin, 6);
    paintDrawList(painter, m_picture.drawing);
    if (hasFocus() && m_focused >= 0) {
        painter.setPen(QPen(palette().color(QPalette::Link), 2));
        painter.drawRoundedRect(m_picture.cells[m_focused].rect.adjusted(-2, -2, 2, 2), 5, 5);
    }
}

void MatrixView::mousePressEvent(QMouseEvent *event)
{
    const MatrixCellPicture *cell = m_picture.cellAt(event->position() - QPointF(MatrixMargin, 6));
    if (!cell)
        return;
    m_focused = cell - m_picture.cells.constData();
    // Who listens may give the view another picture.
    const QString technique = cell->technique;
    Q_EMIT techniqueClicked(technique);
}

void MatrixView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QString technique = techniqueAt(event->position());
    if (!technique.isEmpty())
        Q_EMIT techniqueActivated(technique);
}

void MatrixView::mouseMoveEvent(QMouseEvent *event)
{
    setCursor(techniqueAt(event->position()).isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
}

// The cell of a neighbouring column that is nearest in height.
qsizetype MatrixView::beside(int step) const
{
    if (m_focused < 0)
        return 0;
    const MatrixCellPicture &from = m_picture.cells[m_focused];
    qsizetype best = m_focused;
    for (qsizetype i = 0; i < m_picture.cells.size(); ++i) {
        const MatrixCellPicture &cell = m_picture.cells[i];
        if (cell.column != from.column + step)
            continue;
        const double away = std::abs(cell.rect.center().y() - from.rect.center().y());
        const MatrixCellPicture &nearest = m_picture.cells[best];
        if (best == m_focused
            || away < std::abs(nearest.rect.center().y() - from.rect.center().y()))
            best = i;
    }
    return best;
}

void MatrixView::moveFocus(qsizetype cell)
{
    m_focused = std::clamp<qsizetype>(cell, 0, m_picture.cells.size() - 1);
    const MatrixCellPicture &focused = m_picture.cells[m_focused];
    setAccessibleDescription(matrixCellInWords(focused));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    Q_EMIT focusMoved(focused.rect.translated(MatrixMargin, 6).toRect());
    update();
}

void MatrixView::keyPressEvent(QKeyEvent *event)
{
    if (m_picture.cells.isEmpty())
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Down:
        return moveFocus(m_focused + 1);
    case Qt::Key_Up:
        return moveFocus(m_focused - 1);
    case Qt::Key_Right:
        return moveFocus(beside(1));
    case Qt::Key_Left:
        return moveFocus(beside(-1));
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_focused >= 0)
            Q_EMIT techniqueClicked(QString(m_picture.cells[m_focused].technique));
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

QString matrixCellInWords(const MatrixCellPicture &cell)
{
    const StatusCounts &counts = cell.standing.counts;
    switch (cell.standing.sight) {
    case TechniqueSight::Found:
        return MatrixView::tr("%1: %2 of %3 threats open")
            .arg(cell.technique)
            .arg(counts.open)
            .arg(counts.total());
    case TechniqueSight::Clear:
        return MatrixView::tr("%1: judged, no threat").arg(cell.technique);
    case TechniqueSight::NotSeen:
        break;
    }
    return MatrixView::tr("%1: not seen, no rule for it judges anything in this model")
        .arg(cell.technique);
}

bool MatrixView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const MatrixCellPicture *cell = m_picture.cellAt(help->pos() - QPointF(MatrixMargin, 6));
        if (cell)
            QToolTip::showText(help->globalPos(), matrixCellInWords(*cell).toHtmlEscaped(), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace drawbridge
