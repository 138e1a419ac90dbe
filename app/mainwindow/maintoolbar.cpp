#include "app/mainwindow/maintoolbar.h"

#include "app/actions/actionset.h"
#include "app/render/iconset.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace drawbridge {

static void addSpace(QToolBar *bar)
{
    auto *space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
}

MainToolBar::MainToolBar(const ActionSet &actions, QWidget *parent)
    : QToolBar(tr("Tools"), parent)
{
    setObjectName(QStringLiteral("tools"));
    setMovable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    setIconSize(QSize(18, 18));
    for (const QString &name : QStringLiteral("save undo redo - select connect add-boundary - "
                                              "layout align-left distribute-horizontal fit")
                                   .split(u' ')) {
        if (name == QStringLiteral("-"))
            addSeparator();
        else
            addAction(actions[name]);
    }
    addSpace(this);
    addSearch();
    addSpace(this);
    m_harden = addButton(actions[QStringLiteral("harden")]);
    m_import = addButton(actions[QStringLiteral("import")]);
    m_export = addButton(actions[QStringLiteral("export")]);
}

void MainToolBar::addSearch()
{
    auto *search = new QPushButton(this);
    search->setProperty("search", true);
    search->setAccessibleName(tr("Search or run a command"));
    search->setMinimumWidth(280);
    search->setMaximumWidth(420);
    search->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_searchIcon = new QLabel(search);
    auto *words = new QLabel(tr("Search or run a command"), search);
    auto *keys =
        new QLabel(QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText), search);
    auto *layout = new QHBoxLayout(search);
    layout->setContentsMargins(10, 0, 10, 0);
    layout->setSpacing(8);
    layout->addWidget(m_searchIcon);
    layout->addWidget(words, 1);
    layout->addWidget(keys);
    for (QLabel *label : {m_searchIcon, words, keys}) {
        label->setProperty("role", QStringLiteral("secondary"));
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    connect(search, &QPushButton::clicked, this, &MainToolBar::searchRequested);
    addWidget(search);
}

QPushButton *MainToolBar::addButton(QAction *action)
{
    auto *button = new QPushButton(action->iconText(), this);
    button->setEnabled(action->isEnabled());
    button->setToolTip(action->toolTip());
    button->setIconSize(QSize(16, 16));
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, button,
            [button, action] { button->setEnabled(action->isEnabled()); });
    auto *space = new QWidget(this);
    space->setFixedWidth(4);
    addWidget(space);
    addWidget(button);
    return button;
}

void MainToolBar::recolour(const Theme &theme)
{
    const double ratio = devicePixelRatioF();
    m_searchIcon->setPixmap(
        iconset::pixmap(QStringLiteral("search"), theme.text.secondary, 16, ratio));
    m_harden->setIcon(iconset::pixmap(QStringLiteral("harden"), theme.text.primary, 16, ratio));
    m_import->setIcon(iconset::pixmap(QStringLiteral("import"), theme.text.primary, 16, ratio));
    m_export->setIcon(iconset::pixmap(QStringLiteral("export"), theme.text.primary, 16, ratio));
}

} // namespace drawbridge
