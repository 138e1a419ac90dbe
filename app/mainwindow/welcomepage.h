#pragma once

#include "app/settings/appearance.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace drawbridge {

// What stands in the window while nothing is open: recent files, ways to begin, a place to drop
// files.
class WelcomePage final : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(const Appearance *appearance, QWidget *parent = nullptr);

    void showRecent(const QStringList &paths);

Q_SIGNALS:
    void newRequested();
    void openRequested();
    void importRequested();
    void sampleRequested();
    void fileChosen(const QString &path);

private:
    void recolour();

    const Appearance *m_appearance;
    QLabel *m_emblem = nullptr;
    QLabel *m_recentTitle = nullptr;
    QGridLayout *m_recent = nullptr;
};

} // namespace drawbridge
