#include "app/canvas/view/zoomcontrol.h"

#include "app/render/fonts.h"
#include "app/render/iconset.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include <cmath>

namespace drawbridge {

ZoomControl::ZoomControl(QWidget *parent)
    : QWidget(parent)
    , m_theme(&Theme::builtIn(ThemeKind::Light))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4, 2, 4, 2);
    row->setSpacing(0);
    m_out = addButton(tr("Zoom out"), QStringLiteral("minus"));
    m_label = new QLabel(this);
    m_label->setObjectName(QStringLiteral("zoomLabel"));
    m_label->setAlignment(Qt::AlignCenter);
    m_label->setMinimumWidth(48);
    m_label->setFont(fontFor(textstyle::Table));
    row->addWidget(m_label);
    m_in = addButton(tr("Zoom in"), QStringLiteral("plus"));
    m_fit = addButton(tr("Fit the diagram"), QStringLiteral("fit"));
    connect(m_out, &QToolButton::clicked, this, &ZoomControl::zoomOutClicked);
    connect(m_in, &QToolButton::clicked, this, &ZoomControl::zoomInClicked);
    connect(m_fit, &QToolButton::clicked, this, &ZoomControl::fitClicked);
    setTheme(*m_theme);
    setZoom(1);
}

QToolButton *ZoomControl::addButton(const QString &name, const QString &icon)
{
    auto *button = new QToolButton(this);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setProperty("icon name", icon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::NoFocus);
    button->setFixedSize(26, 24);
    layout()->addWidget(button);
    return button;
}

void ZoomControl::setTheme(const Theme &theme)
{
    m_theme = &theme;
    for (QToolButton *button : {m_out, m_in, m_fit}) {
        const QString icon = button->property("icon name").toString();
        button->setIcon(
            QIcon(iconset::pixmap(icon, theme.text.secondary, 16, devicePixelRatioF())));
        button->setStyleSheet(QStringLiteral("QToolButton { border: none; border-radius: 4px; }"
                                             "QToolButton:hover { background: %1; }")
                                  .arg(theme.surface.hover.name()));
    }
    // A palette would give way to the role that a scroll area hands to its children.
    m_label->setStyleSheet(QStringLiteral("color: %1").arg(theme.text.primary.name()));
    update();
}

void ZoomControl::setZoom(double zoom)
{
    m_label->setText(tr("%1 %").arg(std::lround(zoom * 100)));
}

void ZoomControl::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme->border.subtle, m_theme->metrics.hairline));
    painter.setBrush(m_theme->surface.panel);
    const double radius = m_theme->metrics.controlRadius;
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

} // namespace drawbridge
