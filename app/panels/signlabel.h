#pragma once

#include "app/render/drawlist.h"

#include <QWidget>

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

} // namespace drawbridge
