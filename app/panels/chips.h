#pragma once

#include "app/render/theme.h"

class QMenu;
class QPushButton;
class QWidget;
class QString;

namespace drawbridge {

// Rounded buttons of filter bars. An active chip is tinted, whether it is checked or its menu holds
// a choice.
namespace chips {

// Opens a menu; carries a chevron.
QPushButton *makeMenuChip(const QString &text, QWidget *parent);
// Shows one criterion; a click takes it away; carries a cross.
QPushButton *makeRemovableChip(QWidget *parent);
void setActive(QPushButton *chip, bool active);
// Gives the sign of a chip the colour of a theme.
void recolour(QPushButton *chip, const Theme &theme);

} // namespace chips

} // namespace drawbridge
