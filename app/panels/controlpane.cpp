#include "app/panels/controlpane.h"

#include "app/panels/controlstatementform.h"
#include "app/panels/controltablemodel.h"
#include "app/panels/countedwords.h"
#include "app/panels/detailpage.h"
#include "app/panels/mappingwords.h"
#include "app/panels/threatrow.h"
#include "app/render/marks.h"
#include "model/export/exportinput.h"
#include "model/export/threatwords.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace drawbridge {

// The threats panel shows the rest.
static constexpr qsizetype MostControlThreats = 12;

ControlPane::ControlPane(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    m_page = new DetailPage(context.appearance, this);
    m_form = new ControlStatementForm(context);
    m_page->keep(m_form);
    auto *close = new QPushButton(tr("Close"), this);
    close->setProperty("link", true);
    connect(close, &QPushButton::clicked, this, &ControlPane::closeRequested);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(close, 0, Qt::AlignRight);
    layout->addWidget(m_page, 1);
    setMinimumWidth(280);
}

void ControlPane::show(const QString &id, const ControlStanding &standing)
{
    m_control = id;
    m_form->show(id);
    m_page->begin(id);
    if (const Control *control = m_context.catalog.control(id)) {
        m_page->addHeading(control->id, control->title);
        addBaselines(*control);
        m_page->addSection(tr("Statement"), tr("taken when you leave the field"));
        m_page->addWidget(m_form);
        addThreats(*control);
        addMeasures(standing);
        addTechniques(*control);
        addRelated(*control);
    }
    m_page->end();
}

void ControlPane::addBaselines(const Control &control)
{
    QStringList names;
    for (const auto &[baseline, name] :
         std::initializer_list<std::pair<Baseline, QString>> {{Baseline::Low, tr("Low")},
                                                              {Baseline::Moderate, tr("Moderate")},
                                                              {Baseline::High, tr("High")},
                                                              {Baseline::Privacy, tr("Privacy")}}) {
        if (isInBaseline(control, baseline))
            names += name;
    }
    const QString baselines = names.isEmpty()
        ? tr("in no baseline")
        : tr("in the baselines %1").arg(names.join(QStringLiteral(", ")));
    m_page->addText(control.familyTitle + QStringLiteral(", ") + baselines, "secondary");
    if (control.withdrawn)
        m_page->addText(
            control.withdrawnInto.isEmpty()
                ? tr("Withdrawn.")
                : tr("Withdrawn into %1.").arg(control.withdrawnInto.join(QStringLiteral(", "))),
            "strong");
    if (!control.summary.isEmpty())
        m_page->addText(control.summary);
}

void ControlPane::addThreats(const Control &control)
{
    const ExportInput input = exportInputOf(m_context);
    QList<const Threat *> threats = bySeverity(*input.session);
    threats.removeIf(
        [&](const Threat *threat) { return !nistOf(input, *threat).contains(control.id); });
    if (threats.isEmpty())
        return;
    m_page->addSection(tr("Threats"), tr("whose mitigations support it"));
    for (const Threat *threat : threats.first(std::min(MostControlThreats, threats.size())))
        addThreatRow(*m_page, m_context, *threat);
    QPushButton *all = m_page->addLink(
        countedWords(threats.size(), tr("Show it in the list"), tr("Show all %1 in the list")));
    connect(all, &QPushButton::clicked, this, [this] { Q_EMIT threatsRequested(m_control); });
}

void ControlPane::addMeasures(const ControlStanding &standing)
{
    if (standing.measures.isEmpty())
        return;
    m_page->addSection(tr("Mitigations that support it"));
    for (const ControlMeasure &measure : standing.measures) {
        DrawList sign;
        drawStatusSign(sign, {8, 8},
                       measure.inPlace == measure.total() ? StatusSign::Mitigated
                           : measure.inPlace > 0          ? StatusSign::PartiallyMitigated
                           : measure.unknown > 0          ? StatusSign::NeedsAnswer
                                                          : StatusSign::Open,
                       m_page->theme());
        RowButton *row = m_page->addRow({sign, {}, measure.title, {}});
        m_page->addText(measureInWords(measure), "caption");
        row->setToolTip(tr("Offered by %1").arg(measure.rules.join(QStringLiteral(", "))));
        connect(row, &RowButton::clicked, this, [this, rule = measure.rules.value(0)] {
            m_context.selection->open({CatalogReference::Kind::Rule, rule});
        });
    }
}

void ControlPane::addTechnique(const Technique &technique, const ControlLink &link)
{
    RowButton *row = m_page->addRow({{}, technique.id, technique.name, originsInWords(link)});
    row->setIdWidth(70);
    const QString basis = basisInWords(link);
    if (!basis.isEmpty())
        row->setToolTip(basis.toHtmlEscaped());
    connect(row, &RowButton::clicked, this, [this, id = technique.id] {
        m_context.selection->open({CatalogReference::Kind::Technique, id});
    });
}

// Container techniques of our own mapping first; the rest is folded.
void ControlPane::addTechniques(const Control &control)
{
    struct Answered
    {
        const Technique *technique = nullptr;
        ControlLink link;
        bool first = false;
    };
    std::vector<Answered> answered;
    for (const Technique *technique : m_context.catalog.techniquesFor(control.id)) {
        for (const ControlLink &link : m_context.catalog.controlsFor(technique->id)) {
            if (link.control == &control)
                answered.push_back({technique, link, link.hasOrigin(MappingOrigin::Ours)});
        }
    }
    if (answered.empty())
        return;
    std::stable_partition(answered.begin(), answered.end(),
                          [](const Answered &each) { return each.technique->isContainer; });
    const auto folded = std::stable_partition(answered.begin(), answered.end(),
                                              [](const Answered &each) { return each.first; });
    m_page->addSection(tr("Techniques that it answers"), tr("who says so"));
    for (auto each = answered.begin(); each != folded; ++each)
        addTechnique(*each->technique, each->link);
    if (folded == answered.end())
        return;
    m_page->beginFold(countedWords(answered.end() - folded,
                                   tr("Show 1 from the published and derived mappings"),
                                   tr("Show %1 from the published and derived mappings")));
    for (auto each = folded; each != answered.end(); ++each)
        addTechnique(*each->technique, each->link);
    m_page->endFold();
}

void ControlPane::addRelated(const Control &control)
{
    std::vector<const Control *> related = m_context.catalog.enhancements(control.id);
    if (const Control *base = m_context.catalog.control(control.parent))
        related = {base};
    std::erase_if(related, [](const Control *each) { return each->withdrawn; });
    if (related.empty())
        return;
    m_page->addSection(control.parent.isEmpty() ? tr("Enhancements") : tr("Enhances"));
    for (const Control *each : related) {
        RowButton *row = m_page->addRow({{}, each->id, each->title, {}});
        row->setIdWidth(70);
        connect(row, &RowButton::clicked, this, [this, id = each->id] {
            m_context.selection->open({CatalogReference::Kind::Control, id});
        });
    }
}

} // namespace drawbridge
