#include "app/whatif/beforeafter.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace drawbridge {

BeforeAfter::BeforeAfter(QWidget *view, QWidget *parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_StyledBackground);
    auto *group = new QButtonGroup(this);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(14, 8, 14, 8);
    bar->setSpacing(8);
    const auto chip = [&](const QString &text) {
        auto *button = new QPushButton(text, this);
        button->setProperty("chip", true);
        button->setCheckable(true);
        button->setAutoDefault(false);
        group->addButton(button);
        bar->addWidget(button);
        return button;
    };
    m_before = chip(tr("As it is"));
    m_after = chip(tr("Hardened"));
    m_after->setChecked(true);
    bar->addStretch();
    connect(group, &QButtonGroup::buttonClicked, this, &BeforeAfter::chosen);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(view, 1);
}

bool BeforeAfter::showsAfter() const
{
    return m_after->isChecked();
}

void BeforeAfter::choose(bool after)
{
    (after ? m_after : m_before)->setChecked(true);
    Q_EMIT chosen();
}

} // namespace drawbridge
