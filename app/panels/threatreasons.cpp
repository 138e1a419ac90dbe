#include "app/panels/threatreasons.h"

#include "app/panels/conditionlines.h"
#include "app/panels/settlingedit.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace drawbridge {

ThreatReasons::ThreatReasons(const PanelContext &context, const Threat &threat, bool open,
                             QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_key(context.document->session().keyOf(threat))
{
    m_rows = new QVBoxLayout(this);
    m_rows->setContentsMargins(0, 4, 0, 0);
    m_rows->setSpacing(6);
    if (threat.rule < 0)
        return;
    m_opener = new QPushButton(tr("Every part of the condition"), this);
    m_opener->setProperty("chip", true);
    m_opener->setCheckable(true);
    m_rows->addWidget(m_opener, 0, Qt::AlignLeft);
    connect(m_opener, &QPushButton::toggled, this, &ThreatReasons::addConditions);
    m_opener->setChecked(open);
    addChange(threat);
}

QLabel *ThreatReasons::addText(const QString &text, const char *role)
{
    auto *label = new QLabel(this);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (role)
        label->setProperty("role", QLatin1String(role));
    m_rows->addWidget(label);
    return label;
}

void ThreatReasons::addConditions(bool open)
{
    Q_EMIT opened(open);
    if (m_conditions) {
        m_conditions->setVisible(open);
        return;
    }
    const AnalysisSession &session = m_context.document->session();
    const Threat *threat = session.find(m_key);
    if (!open || !threat)
        return;
    QList<ClauseVerdict> clauses;
    for (const RuleVerdict &verdict :
         session.verdicts(threat->rule, threat->targetKind, threat->target)) {
        if (verdict.discriminator == threat->discriminator)
            clauses = verdict.clauses;
    }
    m_conditions = new ConditionLines(m_context.appearance, clauses, this);
    m_rows->insertWidget(m_rows->indexOf(m_opener) + 1, m_conditions);
    m_conditions->show();
}

void ThreatReasons::addChange(const Threat &threat)
{
    const bool isSettled =
        threat.status == ThreatStatus::Mitigated || threat.status == ThreatStatus::NotApplicable;
    const auto change =
        isSettled ? std::nullopt : m_context.document->session().cheapestChange(threat);
    if (!change)
        return;
    m_change = *change;
    addText(change->removes ? tr("The least that removes it") : tr("The least that mitigates it"),
            "group");
    for (const PropertyChange &each : change->changes)
        addText(each.text, "strong");
    const QStringList places = saidElsewhere(m_context.document->model(), m_change);
    if (!places.isEmpty()) {
        addText(tr("To be changed where it is said: %1. Then update the model from its files.")
                    .arg(places.join(QStringLiteral(", "))),
                "caption");
        return;
    }
    addText(tr("Apply it when it is so, or will be: it becomes your statement."), "caption");
    m_apply = new QPushButton(tr("Apply to the model"), this);
    connect(m_apply, &QPushButton::clicked, this, &ThreatReasons::apply);
    m_rows->addWidget(m_apply, 0, Qt::AlignLeft);
    m_problem = addText({}, "caption");
    m_problem->hide();
}

void ThreatReasons::apply()
{
    Document &document = *m_context.document;
    const auto done = document.apply(settlingEdit(document.model(), document.schema(), m_change));
    if (done)
        return;
    m_problem->setText(done.error().message);
    m_problem->show();
}

} // namespace drawbridge
