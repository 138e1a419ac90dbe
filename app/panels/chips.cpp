#include "app/panels/chips.h"

#include "app/render/iconset.h"

#include <QMenu>
#include <QPushButton>
#include <QStyle>

namespace drawbridge::chips {

static QPushButton *makeChip(const QString &text, const QString &sign, QWidget *parent)
{
    auto *chip = new QPushButton(text, parent);
    chip->setProperty("chip", true);
    chip->setProperty("sign", sign);
    chip->setIconSize(QSize(12, 12));
    return chip;
}

QPushButton *makeMenuChip(const QString &text, QWidget *parent)
{
    QPushButton *chip = makeChip(text, QStringLiteral("chevron-down"), parent);
    chip->setMenu(new QMenu(chip));
    return chip;
}

QPushButton *makeRemovableChip(QWidget *parent)
{
    QPushButton *chip = makeChip({}, QStringLiteral("close"), parent);
    // The cross stands at the end.
    chip->setLayoutDirection(Qt::RightToLeft);
    setActive(chip, true);
    return chip;
}

void setActive(QPushButton *chip, bool active)
{
    if (chip->property("active").toBool() == active)
        return;
    chip->setProperty("active", active);
    chip->style()->unpolish(chip);
    chip->style()->polish(chip);
}

void recolour(QPushButton *chip, const Theme &theme)
{
    const bool active = chip->property("active").toBool();
    chip->setIcon(iconset::pixmap(chip->property("sign").toString(),
                                  active ? theme.text.link : theme.text.secondary, 12,
                                  chip->devicePixelRatioF()));
}

} // namespace drawbridge::chips
