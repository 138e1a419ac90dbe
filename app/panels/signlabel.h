#pragma once

#include "app/render/drawlist.h"

#include <QIcon>
#include <QWidget>

#include <functional>

namespace drawbridge {

// A small drawing as a widget: a severity chip, a STRIDE tile, a status sign.
class SignLabel final : public QWidget
{
    Q_OBJECT

public:
    SignLabel(DrawList drawing, const QSize &size, const QString &accessibleName,
              QWidget *parent = nullptr);

    QSize sizeHint() const override { return m_size; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    DrawList m_drawing;
    QSize m_size;
};

// The same as an icon of 16 pixels; `draw` is given its centre.
QIcon signIcon(const std::function<void(DrawList &, QPointF)> &draw, double pixelRatio);

} // namespace drawbridge
