#pragma once

#include "app/render/drawlist.h"

#include <QWidget>

namespace drawbridge {

// A drawing that fits its widget; the wheel enlarges it, dragging moves it, a double click fits it
// again.
class PictureView final : public QWidget
{
    Q_OBJECT

public:
    explicit PictureView(QWidget *parent = nullptr);

    // `area` is what is to be seen of the drawing.
    void show(DrawList drawing, const QRectF &area, const QColor &background);
    bool isEmpty() const { return m_drawing.isEmpty(); }
    double scale() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void enlarge(double factor, const QPointF &about);

    DrawList m_drawing;
    QRectF m_area;
    QColor m_background;
    // Beyond what fits, and how far it was moved.
    double m_zoom = 1;
    QPointF m_shift;
    QPointF m_dragged;
};

} // namespace drawbridge
