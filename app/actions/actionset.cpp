#include "app/actions/actionset.h"

#include "app/actions/actionlist.h"
#include "app/render/iconset.h"

#include <QMenu>
#include <QWidget>

namespace drawbridge {

ActionSet::ActionSet(QWidget *window)
    : QObject(window)
{
    for (const ActionEntry &entry : actionList()) {
        auto *action = new QAction(entry.text, window);
        action->setObjectName(entry.name);
        action->setShortcuts(entry.shortcuts);
        action->setCheckable(entry.checkable);
        QString plain = entry.text;
        plain.remove(u'&').remove(u'…');
        const QString keys = entry.shortcuts.isEmpty()
            ? QString()
            : entry.shortcuts.first().toString(QKeySequence::NativeText);
        action->setToolTip(keys.isEmpty() ? plain : plain + QStringLiteral(" (%1)").arg(keys));
        action->setIconText(plain);
        window->addAction(action);
        m_byName.insert(entry.name, action);
        m_icons.insert(action, entry.icon);
        m_all += action;
    }
}

QAction *ActionSet::operator[](const QString &name) const
{
    QAction *action = m_byName.value(name);
    Q_ASSERT(action);
    return action;
}

void ActionSet::recolour(const Theme &theme)
{
    for (QAction *action : m_all) {
        const QString name = m_icons.value(action);
        if (name.isEmpty() || !iconset::contains(name))
            continue;
        QIcon icon;
        for (const double ratio : {1.0, 2.0}) {
            icon.addPixmap(iconset::pixmap(name, theme.text.primary, 18, ratio), QIcon::Normal,
                           QIcon::Off);
            icon.addPixmap(iconset::pixmap(name, theme.accent.base, 18, ratio), QIcon::Normal,
                           QIcon::On);
            icon.addPixmap(iconset::pixmap(name, theme.text.disabled, 18, ratio), QIcon::Disabled);
        }
        action->setIcon(icon);
    }
}

void ActionSet::addTo(QMenu *menu, const QStringList &names) const
{
    for (const QString &name : names) {
        if (name == QStringLiteral("-"))
            menu->addSeparator();
        else
            menu->addAction((*this)[name]);
    }
}

} // namespace drawbridge
