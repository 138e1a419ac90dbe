#pragma once

#include "app/panels/panelcontext.h"

#include <QWidget>

namespace drawbridge {

// A dockable panel. Adding one is its file and one line in panelList().
struct PanelEntry
{
    // Stable word for saved window layouts: "threats".
    QString name;
    // Translated title for dock and View menu.
    QString title;
    Qt::DockWidgetArea area = Qt::BottomDockWidgetArea;
    QWidget *(*create)(const PanelContext &context, QWidget *parent) = nullptr;
};

QList<PanelEntry> panelList();

} // namespace drawbridge
