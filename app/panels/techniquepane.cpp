#include "app/panels/techniquepane.h"

#include "app/panels/countedwords.h"
#include "app/panels/detailpage.h"
#include "app/panels/mappingwords.h"
#include "app/panels/threatrow.h"
#include "model/export/controlstanding.h"
#include "model/export/exportinput.h"
#include "model/export/threatwords.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace drawbridge {

// More rows at once would be neither read nor fast; the threats panel shows the rest.
static constexpr qsizetype MostThreats = 12;

TechniquePane::TechniquePane(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    m_page = new DetailPage(context.appearance, this);
    auto *close = new QPushButton(tr("Close"), this);
    close->setProperty("link", true);
    connect(close, &QPushButton::clicked, this, &TechniquePane::closeRequested);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(close, 0, Qt::AlignRight);
    layout->addWidget(m_page, 1);
    setMinimumWidth(280);
}

void TechniquePane::show(const QString &id, const TechniqueStandings &standings)
{
    m_technique = id;
    m_page->begin(id);
    if (const Technique *technique = m_context.catalog.technique(id)) {
        m_page->addHeading(technique->id, technique->name);
        addStanding(*technique, standings.value(technique->id));
        addFamily(*technique, standings);
        addThreats(*technique);
        addRules(*technique);
        addMitigations(*technique);
        addControls(*technique);
    }
    m_page->end();
}

void TechniquePane::addStanding(const Technique &technique, const TechniqueStanding &standing)
{
    QStringList tactics;
    for (const QString &word : technique.tactics) {
        const Tactic *tactic = m_context.catalog.tactic(word);
        tactics += tactic ? tactic->name : word;
    }
    m_page->addText(tactics.join(QStringLiteral(", ")), "secondary");
    if (!technique.summary.isEmpty())
        m_page->addText(technique.summary);
    switch (standing.sight) {
    case TechniqueSight::Found:
        m_page->addText(
            tr("%1 of %2 open.")
                .arg(standing.counts.open)
                .arg(countedWords(standing.counts.total(), tr("1 threat"), tr("%1 threats"))),
            "strong");
        break;
    case TechniqueSight::Clear:
        m_page->addText(tr("Rules that name it judged this model and report no threat."), "strong");
        break;
    case TechniqueSight::NotSeen:
        m_page->addText(tr("Not seen: no rule that names it judges anything in this model. That "
                           "does not show it to be impossible."),
                        "strong");
        break;
    }
}

void TechniquePane::addFamily(const Technique &technique, const TechniqueStandings &standings)
{
    std::vector<const Technique *> family = m_context.catalog.subTechniques(technique.id);
    if (const Technique *parent = m_context.catalog.technique(technique.parent))
        family = {parent};
    std::erase_if(family,
                  [&standings](const Technique *each) { return !standings.contains(each->id); });
    if (family.empty())
        return;
    m_page->addSection(technique.parent.isEmpty() ? tr("Sub-techniques") : tr("Part of"));
    for (const Technique *each : family) {
        const StatusCounts counts = standings.value(each->id).counts;
        RowButton *row = m_page->addRow(
            {{},
             each->id,
             each->name,
             counts.total() > 0 ? QStringLiteral("%1/%2").arg(counts.open).arg(counts.total())
                                : nameOf(standings.value(each->id).sight)});
        row->setIdWidth(70);
        connect(row, &RowButton::clicked, this, [this, id = each->id] {
            m_context.selection->open({CatalogReference::Kind::Technique, id});
        });
    }
}

// A parent is named by whatever names one of its sub-techniques.
bool TechniquePane::isNamed(const QStringList &named, const Technique &technique) const
{
    return std::any_of(named.begin(), named.end(), [&technique](const QString &id) {
        return id == technique.id || id.startsWith(technique.id + u'.');
    });
}

QList<const Threat *> TechniquePane::threatsOf(const Technique &technique) const
{
    const ExportInput input = exportInputOf(m_context);
    QList<const Threat *> threats = bySeverity(*input.session);
    threats.removeIf(
        [&](const Threat *threat) { return !isNamed(attackOf(input, *threat), technique); });
    return threats;
}

void TechniquePane::addThreats(const Technique &technique)
{
    const QList<const Threat *> threats = threatsOf(technique);
    if (threats.isEmpty())
        return;
    m_page->addSection(tr("Threats"));
    for (const Threat *threat : threats.first(std::min(MostThreats, threats.size())))
        addThreatRow(*m_page, m_context, *threat);
    QPushButton *all = m_page->addLink(
        countedWords(threats.size(), tr("Show it in the list"), tr("Show all %1 in the list")));
    connect(all, &QPushButton::clicked, this, [this] { Q_EMIT threatsRequested(m_technique); });
}

void TechniquePane::addRules(const Technique &technique)
{
    const ExportInput input = exportInputOf(m_context);
    QHash<int, int> reported;
    for (qsizetype i = 0; i < input.session->size(); ++i)
        ++reported[input.session->at(i).rule];
    bool first = true;
    for (qsizetype i = 0; i < input.rules->size(); ++i) {
        const RuleInfo &rule = input.rules->info(i);
        if (!isNamed(rule.attack, technique))
            continue;
        if (std::exchange(first, false))
            m_page->addSection(tr("Rules that name it"), tr("threats"));
        const int count = reported.value(static_cast<int>(i));
        RowButton *row =
            m_page->addRow({{}, {}, rule.key, count > 0 ? QString::number(count) : tr("none")});
        connect(row, &RowButton::clicked, this, [this, key = rule.key] {
            m_context.selection->open({CatalogReference::Kind::Rule, key});
        });
    }
}

// What rules offer against its threats, then ATT&CK's own mitigations.
void TechniquePane::addMitigations(const Technique &technique)
{
    const ExportInput input = exportInputOf(m_context);
    const QList<ControlMeasure> measures =
        measuresAgainst(input, [&](const QStringList &named) { return isNamed(named, technique); });
    if (!measures.isEmpty())
        m_page->addSection(tr("What mitigates its threats"));
    for (const ControlMeasure &measure : measures) {
        m_page->addText(measure.title, "strong");
        m_page->addText(measureInWords(measure), "caption");
    }
    const auto official = m_context.catalog.mitigationsFor(technique.id);
    if (official.empty())
        return;
    m_page->addSection(tr("Mitigations of ATT&&CK"));
    for (const Mitigation *mitigation : official)
        m_page->addText(mitigation->id + QStringLiteral("  ") + mitigation->name);
}

void TechniquePane::addControl(const ControlLink &link, int idWidth)
{
    RowButton *row =
        m_page->addRow({{}, link.control->id, link.control->title, originsInWords(link)});
    row->setIdWidth(idWidth);
    const QString basis = basisInWords(link);
    if (!basis.isEmpty())
        row->setToolTip(basis.toHtmlEscaped());
    connect(row, &RowButton::clicked, this, [this, id = link.control->id] {
        m_context.selection->open({CatalogReference::Kind::Control, id});
    });
}

void TechniquePane::addControls(const Technique &technique)
{
    const std::vector<ControlLink> links = m_context.catalog.controlsFor(technique.id);
    if (links.empty())
        return;
    const auto others = std::find_if(links.begin(), links.end(), [](const ControlLink &link) {
        return !link.hasOrigin(MappingOrigin::Ours);
    });
    m_page->addSection(tr("Controls"), tr("who says so"));
    for (auto link = links.begin(); link != others; ++link)
        addControl(*link, 62);
    if (others == links.end())
        return;
    const qsizetype folded = links.end() - others;
    m_page->beginFold(countedWords(folded, tr("Show 1 from the published and derived mappings"),
                                   tr("Show %1 from the published and derived mappings")));
    for (auto link = others; link != links.end(); ++link)
        addControl(*link, 62);
    m_page->endFold();
}

} // namespace drawbridge
