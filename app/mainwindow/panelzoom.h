#pragma once

#include <QObject>
#include <QPointer>

class QDockWidget;
class QMainWindow;

namespace drawbridge {

// Gives one panel, with those that share its place, the whole window, and takes it back: by its
// action, or by a double click on a panel's tab.
class PanelZoom final : public QObject
{
    Q_OBJECT

public:
    PanelZoom(QMainWindow *window, QWidget *centre);

    bool isEnlarged() const { return !m_hidden.isEmpty(); }
    void enlarge(QDockWidget *dock);
    void restore();
    // The panel with the focus, else the one in front at the bottom.
    void toggle();
    // Tab bars come and go with the panels; looks for new ones.
    void watchTabs();

Q_SIGNALS:
    void changed(bool enlarged);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QDockWidget *dockWithFocus() const;
    QDockWidget *frontDock(Qt::DockWidgetArea area) const;

    QMainWindow *m_window;
    QWidget *m_centre;
    // What was hidden to make room.
    QList<QPointer<QWidget>> m_hidden;
};

} // namespace drawbridge
