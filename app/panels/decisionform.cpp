#include "app/panels/decisionform.h"

#include "model/core/names.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QDateEdit>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace drawbridge {

DecisionForm::DecisionForm(QWidget *parent)
    : QWidget(parent)
{
    m_treatment = new QButtonGroup(this);
    auto *treatments = new QGridLayout;
    treatments->setSpacing(4);
    for (int i = 0; i < 6; ++i) {
        const Treatment treatment = static_cast<Treatment>(i);
        auto *button = new QPushButton(
            treatment == Treatment::None ? tr("Undecided") : displayName(treatment), this);
        button->setCheckable(true);
        button->setProperty("chip", true);
        m_treatment->addButton(button, i);
        treatments->addWidget(button, i / 3, i % 3);
    }
    m_treatment->button(0)->setChecked(true);
    m_reason = new QPlainTextEdit(this);
    m_reason->setPlaceholderText(tr("Why, in a sentence that holds up in a review"));
    m_reason->setFixedHeight(68);
    m_reason->setTabChangesFocus(true);
    m_owner = new QLineEdit(this);
    m_ticket = new QLineEdit(this);
    m_hasExpiry = new QCheckBox(tr("Expires"), this);
    m_expires = new QDateEdit(this);
    m_expires->setCalendarPopup(true);
    m_expires->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_expires->setEnabled(false);

    const auto label = [this](const QString &text, QWidget *buddy) {
        auto *widget = new QLabel(text, this);
        widget->setBuddy(buddy);
        return widget;
    };
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setVerticalSpacing(6);
    layout->setHorizontalSpacing(12);
    layout->addLayout(treatments, 0, 0, 1, 2);
    layout->addWidget(label(tr("&Reason"), m_reason), 1, 0, 1, 2);
    layout->addWidget(m_reason, 2, 0, 1, 2);
    layout->addWidget(label(tr("&Owner"), m_owner), 3, 0);
    layout->addWidget(label(tr("&Ticket"), m_ticket), 3, 1);
    layout->addWidget(m_owner, 4, 0);
    layout->addWidget(m_ticket, 4, 1);
    layout->addWidget(m_hasExpiry, 5, 0);
    layout->addWidget(m_expires, 5, 1);

    connect(m_hasExpiry, &QCheckBox::toggled, m_expires, &QWidget::setEnabled);
    connect(m_treatment, &QButtonGroup::idClicked, this, &DecisionForm::edited);
    connect(m_reason, &QPlainTextEdit::textChanged, this, &DecisionForm::edited);
    connect(m_owner, &QLineEdit::textChanged, this, &DecisionForm::edited);
    connect(m_ticket, &QLineEdit::textChanged, this, &DecisionForm::edited);
    connect(m_hasExpiry, &QCheckBox::toggled, this, &DecisionForm::edited);
    connect(m_expires, &QDateEdit::dateChanged, this, &DecisionForm::edited);
}

void DecisionForm::show(const DecisionText &text)
{
    const QSignalBlocker blocker(this);
    m_treatment->button(static_cast<int>(text.treatment))->setChecked(true);
    m_reason->setPlainText(text.reason);
    m_owner->setText(text.owner);
    m_ticket->setText(text.ticket);
    m_hasExpiry->setChecked(text.expires.isValid());
    m_expires->setDate(text.expires.isValid() ? text.expires : QDate::currentDate().addMonths(6));
}

DecisionText DecisionForm::text(const QDate &today) const
{
    DecisionText text;
    text.treatment = static_cast<Treatment>(m_treatment->checkedId());
    text.reason = m_reason->toPlainText().trimmed();
    text.owner = m_owner->text().trimmed();
    text.date = today;
    text.ticket = m_ticket->text().trimmed();
    if (m_hasExpiry->isChecked())
        text.expires = m_expires->date();
    return text;
}

} // namespace drawbridge
