#include "app/mainwindow/panelzoom.h"

#include <QApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QMouseEvent>
#include <QTabBar>

namespace drawbridge {

PanelZoom::PanelZoom(QMainWindow *window, QWidget *centre)
    : QObject(window)
    , m_window(window)
    , m_centre(centre)
{
}

void PanelZoom::enlarge(QDockWidget *dock)
{
    if (isEnlarged() || !dock || !dock->isVisible())
        return;
    const QList<QDockWidget *> together = m_window->tabifiedDockWidgets(dock) << dock;
    QList<QWidget *> others {m_centre};
    for (QDockWidget *other : m_window->findChildren<QDockWidget *>()) {
        if (!together.contains(other) && !other->isHidden())
            others += other;
    }
    for (QWidget *other : std::as_const(others)) {
        m_hidden += other;
        other->hide();
    }
    dock->raise();
    dock->widget()->setFocus();
    Q_EMIT changed(true);
}

void PanelZoom::restore()
{
    if (!isEnlarged())
        return;
    for (const QPointer<QWidget> &hidden : std::exchange(m_hidden, {})) {
        if (hidden)
            hidden->show();
    }
    Q_EMIT changed(false);
}

QDockWidget *PanelZoom::dockWithFocus() const
{
    for (QWidget *at = QApplication::focusWidget(); at; at = at->parentWidget()) {
        if (auto *dock = qobject_cast<QDockWidget *>(at))
            return dock;
    }
    return nullptr;
}

// Of panels that share a place, the one that is seen.
QDockWidget *PanelZoom::frontDock(Qt::DockWidgetArea area) const
{
    for (QDockWidget *dock : m_window->findChildren<QDockWidget *>()) {
        if (m_window->dockWidgetArea(dock) == area && !dock->visibleRegion().isEmpty())
            return dock;
    }
    return nullptr;
}

void PanelZoom::toggle()
{
    if (isEnlarged())
        return restore();
    QDockWidget *dock = dockWithFocus();
    enlarge(dock ? dock : frontDock(Qt::BottomDockWidgetArea));
}

void PanelZoom::watchTabs()
{
    for (QTabBar *bar : m_window->findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly)) {
        bar->removeEventFilter(this);
        bar->installEventFilter(this);
    }
}

bool PanelZoom::eventFilter(QObject *watched, QEvent *event)
{
    auto *bar = qobject_cast<QTabBar *>(watched);
    if (!bar || event->type() != QEvent::MouseButtonDblClick)
        return QObject::eventFilter(watched, event);
    const int tab = bar->tabAt(static_cast<QMouseEvent *>(event)->pos());
    if (tab < 0)
        return false;
    for (QDockWidget *dock : m_window->findChildren<QDockWidget *>()) {
        if (dock->windowTitle() == bar->tabText(tab) && !dock->isHidden()) {
            isEnlarged() ? restore() : enlarge(dock);
            return true;
        }
    }
    return false;
}

} // namespace drawbridge
