#pragma once

#include <QByteArray>

class QMainWindow;

namespace drawbridge {

// Remembers between starts how large the window is and where its panels stand.
class PanelPlaces
{
public:
    // Once all panels are where they belong: this is what reset() goes back to.
    explicit PanelPlaces(QMainWindow *window);

    // Within the screen, where nothing is remembered.
    void restoreWindow();
    // False where nothing is remembered.
    bool restorePanels();
    void reset();
    // The panels only while they are seen.
    void remember(bool withPanels) const;

private:
    QMainWindow *m_window;
    QByteArray m_usual;
};

} // namespace drawbridge
