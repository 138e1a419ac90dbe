#include "app/panels/matrixpanel.h"

#include "app/panels/chips.h"
#include "app/panels/elidedlabel.h"
#include "app/panels/matrixlegend.h"
#include "app/panels/techniquepane.h"
#include "app/services/comparisons.h"
#include "model/engine/rulereach.h"
#include "model/export/exportinput.h"

#include <QActionGroup>
#include <QButtonGroup>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>

namespace drawbridge {

MatrixPanel::MatrixPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildBar();
    buildSplit();

    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &MatrixPanel::refresh);
    const auto later = [this] {
        if (isVisible())
            m_refresh.start();
    };
    // Counting goes over the whole model: not while one types or drags.
    m_recount.setSingleShot(true);
    m_recount.setInterval(200);
    connect(&m_recount, &QTimer::timeout, this, &MatrixPanel::refresh);
    connect(context.document, &Document::changed, this, &MatrixPanel::followModel);
    connect(context.document, &Document::threatsChanged, this, &MatrixPanel::followThreats);
    connect(context.appearance, &Appearance::changed, this, later);
    connect(context.filter, &ThreatFilter::changed, this, &MatrixPanel::followFilter);
    connect(m_subTechniques, &QPushButton::toggled, this, later);
    connect(m_shades, &QButtonGroup::idClicked, this, later);
}

void MatrixPanel::buildBar()
{
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(14, 8, 14, 4);
    bar->setSpacing(8);
    m_shades = new QButtonGroup(this);
    const auto chip = [&](const QString &text) {
        auto *button = new QPushButton(text, this);
        button->setProperty("chip", true);
        button->setCheckable(true);
        bar->addWidget(button);
        return button;
    };
    m_shades->addButton(chip(tr("Open threats")), static_cast<int>(MatrixShade::OpenThreats));
    m_shades->addButton(chip(tr("Severity")), static_cast<int>(MatrixShade::HighestSeverity));
    m_shades->addButton(chip(tr("Status")), static_cast<int>(MatrixShade::Status));
    m_shades->button(0)->setChecked(true);
    bar->addSpacing(8);
    m_subTechniques = chip(tr("Sub-techniques"));
    m_subTechniques->setChecked(true);
    m_compare = chips::makeMenuChip(tr("Before and after"), this);
    bar->addWidget(m_compare);
    fillCompareMenu();
    m_caption = new ElidedLabel({}, Qt::ElideRight, this);
    m_caption->setProperty("role", QStringLiteral("secondary"));
    m_caption->setAlignment(Qt::AlignRight);
    bar->addWidget(m_caption, 1);
    m_legend = new MatrixLegend(this);
    auto *rows = static_cast<QVBoxLayout *>(layout());
    rows->addLayout(bar);
    rows->addWidget(m_legend);
}

void MatrixPanel::fillCompareMenu()
{
    QMenu *menu = m_compare->menu();
    menu->addAction(tr("Against an earlier project…"), this, [this] {
        const QString path =
            QFileDialog::getOpenFileName(this, tr("Compare the matrix with an earlier project"), {},
                                         tr("Drawbridge projects (*.drawbridge)"));
        if (!path.isEmpty())
            compareWithFile(path);
    });
    QAction *stop = menu->addAction(tr("Only as it is now"), this, &MatrixPanel::stopComparing);
    menu->addSeparator();
    auto *group = new QActionGroup(menu);
    const auto way = [&](const QString &text, MatrixComparison comparison) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(comparison == m_comparison);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, comparison] { setComparison(comparison); });
    };
    way(tr("Side by side"), MatrixComparison::SideBySide);
    way(tr("As a difference"), MatrixComparison::Difference);
    connect(menu, &QMenu::aboutToShow, stop, [this, stop] { stop->setEnabled(isComparing()); });
}

void MatrixPanel::buildSplit()
{
    m_view = new MatrixView;
    m_scroll = new QScrollArea(this);
    m_scroll->setWidget(m_view);
    // Always there, so that the columns share what is left of it.
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_pane = new TechniquePane(m_context, this);
    m_pane->hide();
    m_split = new QSplitter(Qt::Horizontal, this);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(m_scroll);
    m_split->addWidget(m_pane);
    m_split->setStretchFactor(0, 1);
    m_split->setSizes({1000, 360});
    static_cast<QVBoxLayout *>(layout())->addWidget(m_split, 1);
    connect(m_split, &QSplitter::splitterMoved, &m_refresh, qOverload<>(&QTimer::start));
    connect(m_view, &MatrixView::techniqueClicked, this, [this](const QString &technique) {
        drillInto(technique == m_pane->technique() ? QString() : technique);
    });
    const auto listThreats = [this](const QString &technique) {
        drillInto(technique);
        Q_EMIT m_context.filter->shown();
    };
    connect(m_view, &MatrixView::techniqueActivated, this, listThreats);
    connect(m_view, &MatrixView::focusMoved, this, [this](const QRect &place) {
        m_scroll->ensureVisible(place.center().x(), place.center().y(), place.width(),
                                place.height());
    });
    connect(m_pane, &TechniquePane::threatsRequested, this, listThreats);
    connect(m_pane, &TechniquePane::closeRequested, this, [this] { drillInto({}); });
    connect(m_context.selection, &Selection::opened, this,
            [this](const CatalogReference &reference) {
                if (reference.kind == CatalogReference::Kind::Technique)
                    drillInto(reference.id);
            });
}

MatrixShade MatrixPanel::shade() const
{
    return static_cast<MatrixShade>(m_shades->checkedId());
}

void MatrixPanel::setShade(MatrixShade shade)
{
    m_shades->button(static_cast<int>(shade))->click();
}

void MatrixPanel::setComparison(MatrixComparison comparison)
{
    m_comparison = comparison;
    m_refresh.start();
}

void MatrixPanel::compareWithFile(const QString &path)
{
    const auto side = loadSide(*m_context.services, path);
    m_problem = side ? QString() : side.error().toString();
    if (side)
        compareWith(QFileInfo(path).fileName(), side->model);
    showCaption();
}

void MatrixPanel::compareWith(const QString &name, const ThreatModel &earlier)
{
    AnalysisInput input = m_context.document->session().input();
    input.model = earlier;
    // Its results are tied to the records of the open model.
    input.evidence.reset();
    m_problem = tr("Analyzing %1…").arg(name);
    m_jobs.run<TechniqueStandings>(
        m_problem,
        [input, catalog = m_context.catalog](ProgressSink &) {
            AnalysisSession session;
            session.reset(input);
            ExportInput exported;
            exported.model = &input.model;
            exported.session = &session;
            exported.catalog = &catalog;
            exported.schema = input.schema.get();
            exported.rules = input.rules.get();
            return techniqueStandings(exported, rulesThatJudge(input));
        },
        [this, name](TechniqueStandings standings) {
            m_problem.clear();
            m_earlierName = name;
            m_earlier = std::move(standings);
            m_refresh.start();
        });
    showCaption();
}

void MatrixPanel::stopComparing()
{
    m_jobs.cancel();
    m_problem.clear();
    m_earlierName.clear();
    m_earlier.clear();
    m_refresh.start();
}

MatrixOptions MatrixPanel::options() const
{
    MatrixOptions options;
    options.width = m_scroll->viewport()->width() - 28;
    options.subTechniques = m_subTechniques->isChecked();
    options.selected = m_context.filter->criteria().technique;
    options.shade = shade();
    options.comparison = isComparing() ? m_comparison : MatrixComparison::None;
    options.earlier = m_earlier;
    return options;
}

void MatrixPanel::refresh()
{
    m_refresh.stop();
    m_recount.stop();
    if (std::exchange(m_stale, false)) {
        const ExportInput input = exportInputOf(m_context);
        m_standings = techniqueStandings(input, rulesThatJudge(input.session->input()));
    }
    const Theme &theme = m_context.appearance->theme();
    const MatrixOptions options = this->options();
    m_view->show(composeMatrix(m_context.catalog, m_standings, options, theme));
    m_legend->show(composeMatrixLegend(options, theme));
    for (QAbstractButton *button : m_shades->buttons())
        button->setEnabled(!isComparing());
    chips::setActive(m_compare, isComparing());
    chips::recolour(m_compare, theme);
    showCaption();
    if (!m_pane->isHidden())
        m_pane->show(m_pane->technique(), m_standings);
}

// Where things stand on a diagram says nothing of threats.
void MatrixPanel::followModel(const ChangeSet &changes)
{
    const bool concerns = changes.reset || changes.projectBefore || changes.projectAfter
        || !changes.of<Element>().isEmpty() || !changes.of<Interface>().isEmpty()
        || !changes.of<DataFlow>().isEmpty() || !changes.of<TrustBoundary>().isEmpty()
        || !changes.of<Image>().isEmpty() || !changes.of<Identity>().isEmpty()
        || !changes.of<DataAsset>().isEmpty();
    m_stale = m_stale || concerns;
}

// Told after the model's own change.
void MatrixPanel::followThreats(const ThreatDelta &delta)
{
    m_stale = m_stale || delta.reset || !delta.added.isEmpty() || !delta.removed.isEmpty();
    if (m_stale && isVisible())
        m_recount.start();
}

QString MatrixPanel::caption() const
{
    if (!m_problem.isEmpty())
        return m_problem;
    if (isComparing())
        return tr("Before: %1. After: as it is now.").arg(m_earlierName);
    int named = 0;
    int seen = 0;
    for (const Technique *technique : m_context.catalog.containerTechniques()) {
        const TechniqueStanding standing = m_standings.value(technique->id);
        named += standing.sight == TechniqueSight::Found ? 1 : 0;
        seen += standing.sight != TechniqueSight::NotSeen ? 1 : 0;
    }
    return tr("Version %1: threats on %2, judged %3 of %4 techniques")
        .arg(m_context.catalog.versions().attack)
        .arg(named)
        .arg(seen)
        .arg(m_context.catalog.containerTechniqueCount());
}

void MatrixPanel::showCaption()
{
    m_caption->setText(caption());
    m_caption->setToolTip(
        tr("Figure: open threats of all. Bar: how all of them stand. A parent counts what its "
           "sub-techniques have; a dashed one is not tagged Containers itself."));
}

void MatrixPanel::drillInto(const QString &technique)
{
    const bool opens = m_pane->isHidden() != technique.isEmpty();
    m_pane->setVisible(!technique.isEmpty());
    m_pane->show(technique, m_standings);
    ThreatCriteria criteria = m_context.filter->criteria();
    criteria.technique = technique;
    criteria.control.clear();
    m_context.filter->set(criteria);
    if (opens)
        m_refresh.start();
}

// Another panel may filter by a technique too, or stop.
void MatrixPanel::followFilter()
{
    if (m_context.filter->criteria().technique.isEmpty() && !m_pane->isHidden()) {
        m_pane->hide();
        m_pane->show({}, m_standings);
    }
    if (isVisible())
        m_refresh.start();
}

void MatrixPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_refresh.start();
}

void MatrixPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_refresh.start();
}

} // namespace drawbridge
