#include "app/panels/pathspanel.h"

#include "app/panels/columnfit.h"
#include "app/panels/elidedlabel.h"
#include "app/panels/signlabel.h"
#include "app/render/marks.h"
#include "model/core/names.h"
#include "model/export/attackpathlist.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QTreeWidget>

namespace drawbridge {

enum PathColumn { StepColumn, SureColumn, LikelihoodColumn, TechniquesColumn, SourceColumn };

enum PathRole {
    PathNumberRole = Qt::UserRole,
    RouteNumberRole,
    ThreatRole,
    RecordKindRole,
    RecordIdRole,
};

PathsPanel::PathsPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    build();
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &PathsPanel::search);
    connect(context.document, &Document::threatsChanged, this, &PathsPanel::later);
    connect(context.appearance, &Appearance::changed, this, &PathsPanel::later);
    connect(m_suppose, &QPushButton::toggled, this, &PathsPanel::later);
}

void PathsPanel::build()
{
    m_caption = new ElidedLabel({}, Qt::ElideRight, this);
    m_caption->setProperty("role", QStringLiteral("secondary"));
    m_suppose = new QPushButton(tr("Also suppositions"), this);
    m_suppose->setProperty("chip", true);
    m_suppose->setCheckable(true);
    m_suppose->setToolTip(
        tr("Also paths that take something that nobody has reported, such as an unknown weakness"));
    buildTree();
    m_empty = new QLabel(this);
    m_empty->setProperty("role", QStringLiteral("secondary"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setContentsMargins(24, 24, 24, 24);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(m_tree);
    splitter->addWidget(buildCuts());
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    m_content = splitter;
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(14, 8, 14, 8);
    bar->setSpacing(12);
    bar->addWidget(m_suppose);
    bar->addWidget(m_caption, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_content, 1);
    layout->addWidget(m_empty, 1);
    m_content->hide();
}

void PathsPanel::buildTree()
{
    m_tree = new QTreeWidget(this);
    m_tree->setColumnCount(5);
    m_tree->setHeaderLabels(
        {tr("Path"), tr("Certainty"), tr("Likelihood"), tr("ATT&CK"), tr("Source")});
    m_tree->setAccessibleName(tr("Attack paths"));
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(16);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(StepColumn, QHeaderView::Stretch);
    m_tree->headerItem()->setTextAlignment(LikelihoodColumn, Qt::AlignRight | Qt::AlignVCenter);
    const QList<std::pair<int, int>> widths {
        {SureColumn, 92}, {LikelihoodColumn, 96}, {TechniquesColumn, 190}, {SourceColumn, 170}};
    for (const auto &[column, width] : widths)
        m_tree->setColumnWidth(column, width);
    new ColumnFit(m_tree, m_tree->header(), StepColumn,
                  {SourceColumn, TechniquesColumn, LikelihoodColumn});
    connect(m_tree, &QTreeWidget::itemSelectionChanged, this, [this] {
        if (!m_following)
            highlight();
    });
    connect(m_tree, &QTreeWidget::itemActivated, this,
            [this](const QTreeWidgetItem *item) { activate(item); });
}

QWidget *PathsPanel::buildCuts()
{
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setMinimumWidth(240);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *body = new QWidget(scroll);
    m_cuts = new QVBoxLayout(body);
    m_cuts->setContentsMargins(14, 4, 14, 14);
    m_cuts->setSpacing(2);
    scroll->setWidget(body);
    return scroll;
}

void PathsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    later();
}

// What is highlighted follows every edit, even while another panel hides this one.
void PathsPanel::later()
{
    if (isVisible() || !m_context.selection->path().isEmpty())
        m_refresh.start();
}

void PathsPanel::search()
{
    m_refresh.stop();
    if (m_context.document->model().elements.size() > m_largeFrom)
        return searchAside();
    AttackPathOptions options;
    options.withSuppositions = m_suppose->isChecked();
    showReport(findAttackPaths(m_context.document->session(), options));
}

// With a session of its own, on another thread; an edit meanwhile is looked at when it is done.
void PathsPanel::searchAside()
{
    if (m_searching) {
        m_stale = true;
        return;
    }
    m_searching = true;
    m_caption->setText(tr("Looking for paths"));
    AttackPathOptions options;
    options.withSuppositions = m_suppose->isChecked();
    AnalysisInput input = m_context.document->session().input();
    input.parallelFor = {};
    m_jobs.run<AttackPathReport>(
        tr("Looking for attack paths"),
        [input, options](ProgressSink &) {
            AnalysisSession session;
            session.reset(input);
            return findAttackPaths(session, options);
        },
        [this](AttackPathReport report) {
            m_searching = false;
            showReport(std::move(report));
            if (std::exchange(m_stale, false))
                later();
        });
}

QSet<QString> PathsPanel::openedPaths() const
{
    QSet<QString> titles;
    for (int row = 0; row < m_tree->topLevelItemCount(); ++row) {
        if (m_tree->topLevelItem(row)->isExpanded())
            titles.insert(m_tree->topLevelItem(row)->text(StepColumn));
    }
    return titles;
}

void PathsPanel::showReport(AttackPathReport report)
{
    const QList<QTreeWidgetItem *> selected = m_tree->selectedItems();
    QString kept;
    if (!selected.isEmpty() && placeOf(selected.first()).first >= 0)
        kept = titleOf(m_context.document->model(),
                       m_report.paths.at(placeOf(selected.first()).first));
    m_report = std::move(report);
    m_following = true;
    const int position = m_tree->verticalScrollBar()->value();
    const QSet<QString> opened = openedPaths();
    m_tree->clear();
    int number = 0;
    for (const AttackPath &path : std::as_const(m_report.paths)) {
        QTreeWidgetItem *item = addPath(path, number++);
        item->setExpanded(opened.contains(item->text(StepColumn)));
        if (!kept.isEmpty() && titleOf(m_context.document->model(), path) == kept) {
            item->setSelected(true);
            kept.clear();
        }
    }
    m_tree->verticalScrollBar()->setValue(position);
    m_following = false;
    showCaption();
    showCuts();
    highlight();
    Q_EMIT searched();
}

void PathsPanel::showCaption()
{
    const bool isEmpty = m_report.paths.isEmpty();
    const int supposed = m_report.found[static_cast<size_t>(Certainty::Supposed)];
    m_content->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
    if (m_context.document->model().elements.isEmpty())
        m_empty->setText(tr("The model is empty: there is nothing to attack."));
    else if (supposed > 0)
        m_empty->setText(tr("No attacker who counts gets to a host, a cluster, a store or a secret "
                            "over what is known. Some could with something that nobody has "
                            "reported: see the suppositions."));
    else
        m_empty->setText(tr("No attacker who counts gets to a host, a cluster, a store or a secret "
                            "over what is known."));
    QStringList positions;
    for (const QString &position : std::as_const(m_report.positions))
        positions += displayPosition(position).toLower();
    m_caption->setText(
        tr("%1. From: %2.").arg(countsInWords(m_report), positions.join(QStringLiteral(", "))));
}

void PathsPanel::markCertainty(QTreeWidgetItem *item, Certainty certainty) const
{
    item->setText(SureColumn, inWords(certainty));
    if (certainty == Certainty::Known)
        return;
    const Theme &theme = m_context.appearance->theme();
    item->setIcon(SureColumn,
                  signIcon(
                      [&](DrawList &list, QPointF centre) {
                          drawStatusSign(list, centre, StatusSign::NeedsAnswer, theme);
                      },
                      devicePixelRatioF()));
}

QTreeWidgetItem *PathsPanel::addPath(const AttackPath &path, int number)
{
    const ThreatModel &model = m_context.document->model();
    auto *item = new QTreeWidgetItem(m_tree);
    const QString title = titleOf(model, path);
    item->setText(StepColumn, title);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    item->setFont(StepColumn, strong);
    const Theme &theme = m_context.appearance->theme();
    item->setIcon(
        StepColumn,
        signIcon([&](DrawList &list,
                     QPointF centre) { drawSeverityMark(list, centre, 6, path.severity, theme); },
                 devicePixelRatioF()));
    QStringList hints {displayName(path.severity) + QStringLiteral(": ") + title};
    if (!path.alsoFrom.isEmpty())
        hints += tr("Likewise from %1").arg(inWords(model, path.alsoFrom));
    if (!path.beyond.isEmpty())
        hints += tr("With it fall: %1").arg(inWords(model, path.beyond));
    item->setToolTip(StepColumn, hints.join(QStringLiteral("\n")).toHtmlEscaped());
    item->setData(StepColumn, Qt::AccessibleTextRole,
                  displayName(path.severity) + QStringLiteral(", ") + title);
    markCertainty(item, path.certainty());
    item->setText(LikelihoodColumn, QString::number(path.likelihood()));
    item->setTextAlignment(LikelihoodColumn, Qt::AlignRight | Qt::AlignVCenter);
    item->setText(TechniquesColumn, path.best().techniques.join(u' '));
    item->setToolTip(TechniquesColumn, path.best().techniques.join(u' '));
    item->setData(StepColumn, PathNumberRole, number);
    item->setData(StepColumn, RouteNumberRole, 0);
    for (const AttackStep &step : path.best().steps)
        addStep(item, step, item->childCount() + 1);
    for (const auto &[words, footholds] : {std::pair(tr("Likewise from %1"), path.alsoFrom),
                                           std::pair(tr("With it fall: %1"), path.beyond)}) {
        if (!footholds.isEmpty())
            new QTreeWidgetItem(item, {words.arg(inWords(model, footholds))});
    }
    for (qsizetype i = 1; i < path.routes.size(); ++i)
        addRoute(item, path.routes[i], number, static_cast<int>(i));
    return item;
}

void PathsPanel::addRoute(QTreeWidgetItem *parent, const AttackRoute &route, qsizetype path,
                          int number)
{
    QStringList steps;
    for (const AttackStep &step : route.steps)
        steps += step.title;
    auto *item = new QTreeWidgetItem(
        parent, {tr("Another route: %1").arg(steps.join(QStringLiteral("; ")))});
    markCertainty(item, route.certainty);
    item->setText(LikelihoodColumn, QString::number(route.likelihood));
    item->setTextAlignment(LikelihoodColumn, Qt::AlignRight | Qt::AlignVCenter);
    item->setText(TechniquesColumn, route.techniques.join(u' '));
    item->setData(StepColumn, PathNumberRole, static_cast<int>(path));
    item->setData(StepColumn, RouteNumberRole, number);
    for (const AttackStep &step : route.steps)
        addStep(item, step, item->childCount() + 1);
}

void PathsPanel::addStep(QTreeWidgetItem *parent, const AttackStep &step, int number)
{
    auto *item =
        new QTreeWidgetItem(parent, {QStringLiteral("%1. %2").arg(number).arg(step.title)});
    if (step.certainty != Certainty::Known)
        markCertainty(item, step.certainty);
    item->setText(LikelihoodColumn, QString::number(step.likelihood));
    item->setTextAlignment(LikelihoodColumn, Qt::AlignRight | Qt::AlignVCenter);
    item->setText(TechniquesColumn, step.techniques.join(u' '));
    item->setToolTip(TechniquesColumn, step.techniques.join(u' '));
    item->setData(StepColumn, RecordKindRole, static_cast<int>(step.to.record));
    item->setData(StepColumn, RecordIdRole, step.to.id.toString());
    for (const StepReason &reason : step.reasons)
        addReason(item, reason, {});
    for (const StepReason &reason : step.alternatives)
        addReason(item, reason, tr("or: "));
}

void PathsPanel::addReason(QTreeWidgetItem *parent, const StepReason &reason, const QString &lead)
{
    const auto put = [&](const QString &text, const QString &source) {
        auto *item = new QTreeWidgetItem(parent, {text});
        item->setText(SourceColumn, source);
        item->setToolTip(StepColumn, text.toHtmlEscaped());
        item->setToolTip(SourceColumn, source.toHtmlEscaped());
        item->setForeground(SourceColumn,
                            source.contains(u':') ? m_context.appearance->theme().text.link
                                                  : m_context.appearance->theme().text.secondary);
        item->setData(StepColumn, ThreatRole, reason.threatKey);
        return item;
    };
    QTreeWidgetItem *item =
        put(lead + reason.text,
            reason.evidence.size() == 1 ? reason.evidence.first().source : QString());
    item->setText(TechniquesColumn, reason.techniques.join(u' '));
    if (!reason.needs.isEmpty())
        markCertainty(put((reason.certainty == Certainty::Unanswered ? tr("To be answered: %1")
                                                                     : tr("Needs: %1"))
                              .arg(reason.needs),
                          {}),
                      reason.certainty);
    parent = item;
    for (const BecauseItem &evidence : reason.evidence)
        put(evidence.label + QStringLiteral(": ") + evidence.value, evidence.source);
}

std::pair<int, int> PathsPanel::placeOf(const QTreeWidgetItem *item) const
{
    for (; item; item = item->parent()) {
        const QVariant path = item->data(StepColumn, PathNumberRole);
        if (path.isValid() && path.toInt() < m_report.paths.size())
            return {path.toInt(), item->data(StepColumn, RouteNumberRole).toInt()};
    }
    return {-1, -1};
}

void PathsPanel::highlight()
{
    const QList<QTreeWidgetItem *> selected = m_tree->selectedItems();
    const auto [path, route] = placeOf(selected.isEmpty() ? nullptr : selected.first());
    if (path < 0)
        return m_context.selection->showPath({});
    const QList<AttackRoute> &routes = m_report.paths.at(path).routes;
    m_context.selection->showPath(
        routes.at(std::min<qsizetype>(route, routes.size() - 1)).records());
}

// A reason leads to its threat, a step to what it gains.
void PathsPanel::activate(const QTreeWidgetItem *item)
{
    const QString threat = item->data(StepColumn, ThreatRole).toString();
    if (!threat.isEmpty())
        return jumpTo(threat);
    const QVariant id = item->data(StepColumn, RecordIdRole);
    if (!id.isValid())
        return;
    const auto kind = static_cast<RecordKind>(item->data(StepColumn, RecordKindRole).toInt());
    if (kind != RecordKind::Project)
        m_context.selection->select({{kind, IdText(QStringView(id.toString()))}});
}

void PathsPanel::jumpTo(const QString &threat)
{
    m_context.selection->selectThreat(threat);
}

void PathsPanel::showCuts()
{
    while (QLayoutItem *item = m_cuts->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    const auto add = [this](const QString &text, const char *role) {
        auto *label = new QLabel(text, m_cuts->parentWidget());
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setProperty("role", QLatin1String(role));
        m_cuts->addWidget(label);
    };
    add(tr("What cuts most"), "strong");
    if (m_report.cuts.isEmpty())
        add(tr("No single measure cuts a path."), "secondary");
    else
        add(m_report.pairCertainty == Certainty::Known
                ? tr("Pairs of start and goal without a certain path when it is in place")
                : tr("Pairs of start and goal without a possible path when it is in place"),
            "caption");
    for (const CuttingControl &cut : std::as_const(m_report.cuts)) {
        auto *button = new QPushButton(cut.title, m_cuts->parentWidget());
        button->setProperty("link", true);
        button->setProperty("listed", true);
        button->setToolTip(cut.title.toHtmlEscaped());
        button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        const QString threat = cut.threats.first();
        connect(button, &QPushButton::clicked, this, [this, threat] { jumpTo(threat); });
        m_cuts->addSpacing(8);
        m_cuts->addWidget(button);
        add(tr("%1 of %2: %3")
                .arg(cut.pairs)
                .arg(m_report.pairs)
                .arg(cut.targets.join(QStringLiteral(", "))),
            "secondary");
    }
    m_cuts->addStretch(1);
}

} // namespace drawbridge
