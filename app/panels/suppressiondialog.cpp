#include "app/panels/suppressiondialog.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace drawbridge {

SuppressionDialog::SuppressionDialog(const QDate &today,
                                     std::function<QString(const SuppressionText &)> carryOut,
                                     QWidget *parent)
    : QDialog(parent)
    , m_today(today)
    , m_carryOut(std::move(carryOut))
{
    setWindowTitle(tr("Suppress findings"));
    m_reason = new QPlainTextEdit(this);
    m_reason->setTabChangesFocus(true);
    m_reason->setMaximumHeight(90);
    m_author = new QLineEdit(this);
    m_ends = new QCheckBox(tr("Until"), this);
    m_ends->setChecked(true);
    m_expires = new QDateEdit(today.addMonths(6), this);
    m_expires->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_expires->setCalendarPopup(true);
    connect(m_ends, &QCheckBox::toggled, m_expires, &QWidget::setEnabled);
    m_problem = new QLabel(this);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *form = new QFormLayout;
    form->addRow(tr("Why it does not count"), m_reason);
    form->addRow(tr("Who says so"), m_author);
    form->addRow(m_ends, m_expires);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &SuppressionDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &SuppressionDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    resize(440, sizeHint().height());
}

void SuppressionDialog::accept()
{
    const QString problem = m_carryOut({m_reason->toPlainText(), m_author->text(), m_today,
                                        m_ends->isChecked() ? m_expires->date() : QDate()});
    if (problem.isEmpty()) {
        QDialog::accept();
        return;
    }
    m_problem->setText(problem);
    m_problem->show();
}

} // namespace drawbridge
