#pragma once

#include "app/render/matrixpicture.h"

#include <QWidget>

namespace drawbridge {

// What the shades and signs of the matrix mean, in one line.
class MatrixLegend final : public QWidget
{
    Q_OBJECT

public:
    explicit MatrixLegend(QWidget *parent = nullptr);

    void show(DrawList drawing);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    DrawList m_drawing;
};

} // namespace drawbridge
