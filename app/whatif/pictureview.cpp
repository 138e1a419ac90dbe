#include "app/whatif/pictureview.h"

#include "app/render/painterbackend.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <cmath>

namespace drawbridge {

static constexpr double LargestZoom = 12;
static constexpr double PictureMargin = 20;

PictureView::PictureView(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(200, 160);
}

void PictureView::show(DrawList drawing, const QRectF &area, const QColor &background)
{
    m_drawing = std::move(drawing);
    m_area = area;
    m_background = background;
    update();
}

double PictureView::scale() const
{
    if (m_area.isEmpty())
        return 1;
    const double fitting = std::min((width() - 2 * PictureMargin) / m_area.width(),
                                    (height() - 2 * PictureMargin) / m_area.height());
    // Nothing is drawn larger than it is on the canvas but by hand.
    return std::clamp(fitting, 0.02, 1.0) * m_zoom;
}

void PictureView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_background);
    if (m_drawing.isEmpty())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(QRectF(rect()).center() + m_shift);
    painter.scale(scale(), scale());
    painter.translate(-m_area.center());
    paintDrawList(painter, m_drawing, IconDrawing::Vectors);
}

void PictureView::enlarge(double factor, const QPointF &about)
{
    const double zoom = std::clamp(m_zoom * factor, 1.0, LargestZoom);
    const QPointF centre = QRectF(rect()).center();
    const QPointF offset = about - centre - m_shift;
    m_shift += offset * (1 - zoom / m_zoom);
    m_zoom = zoom;
    if (m_zoom <= 1.0)
        m_shift = {};
    update();
}

void PictureView::wheelEvent(QWheelEvent *event)
{
    enlarge(std::pow(1.0015, event->angleDelta().y()), event->position());
    event->accept();
}

void PictureView::mousePressEvent(QMouseEvent *event)
{
    m_dragged = event->position();
}

void PictureView::mouseMoveEvent(QMouseEvent *event)
{
    m_shift += event->position() - m_dragged;
    m_dragged = event->position();
    update();
}

void PictureView::mouseDoubleClickEvent(QMouseEvent *)
{
    m_zoom = 1;
    m_shift = {};
    update();
}

void PictureView::keyPressEvent(QKeyEvent *event)
{
    const QPointF centre = QRectF(rect()).center();
    if (event->key() == Qt::Key_Plus)
        enlarge(1.25, centre);
    else if (event->key() == Qt::Key_Minus)
        enlarge(0.8, centre);
    else
        QWidget::keyPressEvent(event);
}

} // namespace drawbridge
