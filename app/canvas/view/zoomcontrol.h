#pragma once

#include "app/render/theme.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace drawbridge {

// Minus, percentage, plus and fit, in a corner of the canvas.
class ZoomControl final : public QWidget
{
    Q_OBJECT

public:
    explicit ZoomControl(QWidget *parent);

    void setTheme(const Theme &theme);
    void setZoom(double zoom);

Q_SIGNALS:
    void zoomOutClicked();
    void zoomInClicked();
    void fitClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *addButton(const QString &name, const QString &icon);

    const Theme *m_theme;
    QToolButton *m_out;
    QLabel *m_label;
    QToolButton *m_in;
    QToolButton *m_fit;
};

} // namespace drawbridge
