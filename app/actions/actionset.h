#pragma once

#include "app/render/theme.h"

#include <QAction>
#include <QHash>
#include <QMenuBar>
#include <QObject>

namespace drawbridge {

// Every command of the window, by a stable word: one list from which menus, toolbar, shortcuts and
// the command search are made. Adding one is a line in actionList() and one in a menu.
class ActionSet final : public QObject
{
    Q_OBJECT

public:
    explicit ActionSet(QWidget *window);

    // The word must be in the list.
    QAction *operator[](const QString &name) const;
    const QList<QAction *> &all() const { return m_all; }

    // Gives the icons the colour of a theme.
    void recolour(const Theme &theme);
    // Adds the named actions to a menu; "-" is a line.
    void addTo(QMenu *menu, const QStringList &names) const;

private:
    QHash<QString, QAction *> m_byName;
    QHash<QAction *, QString> m_icons;
    QList<QAction *> m_all;
};

} // namespace drawbridge
