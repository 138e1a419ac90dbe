#include "app/panels/decisiondialog.h"

#include "app/panels/decidethreats.h"
#include "app/panels/decisionform.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace drawbridge {

DecisionDialog::DecisionDialog(const PanelContext &context, const QStringList &keys,
                               Treatment treatment, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_keys(keys)
{
    setWindowTitle(keys.size() == 1 ? tr("Decide a threat")
                                    : tr("Decide %1 threats").arg(keys.size()));
    m_form = new DecisionForm(this);
    DecisionText text;
    text.treatment = treatment;
    m_form->show(text);
    m_problem = new QLabel(this);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &DecisionDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &DecisionDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_form);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    resize(420, sizeHint().height());
}

void DecisionDialog::accept()
{
    const QString problem = decideThreatsOf(
        m_context, m_keys, m_form->text(m_context.document->session().input().date));
    if (problem.isEmpty()) {
        QDialog::accept();
        return;
    }
    m_problem->setText(problem);
    m_problem->show();
}

} // namespace drawbridge
