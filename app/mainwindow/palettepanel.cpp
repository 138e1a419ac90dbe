#include "app/mainwindow/palettepanel.h"

#include "app/render/iconset.h"
#include "app/render/painterbackend.h"
#include "model/core/names.h"

#include <QApplication>
#include <QDrag>
#include <QGridLayout>
#include <QMouseEvent>
#include <QPainter>

namespace drawbridge {

PaletteButton::PaletteButton(ElementTemplate offered, QString icon, QWidget *parent)
    : QToolButton(parent)
    , m_offered(std::move(offered))
    , m_iconName(std::move(icon))
{
    setText(m_offered.name);
    setToolTip(tr("%1: click, then click on the diagram, or drag it there").arg(m_offered.name));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(30);
}

QSize PaletteButton::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 44, 30};
}

QSize PaletteButton::minimumSizeHint() const
{
    return {72, 30};
}

void PaletteButton::recolour(const Theme &theme)
{
    m_theme = &theme;
    setIcon(iconset::pixmap(m_iconName, theme.text.primary, 24, devicePixelRatioF()));
    update();
}

// Each is drawn as the thing that it makes: a store has open sides, a boundary a dashed line.
void PaletteButton::paintEvent(QPaintEvent *)
{
    if (!m_theme)
        return;
    const QRectF frame = QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5);
    const Theme &theme = *m_theme;
    const QColor fill = isDown() || underMouse() ? theme.surface.hover : theme.surface.panel;
    DrawList list;
    if (m_offered.isBoundary) {
        list.rect(frame, 5, {fill, {theme.of(m_offered.boundaryKind).line, 1, {4, 3}, false}});
    } else if (m_offered.kind == ElementKind::DataStore) {
        list.rect(frame, 0, {fill, NoStroke});
        for (const double y : {frame.top(), frame.bottom()})
            list.line({frame.left(), y}, {frame.right(), y},
                      {theme.border.control, 1.5, {}, false});
    } else {
        list.rect(frame, m_offered.kind == ElementKind::Process ? 6 : 0,
                  {fill, {theme.border.control, 1, {}, false}});
    }
    if (hasFocus())
        list.rect(frame, 5, {QColor(), {theme.accent.base, 2, {}, false}});
    list.icon(m_iconName, {frame.left() + 8, frame.center().y() - 8}, 16, theme.text.primary);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintDrawList(painter, list);
    QFont small = font();
    small.setPixelSize(12);
    painter.setFont(small);
    painter.setPen(theme.text.primary);
    const QRect words = rect().adjusted(32, 0, -6, 0);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(small).elidedText(text(), Qt::ElideRight, words.width()));
}

void PaletteButton::mousePressEvent(QMouseEvent *event)
{
    m_pressedAt = event->pos();
    QToolButton::mousePressEvent(event);
}

void PaletteButton::mouseMoveEvent(QMouseEvent *event)
{
    const bool dragged =
        (event->pos() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (!(event->buttons() & Qt::LeftButton) || !dragged) {
        QToolButton::mouseMoveEvent(event);
        return;
    }
    setDown(false);
    auto *drag = new QDrag(this);
    drag->setMimeData(m_offered.toMimeData().release());
    drag->setPixmap(icon().pixmap(24, 24));
    drag->exec(Qt::CopyAction);
}

PalettePanel::PalettePanel(const Services &services, const Appearance *appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(12, 4, 12, 12);
    m_grid->setSpacing(5);
    for (int column = 0; column < 2; ++column)
        m_grid->setColumnStretch(column, 1);
    const auto element = [&](ElementKind kind, const QString &technology, const QString &name,
                             bool runtime) {
        ElementTemplate offered;
        offered.kind = kind;
        offered.technology = technology;
        const Technology *known = services.technologies()->find(technology);
        offered.name = name.isEmpty() && known ? known->label : name;
        offered.hasRuntime = runtime;
        add(offered, iconForTechnology(technology, kind));
    };
    element(ElementKind::Process, QStringLiteral("generic-process"), tr("Process"), false);
    element(ElementKind::DataStore, QStringLiteral("generic-store"), tr("Data store"), false);
    element(ElementKind::ExternalEntity, QStringLiteral("person"), tr("External"), false);
    element(ElementKind::Process, QStringLiteral("web-service"), tr("Web service"), true);
    element(ElementKind::DataStore, QStringLiteral("database"), tr("Database"), true);
    element(ElementKind::DataStore, QStringLiteral("cache"), tr("Cache"), true);
    element(ElementKind::DataStore, QStringLiteral("queue"), tr("Queue"), true);
    element(ElementKind::ExternalEntity, QStringLiteral("browser"), tr("Browser"), false);
    for (const BoundaryKind kind : {BoundaryKind::Internet, BoundaryKind::Host,
                                    BoundaryKind::Network, BoundaryKind::Namespace}) {
        ElementTemplate offered;
        offered.isBoundary = true;
        offered.boundaryKind = kind;
        offered.name = displayName(kind);
        add(offered, iconForBoundary(kind));
    }
    m_grid->setRowStretch(m_grid->rowCount(), 1);
    // Every word of it stays readable beside wide panels on the right.
    setMinimumWidth(224);
    connect(appearance, &Appearance::changed, this, &PalettePanel::recolour);
    recolour();
}

void PalettePanel::add(const ElementTemplate &offered, const QString &icon)
{
    auto *button = new PaletteButton(offered, icon, this);
    const int index = static_cast<int>(m_buttons.size());
    m_grid->addWidget(button, index / 2, index % 2);
    m_buttons += button;
    connect(button, &QToolButton::clicked, this,
            [this, button] { Q_EMIT picked(button->offered()); });
}

void PalettePanel::recolour()
{
    for (PaletteButton *button : m_buttons)
        button->recolour(m_appearance->theme());
}

} // namespace drawbridge
