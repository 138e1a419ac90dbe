#include "app/mainwindow/panelplaces.h"

#include <QMainWindow>
#include <QScreen>
#include <QSettings>

namespace drawbridge {

// Another number for panels that stand so differently that what was remembered does no good.
static constexpr int PlacesVersion = 1;

static const QString WindowKey = QStringLiteral("window/geometry");
static const QString PanelsKey = QStringLiteral("window/panels");

PanelPlaces::PanelPlaces(QMainWindow *window)
    : m_window(window)
    , m_usual(window->saveState(PlacesVersion))
{
}

void PanelPlaces::restoreWindow()
{
    const QByteArray kept = QSettings().value(WindowKey).toByteArray();
    if (!kept.isEmpty() && m_window->restoreGeometry(kept))
        return;
    const QSize room = m_window->screen()->availableSize();
    m_window->resize(QSize(1480, 940).boundedTo(room));
}

bool PanelPlaces::restorePanels()
{
    const QByteArray kept = QSettings().value(PanelsKey).toByteArray();
    return !kept.isEmpty() && m_window->restoreState(kept, PlacesVersion);
}

void PanelPlaces::reset()
{
    m_window->restoreState(m_usual, PlacesVersion);
}

void PanelPlaces::remember(bool withPanels) const
{
    QSettings settings;
    settings.setValue(WindowKey, m_window->saveGeometry());
    if (withPanels)
        settings.setValue(PanelsKey, m_window->saveState(PlacesVersion));
}

} // namespace drawbridge
