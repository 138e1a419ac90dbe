#pragma once

#include "app/render/theme.h"
#include "app/settings/sheetimages.h"

#include <QObject>
#include <QPalette>

class QApplication;

namespace drawbridge {

// Light or dark, for the whole application: palette and style sheet of widgets, and the theme that
// everything drawn by us asks for. Widgets that paint themselves repaint on changed().
class Appearance final : public QObject
{
    Q_OBJECT

public:
    enum class Choice { System, Light, Dark };
    Q_ENUM(Choice)

    explicit Appearance(QObject *parent = nullptr);

    Choice choice() const { return m_choice; }
    const Theme &theme() const { return Theme::builtIn(m_kind); }
    bool isDark() const { return m_kind == ThemeKind::Dark; }

    // Applies palette, fonts and style sheet to the application and tells everyone.
    void choose(Choice choice);

    static QPalette paletteOf(const Theme &theme);
    static QString styleSheetOf(const Theme &theme);

Q_SIGNALS:
    void changed();

private:
    Choice m_choice = Choice::System;
    ThemeKind m_kind = ThemeKind::Light;
    SheetImages m_images;
};

} // namespace drawbridge
