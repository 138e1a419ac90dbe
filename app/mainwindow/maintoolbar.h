#pragma once

#include <QToolBar>

class QLabel;
class QPushButton;

namespace drawbridge {

class ActionSet;
struct Theme;

// Tools on the left, the command search in the middle, import and export on the right.
class MainToolBar final : public QToolBar
{
    Q_OBJECT

public:
    MainToolBar(const ActionSet &actions, QWidget *parent);

    void recolour(const Theme &theme);

Q_SIGNALS:
    void searchRequested();

private:
    void addSearch();
    QPushButton *addButton(QAction *action);

    QPushButton *m_harden = nullptr;
    QPushButton *m_import = nullptr;
    QPushButton *m_export = nullptr;
    QLabel *m_searchIcon = nullptr;
};

} // namespace drawbridge
