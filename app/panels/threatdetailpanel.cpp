#include "app/panels/threatdetailpanel.h"

#include "app/panels/decidethreats.h"
#include "app/panels/decisionform.h"
#include "app/panels/elidedlabel.h"
#include "app/panels/signlabel.h"
#include "app/panels/threatreasons.h"
#include "app/render/marks.h"
#include "model/core/names.h"
#include "model/engine/residualrisk.h"
#include "model/export/exportinput.h"
#include "model/export/findingwords.h"
#include "model/export/threatwords.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace drawbridge {

ThreatDetailPanel::ThreatDetailPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    m_hint = new QLabel(tr("Select a threat to see why it applies and to decide it."), this);
    m_hint->setProperty("role", QStringLiteral("secondary"));
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setContentsMargins(24, 24, 24, 24);
    m_scroll = new QScrollArea(this);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_hint, 1);
    layout->addWidget(m_scroll, 1);
    setMinimumWidth(320);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &ThreatDetailPanel::refresh);
    const auto later = [this] {
        if (isVisible())
            m_refresh.start();
    };
    connect(context.selection, &Selection::threatChanged, this, later);
    connect(context.document, &Document::threatsChanged, this, later);
    connect(context.appearance, &Appearance::changed, this, later);
    refresh();
}

void ThreatDetailPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_refresh.start();
}

void ThreatDetailPanel::refresh()
{
    m_refresh.stop();
    keepDraft();
    const QString key = m_context.selection->threat();
    const Threat *threat = m_context.document->session().find(key);
    const int position = key == m_shown ? m_scroll->verticalScrollBar()->value() : 0;
    m_shown = key;
    m_scroll->setVisible(threat);
    m_hint->setVisible(!threat);
    m_form = nullptr;
    m_edited = false;
    m_body = new QWidget;
    m_rows = new QVBoxLayout(m_body);
    m_rows->setContentsMargins(14, 14, 14, 14);
    m_rows->setSpacing(6);
    if (threat) {
        addHeader(*threat);
        addWhy(*threat);
        addFindings(*threat);
        auto *reasons = new ThreatReasons(m_context, *threat, m_conditionsOpen, m_body);
        connect(reasons, &ThreatReasons::opened, this,
                [this](bool open) { m_conditionsOpen = open; });
        m_rows->addWidget(reasons);
        addMitigations(*threat);
        addDecision(*threat);
        addMappings(*threat);
    }
    m_rows->addStretch(1);
    m_scroll->setWidget(m_body);
    m_body->show();
    m_rows->activate();
    m_scroll->verticalScrollBar()->setValue(position);
}

void ThreatDetailPanel::addSection(const QString &text)
{
    QLabel *label = addText(text, "section");
    label->setContentsMargins(0, 14, 0, 0);
}

QLabel *ThreatDetailPanel::addText(const QString &text, const char *role)
{
    auto *label = new QLabel(m_body);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    // A long word without a break must not push the page wider than the panel.
    label->setMinimumWidth(40);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    if (role)
        label->setProperty("role", QLatin1String(role));
    m_rows->addWidget(label);
    return label;
}

void ThreatDetailPanel::addHeader(const Threat &threat)
{
    const Theme &theme = m_context.appearance->theme();
    const AnalysisSession &session = m_context.document->session();
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    DrawList tile;
    drawStrideTile(tile, {0, 0, 22, 22}, threat.stride, theme);
    line->addWidget(new SignLabel(tile, {22, 22}, displayName(threat.stride), m_body));
    DrawList chip;
    drawSeverityChip(chip, {0, 0, 84, 24}, threat.severity, true, theme);
    line->addWidget(new SignLabel(chip, {84, 24}, displayName(threat.severity), m_body));
    DrawList sign;
    drawStatusSign(sign, {9, 9}, static_cast<StatusSign>(threat.status), theme);
    line->addWidget(new SignLabel(sign, {18, 18}, displayName(threat.status), m_body));
    line->addWidget(new QLabel(displayName(threat.status), m_body));
    line->addStretch(1);
    m_rows->addLayout(line);
    QLabel *title = addText(session.title(threat));
    title->setStyleSheet(QStringLiteral("font-weight: 700; font-size: 17px"));
    addText(tr("%1 on %2. Likelihood %3, impact %4.")
                .arg(displayName(threat.stride),
                     qualifiedName(m_context.document->model(), threat.targetKind, threat.target))
                .arg(threat.likelihood)
                .arg(threat.impact),
            "secondary");
    const ResidualRisk risk = residualRisk(threat, *session.input().rules);
    addText(tr("Risk %1; left as claimed %2, as files and scans show %3.")
                .arg(risk.inherent.value())
                .arg(risk.claimed.value())
                .arg(risk.evidenced.value()),
            "secondary");
    if (threat.expired)
        addText(tr("The decision about it has expired."), "caption");
    else if (threat.toBeReviewed)
        addText(tr("The facts behind its decision have changed: it is to be reviewed."), "caption");
}

void ThreatDetailPanel::addWhy(const Threat &threat)
{
    const AnalysisSession &session = m_context.document->session();
    addSection(tr("Why"));
    addText(session.explanation(threat));
    const QList<BecauseItem> items = session.because(threat);
    if (items.isEmpty())
        return;
    for (const BecauseItem &item : items) {
        addHairline();
        auto *head = new QHBoxLayout;
        head->setSpacing(8);
        auto *label = new ElidedLabel(item.label, Qt::ElideRight, m_body);
        label->setProperty("role", QStringLiteral("field"));
        label->setToolTip(item.condition.toHtmlEscaped());
        auto *source = new ElidedLabel(item.source, Qt::ElideMiddle, m_body);
        source->setProperty("role",
                            item.source.contains(u':') ? QStringLiteral("filesource")
                                                       : QStringLiteral("source"));
        head->addWidget(label, 1);
        head->addWidget(source);
        m_rows->addLayout(head);
        addText(item.value, "strong");
    }
    addHairline();
}

// What scanners found of it, with file and line.
void ThreatDetailPanel::addFindings(const Threat &threat)
{
    constexpr qsizetype Most = 12;
    const Findings &findings = m_context.document->findings();
    const QString rule = threat.rule < 0
        ? QString()
        : m_context.document->session().input().rules->info(threat.rule).key;
    const QList<const Finding *> behind = findingsBehind(&findings, rule, threat.target);
    if (behind.isEmpty())
        return;
    addSection(tr("Found by scanners"));
    for (const Finding *finding : behind.mid(0, Most)) {
        const EvidenceResult &result = findings.result(*finding);
        addText(findingText(result), "strong");
        addText(tr("%1 %2 · %3 · %4 · %5")
                    .arg(findings.tools(*finding), result.check, displayName(finding->severity),
                         displayName(finding->state), placeLabel(result)),
                "caption");
    }
    if (behind.size() > Most)
        addText(tr("and %1 more").arg(behind.size() - Most), "caption");
}

void ThreatDetailPanel::addHairline()
{
    auto *line = new QFrame(m_body);
    line->setProperty("role", QStringLiteral("hairline"));
    line->setFixedHeight(1);
    m_rows->addWidget(line);
}

void ThreatDetailPanel::addMitigations(const Threat &threat)
{
    if (threat.mitigations.isEmpty())
        return;
    addSection(tr("Mitigations"));
    const Theme &theme = m_context.appearance->theme();
    const RuleInfo &rule = m_context.document->session().input().rules->info(threat.rule);
    for (const MitigationResult &result : threat.mitigations) {
        const RuleMitigation &mitigation = rule.mitigations.at(result.index);
        const bool done = result.state == MitigationState::Implemented;
        auto *card = new QFrame(m_body);
        card->setProperty("role", QStringLiteral("card"));
        auto *grid = new QGridLayout(card);
        grid->setContentsMargins(10, 8, 10, 8);
        grid->setHorizontalSpacing(8);
        grid->setVerticalSpacing(2);
        DrawList sign;
        drawStatusSign(sign, {9, 9},
                       done                                           ? StatusSign::Mitigated
                           : result.state == MitigationState::Unknown ? StatusSign::NeedsAnswer
                                                                      : StatusSign::Open,
                       theme);
        grid->addWidget(new SignLabel(sign, {18, 18}, displayName(result.state), card), 0, 0,
                        Qt::AlignTop);
        auto *title = new QLabel(mitigation.title, card);
        title->setWordWrap(true);
        title->setMinimumWidth(40);
        title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        title->setStyleSheet(QStringLiteral("font-weight: 600"));
        grid->addWidget(title, 0, 1);
        QStringList facts {displayName(mitigation.effect), displayName(result.state)};
        if (result.evidence != EvidenceGrade::None)
            facts += displayName(result.evidence);
        if (!mitigation.nist.isEmpty())
            facts += mitigation.nist.join(u' ');
        auto *caption = new QLabel(facts.join(QStringLiteral(" · ")), card);
        caption->setProperty("role", QStringLiteral("caption"));
        caption->setWordWrap(true);
        caption->setMinimumWidth(40);
        caption->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        grid->addWidget(caption, 1, 1);
        grid->setColumnStretch(1, 1);
        card->setToolTip(mitigation.description.toHtmlEscaped());
        m_rows->addWidget(card);
    }
}

void ThreatDetailPanel::addPair(const QString &id, const QString &name, const QString &origin)
{
    auto *line = new QHBoxLayout;
    auto *idLabel = new QLabel(id, m_body);
    idLabel->setStyleSheet(QStringLiteral("font-weight: 600"));
    idLabel->setFixedWidth(84);
    auto *nameLabel = new QLabel(name, m_body);
    nameLabel->setWordWrap(true);
    nameLabel->setMinimumWidth(40);
    nameLabel->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    line->addWidget(idLabel, 0, Qt::AlignTop);
    line->addWidget(nameLabel, 1);
    if (!origin.isEmpty()) {
        auto *originLabel = new QLabel(origin, m_body);
        originLabel->setProperty("role", QStringLiteral("secondary"));
        line->addWidget(originLabel, 0, Qt::AlignTop);
    }
    m_rows->addLayout(line);
}

void ThreatDetailPanel::addMappings(const Threat &threat)
{
    const ExportInput input = exportInputOf(m_context);
    const CatalogSnapshot &catalog = m_context.catalog;
    const QStringList techniques = attackOf(input, threat);
    if (!techniques.isEmpty())
        addSection(tr("Techniques"));
    for (const QString &id : techniques) {
        const Technique *technique = catalog.technique(id);
        addPair(id, technique ? technique->name : QString(),
                technique && technique->isContainer ? QString() : tr("beyond containers"));
    }
    const QStringList controls = nistOf(input, threat);
    if (!controls.isEmpty())
        addSection(tr("Controls that the mitigations support"));
    for (const QString &id : controls) {
        const Control *control = catalog.control(id);
        addPair(id, control ? control->title : QString(), {});
    }
    const QStringList weaknesses = cweOf(input, threat);
    const QStringList patterns = capecOf(input, threat);
    if (!weaknesses.isEmpty() || !patterns.isEmpty())
        addSection(tr("Weaknesses and patterns"));
    for (const QString &id : weaknesses) {
        const Cwe *cwe = catalog.cwe(id);
        addPair(cwe ? cwe->id : id, cwe ? cwe->name : QString(), {});
    }
    for (const QString &id : patterns) {
        const Capec *capec = catalog.capec(id);
        addPair(capec ? capec->id : id, capec ? capec->name : QString(), {});
    }
    if (threat.rule >= 0 && !input.rules->info(threat.rule).falsePositives.isEmpty()) {
        addSection(tr("Not a problem when"));
        addText(input.rules->info(threat.rule).falsePositives, "secondary");
    }
    addText(m_context.selection->threat(), "caption");
}

void ThreatDetailPanel::addDecision(const Threat &threat)
{
    addSection(tr("Decision"));
    m_form = new DecisionForm(m_body);
    const QString key = m_context.document->session().keyOf(threat);
    m_formKey = key;
    const auto draft = m_draftKey == key ? m_draft : std::nullopt;
    m_draft.reset();
    if (draft)
        m_form->show(*draft);
    else if (const Decision *decision =
                 m_context.document->model().decisions.find(decisionIdFor(key)))
        m_form->show({decision->treatment, decision->reason, decision->owner, decision->date,
                      decision->expires, decision->ticket});
    else
        m_form->show({});
    m_problem = new QLabel(m_body);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *button = new QPushButton(tr("Save decision"), m_body);
    button->setProperty("primary", true);
    connect(button, &QPushButton::clicked, this, &ThreatDetailPanel::save);
    m_edited = draft.has_value();
    connect(m_form, &DecisionForm::edited, this, [this] { m_edited = true; });
    m_rows->addWidget(m_form);
    m_rows->addWidget(m_problem);
    m_rows->addWidget(button, 0, Qt::AlignLeft);
}

// What was typed and not saved yet survives a refresh of the same threat.
void ThreatDetailPanel::keepDraft()
{
    if (!m_form || !m_edited)
        return;
    m_draftKey = m_formKey;
    m_draft = m_form->text(m_context.document->session().input().date);
}

bool ThreatDetailPanel::save()
{
    if (!m_form)
        return false;
    const QString problem =
        decideThreatsOf(m_context, {m_context.selection->threat()},
                        m_form->text(m_context.document->session().input().date));
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_edited = m_edited && !problem.isEmpty();
    return problem.isEmpty();
}

} // namespace drawbridge
