#include "app/panels/rulepane.h"

#include "app/panels/countedwords.h"
#include "app/panels/detailpage.h"
#include "app/panels/ruletablemodel.h"
#include "app/panels/signlabel.h"
#include "app/panels/threatrow.h"
#include "app/render/marks.h"
#include "model/core/names.h"
#include "model/engine/compiledrule.h"
#include "model/export/threatwords.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace drawbridge {

// The threats panel shows the rest.
static constexpr qsizetype MostRuleThreats = 20;

RulePane::RulePane(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    m_page = new DetailPage(context.appearance, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_page);
    setMinimumWidth(300);
}

void RulePane::show(const QString &key)
{
    m_rule = key;
    m_page->begin(key);
    const RuleSet &rules = *m_context.document->session().input().rules;
    const qsizetype index = rules.find(key);
    if (index < 0) {
        m_page->addText(tr("Choose a rule to see its conditions and what it says of this model."),
                        "secondary");
    } else {
        const RuleInfo &rule = rules.info(index);
        addHead(rule);
        addThreats(index);
        addConditions(rule);
        addMitigations(index);
        addMappings(rule);
        addOrigin(rule);
    }
    m_page->end();
}

static QString judgedInWords(const RuleInfo &rule)
{
    QString kind = nameOf(rule.appliesTo);
    kind.replace(u'-', u' ');
    return rule.per.isEmpty() ? RulePane::tr("Judges every %1").arg(kind)
                              : RulePane::tr("Judges every %1 of every %2").arg(rule.per, kind);
}

void RulePane::addHead(const RuleInfo &rule)
{
    m_page->addHeading(rule.key, plainTitle(rule));
    auto *line = new QWidget;
    auto *signs = new QHBoxLayout(line);
    signs->setContentsMargins(0, 2, 0, 4);
    signs->setSpacing(8);
    DrawList tile;
    drawStrideTile(tile, {0, 0, 22, 22}, rule.stride, m_page->theme());
    signs->addWidget(new SignLabel(tile, {22, 22}, displayName(rule.stride), line));
    DrawList chip;
    drawSeverityChip(chip, {0, 0, 84, 22}, rule.severity, true, m_page->theme());
    signs->addWidget(new SignLabel(chip, {84, 22}, displayName(rule.severity), line));
    auto *words =
        new QLabel(tr("likelihood %1, impact %2").arg(rule.likelihood).arg(rule.impact), line);
    words->setProperty("role", QStringLiteral("secondary"));
    signs->addWidget(words);
    signs->addStretch(1);
    m_page->addWidget(line);
    m_page->addText(tr("%1. %2. The attacker starts as: %3.")
                        .arg(displayName(rule.stride), judgedInWords(rule), rule.attacker),
                    "secondary");
    m_page->addText(withoutPlaceholders(rule.explanation));
}

void RulePane::addCondition(const RuleInfo &rule, const QString &name, const QString &condition)
{
    if (condition.isEmpty())
        return;
    m_page->addText(name, "field");
    m_page->addCode(condition);
    QPushButton *button = m_page->addLink(tr("Try it"));
    connect(button, &QPushButton::clicked, this,
            [this, condition, kind = rule.appliesTo, per = rule.per] {
                Q_EMIT trialRequested(condition, kind, per);
            });
}

void RulePane::addConditions(const RuleInfo &rule)
{
    m_page->addSection(tr("Conditions"));
    addCondition(rule, tr("Of interest when (applies)"), rule.applies);
    addCondition(rule, tr("Exposed when (when)"), rule.when);
    addCondition(rule, tr("Not when (unless)"), rule.unless);
    if (!rule.falsePositives.isEmpty()) {
        m_page->addSection(tr("Not a problem when"));
        m_page->addText(rule.falsePositives);
    }
}

void RulePane::addThreats(qsizetype index)
{
    const AnalysisSession &session = m_context.document->session();
    QList<const Threat *> threats = bySeverity(session);
    threats.removeIf([index](const Threat *threat) { return threat->rule != index; });
    QList<PropertyReference> asked;
    for (const Threat *threat : std::as_const(threats)) {
        for (const PropertyReference &question : threat->questions) {
            if (!asked.contains(question))
                asked += question;
        }
    }
    m_page->addSection(tr("In this model"),
                       threats.isEmpty()
                           ? QString()
                           : countedWords(threats.size(), tr("1 threat"), tr("%1 threats")));
    if (threats.isEmpty())
        m_page->addText(tr("It reports nothing."), "secondary");
    for (const Threat *threat : threats.first(std::min(MostRuleThreats, threats.size())))
        addThreatRow(*m_page, m_context, *threat);
    if (threats.size() > MostRuleThreats)
        m_page->addText(tr("and %1 more").arg(threats.size() - MostRuleThreats), "secondary");
    if (asked.isEmpty())
        return;
    QPushButton *button = m_page->addLink(
        countedWords(asked.size(), tr("It asks 1 question"), tr("It asks %1 questions")));
    connect(button, &QPushButton::clicked, this, &RulePane::questionsRequested);
}

void RulePane::addMitigations(qsizetype index)
{
    const RuleSet &rules = *m_context.document->session().input().rules;
    const CompiledRule &compiled = rules.compiled().rules[static_cast<size_t>(index)];
    const RuleInfo &rule = compiled.info;
    if (rule.mitigations.isEmpty())
        return;
    m_page->addSection(tr("Mitigations"));
    for (qsizetype i = 0; i < rule.mitigations.size(); ++i) {
        const RuleMitigation &mitigation = rule.mitigations[i];
        m_page->addText(mitigation.title, "strong");
        if (!mitigation.description.isEmpty())
            m_page->addText(mitigation.description);
        QStringList facts {displayName(mitigation.effect)};
        facts += mitigation.nist;
        facts += mitigation.cis;
        m_page->addText(facts.join(QStringLiteral(" · ")), "caption");
        addCondition(rule, tr("In place when (satisfied)"),
                     compiled.mitigations[static_cast<size_t>(i)].satisfied.source());
    }
}

void RulePane::addEntry(CatalogReference::Kind kind, const QString &id, const QString &name)
{
    RowButton *row = m_page->addRow({{}, id, name, {}});
    row->setIdWidth(80);
    connect(row, &RowButton::clicked, this, [this, kind, id] {
        m_context.selection->open({kind, id});
    });
}

void RulePane::addMappings(const RuleInfo &rule)
{
    const CatalogSnapshot &catalog = m_context.catalog;
    const auto nameOfEntry = [](const auto *entry) { return entry ? entry->name : QString(); };
    if (!rule.attack.isEmpty())
        m_page->addSection(tr("Techniques"));
    for (const QString &id : rule.attack)
        addEntry(CatalogReference::Kind::Technique, id, nameOfEntry(catalog.technique(id)));
    if (!rule.nist.isEmpty())
        m_page->addSection(tr("Controls that its mitigations support"));
    for (const QString &id : rule.nist) {
        const Control *control = catalog.control(id);
        addEntry(CatalogReference::Kind::Control, id, control ? control->title : QString());
    }
    if (!rule.cwe.isEmpty() || !rule.capec.isEmpty())
        m_page->addSection(tr("Weaknesses and patterns"));
    for (const QString &id : rule.cwe)
        addEntry(CatalogReference::Kind::Cwe, id, nameOfEntry(catalog.cwe(id)));
    for (const QString &id : rule.capec)
        addEntry(CatalogReference::Kind::Capec, id, nameOfEntry(catalog.capec(id)));
}

void RulePane::addOrigin(const RuleInfo &rule)
{
    if (!rule.references.isEmpty())
        m_page->addSection(tr("Read on"));
    for (const QString &reference : rule.references)
        m_page->addText(reference, "caption");
    m_page->addSection(tr("Where it is written"));
    m_page->addText(rule.where.toString(), "caption");
    if (!rule.formerly.isEmpty())
        m_page->addText(tr("Formerly %1").arg(rule.formerly.join(QStringLiteral(", "))), "caption");
}

} // namespace drawbridge
