#pragma once

#include "app/canvas/elementtemplate.h"
#include "app/services/services.h"
#include "app/settings/appearance.h"

#include <QToolButton>

class QGridLayout;

namespace drawbridge {

// One thing to put on a diagram: a click picks it, a drag carries it.
class PaletteButton final : public QToolButton
{
    Q_OBJECT

public:
    PaletteButton(ElementTemplate offered, QString icon, QWidget *parent);

    const ElementTemplate &offered() const { return m_offered; }
    void recolour(const Theme &theme);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    ElementTemplate m_offered;
    QString m_iconName;
    const Theme *m_theme = nullptr;
    QPoint m_pressedAt;
};

// What can be drawn: processes, data stores, external entities and trust boundaries.
class PalettePanel final : public QWidget
{
    Q_OBJECT

public:
    PalettePanel(const Services &services, const Appearance *appearance, QWidget *parent = nullptr);

Q_SIGNALS:
    void picked(const drawbridge::ElementTemplate &offered);

private:
    void add(const ElementTemplate &offered, const QString &icon);
    void recolour();

    const Appearance *m_appearance;
    QGridLayout *m_grid = nullptr;
    QList<PaletteButton *> m_buttons;
};

} // namespace drawbridge
