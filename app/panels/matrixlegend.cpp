#include "app/panels/matrixlegend.h"

#include "app/render/painterbackend.h"

#include <QPainter>

namespace drawbridge {

MatrixLegend::MatrixLegend(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(28);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setAccessibleName(tr("What the shades and signs of the matrix mean"));
}

void MatrixLegend::show(DrawList drawing)
{
    m_drawing = std::move(drawing);
    update();
}

void MatrixLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(14, 0);
    paintDrawList(painter, m_drawing);
}

} // namespace drawbridge
