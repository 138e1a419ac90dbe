#include "app/mainwindow/palettepanel.h"

#include "app/render/iconset.h"
#include "model/core/names.h"

#include <QApplication>
#include <QDrag>
#include <QGridLayout>
#include <QMouseEvent>

namespace drawbridge {

PaletteButton::PaletteButton(ElementTemplate offered, QString icon, QWidget *parent)
    : QToolButton(parent)
    , m_offered(std::move(offered))
    , m_iconName(std::move(icon))
{
    setText(m_offered.name);
    setToolTip(tr("%1: click, then click on the diagram, or drag it there").arg(m_offered.name));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize(QSize(18, 18));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(28);
    setProperty("palette", true);
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
    m_grid->setContentsMargins(10, 4, 10, 8);
    m_grid->setSpacing(2);
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
        button->setIcon(iconset::pixmap(button->iconName(), m_appearance->theme().text.primary, 18,
                                        devicePixelRatioF()));
}

} // namespace drawbridge
