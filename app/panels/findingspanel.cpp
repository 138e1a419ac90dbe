#include "app/panels/findingspanel.h"

#include "app/panels/columnfit.h"
#include "app/panels/suppressiondialog.h"
#include "model/core/names.h"
#include "model/export/findingwords.h"
#include "model/export/threatwords.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace drawbridge {

FindingsPanel::FindingsPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    buildBar();
    buildView();
    m_detail = new QLabel(this);
    m_detail->setTextFormat(Qt::PlainText);
    m_detail->setWordWrap(true);
    m_detail->setContentsMargins(14, 6, 14, 8);
    m_detail->setProperty("role", QStringLiteral("secondary"));
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *found = new QWidget(this);
    auto *rows = new QVBoxLayout(found);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_bar);
    rows->addWidget(m_view, 1);
    rows->addWidget(m_detail);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(buildEmptyPage());
    m_pages->addWidget(found);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &FindingsPanel::refresh);
    const auto later = [this] {
        if (isVisible())
            m_refresh.start();
    };
    connect(context.document, &Document::findingsChanged, this, &FindingsPanel::refresh);
    connect(context.document, &Document::threatsChanged, this, later);
    connect(context.selection, &Selection::recordsChanged, this, [this, later] {
        if (m_ofSelection->isChecked())
            later();
    });
    refresh();
}

void FindingsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_refresh.start();
}

QWidget *FindingsPanel::buildEmptyPage()
{
    auto *empty = new QWidget(this);
    const auto words = [empty](const QString &text) {
        auto *label = new QLabel(text, empty);
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        label->setProperty("role", QStringLiteral("secondary"));
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        return label;
    };
    m_emptyWords = words({});
    auto *rows = new QVBoxLayout(empty);
    rows->setContentsMargins(24, 12, 24, 12);
    rows->setSpacing(10);
    rows->addStretch(1);
    rows->addWidget(m_emptyWords);
    rows->addWidget(addAttachButton(empty), 0, Qt::AlignCenter);
    rows->addWidget(words(tr("To run the scanners that are installed and attach what they find: "
                             "drawbridge-cli scan FOLDER --into PROJECT")));
    rows->addStretch(1);
    return empty;
}

QPushButton *FindingsPanel::addAttachButton(QWidget *parent)
{
    auto *button = new QPushButton(tr("Attach scan results…"), parent);
    connect(button, &QPushButton::clicked, this, &FindingsPanel::attachRequested);
    return button;
}

void FindingsPanel::buildBar()
{
    m_text = new QLineEdit(this);
    m_text->setPlaceholderText(tr("Filter findings"));
    m_text->setClearButtonEnabled(true);
    m_text->setMaximumWidth(240);
    m_grouping = new QComboBox(this);
    m_grouping->addItems({tr("By record"), tr("By tool"), tr("By severity")});
    m_grouping->setAccessibleName(tr("Group findings"));
    const auto chip = [this](const QString &text, bool checked) {
        auto *button = new QPushButton(text, this);
        button->setProperty("chip", true);
        button->setCheckable(true);
        button->setChecked(checked);
        connect(button, &QPushButton::toggled, this, &FindingsPanel::refresh);
        return button;
    };
    m_onlyOpen = chip(tr("Only what counts"), true);
    m_ofSelection = chip(tr("Of the selection"), false);
    m_count = new QLabel(this);
    m_count->setProperty("role", QStringLiteral("secondary"));
    m_bar = new QWidget(this);
    auto *bar = new QHBoxLayout(m_bar);
    bar->setContentsMargins(14, 8, 14, 8);
    bar->setSpacing(8);
    bar->addWidget(m_text);
    bar->addWidget(m_grouping);
    bar->addWidget(m_onlyOpen);
    bar->addWidget(m_ofSelection);
    bar->addStretch(1);
    bar->addWidget(m_count);
    QPushButton *attach = addAttachButton(m_bar);
    attach->setProperty("link", true);
    bar->addWidget(attach);
    connect(m_text, &QLineEdit::textChanged, this, [this] { m_refresh.start(); });
    connect(m_grouping, &QComboBox::currentIndexChanged, this, &FindingsPanel::refresh);
}

void FindingsPanel::buildView()
{
    m_model = new FindingTreeModel(*m_context.document, this);
    m_view = new QTreeView(this);
    m_view->setModel(m_model);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setIndentation(14);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setAccessibleName(tr("Findings of scanners"));
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(FindingTreeModel::WhatColumn, QHeaderView::Stretch);
    const QList<int> widths {320, 84, 96, 96, 110, 170, 120, 80};
    for (int column = 1; column < widths.size(); ++column)
        m_view->setColumnWidth(column, widths[column]);
    new ColumnFit(m_view, m_view->header(), FindingTreeModel::WhatColumn,
                  {FindingTreeModel::ThreatsColumn, FindingTreeModel::ToolColumn,
                   FindingTreeModel::CheckColumn, FindingTreeModel::RecordColumn,
                   FindingTreeModel::StateColumn});
    connect(m_view, &QTreeView::customContextMenuRequested, this, &FindingsPanel::openMenu);
    connect(m_view, &QTreeView::activated, this, &FindingsPanel::goTo);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &FindingsPanel::showDetail);
}

void FindingsPanel::refresh()
{
    m_refresh.stop();
    const bool isEmpty = m_context.document->findings().all().isEmpty();
    m_pages->setCurrentIndex(isEmpty ? 0 : 1);
    const auto &scans = m_context.document->evidence().scans;
    m_emptyWords->setText(scans && !scans->runs.isEmpty()
                              ? tr("The scans that are attached found nothing.")
                              : tr("No scanner results are attached to this project."));
    FindingCriteria criteria;
    criteria.text = m_text->text().trimmed();
    criteria.onlyOpen = m_onlyOpen->isChecked();
    const auto record = m_context.selection->single();
    if (m_ofSelection->isChecked() && record)
        criteria.record = record->id;
    m_model->show(static_cast<FindingGrouping>(m_grouping->currentIndex()), criteria);
    // A long list opens group by group.
    constexpr qsizetype MostOpen = 2000;
    if (m_model->shown() <= MostOpen)
        m_view->expandAll();
    for (int row = 0; row < m_model->rowCount(); ++row)
        m_view->setFirstColumnSpanned(row, {}, true);
    m_count->setText(
        tr("%1 of %2").arg(m_model->shown()).arg(m_context.document->findings().all().size()));
    showDetail();
}

// Why it speaks of that record, what became of it, and what it weighs.
void FindingsPanel::showDetail()
{
    const Finding *finding = m_model->finding(m_view->currentIndex());
    m_detail->setVisible(finding != nullptr);
    if (!finding)
        return;
    QStringList lines {finding->match.isMatched()
                           ? tr("%1: %2.").arg(m_model->recordOf(*finding), finding->match.reason)
                           : tr("Of no known record: %1.").arg(finding->match.reason)};
    if (!finding->reason.isEmpty())
        lines += tr("%1: %2.").arg(displayName(finding->state), finding->reason);
    const QStringList suggested = suggestedRules(m_context.document->findings(), *finding,
                                                 *m_context.document->session().input().rules);
    if (!finding->ties.isEmpty() && m_model->threatsOf(*finding).isEmpty())
        lines += tr("It speaks of %1, which does not apply here.").arg(finding->ties.first().rule);
    else if (finding->ties.isEmpty() && !suggested.isEmpty())
        lines += tr("No rule is tied to its check; the same weakness is that of %1. It weighs "
                    "nothing.")
                     .arg(suggested.join(QStringLiteral(", ")));
    else if (finding->ties.isEmpty())
        lines += tr("No rule is tied to its check; it weighs nothing.");
    m_detail->setText(lines.join(u'\n'));
}

QList<DecidedFinding> FindingsPanel::selected() const
{
    QList<DecidedFinding> decided;
    for (const QModelIndex &index : m_view->selectionModel()->selectedRows()) {
        if (const Finding *finding = m_model->finding(index))
            decided += decidedFindings(m_context.document->model(), m_context.document->findings(),
                                       *finding);
    }
    return decided;
}

QString FindingsPanel::decide(const Result<ModelEdit> &edit)
{
    const Result<void> applied = m_context.document->apply(edit);
    return applied ? QString() : applied.error().message;
}

QString FindingsPanel::suppress(const SuppressionText &text)
{
    return decide(suppressFindings(m_context.document->model(), selected(), text));
}

QString FindingsPanel::countAgain()
{
    return decide(unsuppressFindings(m_context.document->model(), selected()));
}

QString FindingsPanel::assign(RecordKind kind, const IdText &record)
{
    return decide(assignFindings(m_context.document->model(), selected(), kind, record, {},
                                 m_context.document->session().input().date));
}

void FindingsPanel::askToSuppress()
{
    SuppressionDialog dialog(
        m_context.document->session().input().date,
        [this](const SuppressionText &text) { return suppress(text); }, this);
    dialog.exec();
}

void FindingsPanel::askForRecord()
{
    const ThreatModel &model = m_context.document->model();
    QStringList names;
    QList<std::pair<RecordKind, IdText>> records;
    const auto add = [&](const auto &table) {
        using Record = std::decay_t<decltype(*table.begin())>;
        for (const Record &record : table) {
            names += tr("%1 (%2)").arg(qualifiedName(model, recordKind<Record>, record.id),
                                       targetKindName(model, recordKind<Record>, record.id));
            records += {recordKind<Record>, record.id};
        }
    };
    add(model.elements);
    add(model.images);
    add(model.interfaces);
    add(model.boundaries);
    bool chosen = false;
    const QString name = QInputDialog::getItem(this, tr("Belongs to"), tr("The findings speak of"),
                                               names, 0, false, &chosen);
    const qsizetype row = names.indexOf(name);
    if (chosen && row >= 0)
        assign(records[row].first, records[row].second);
}

void FindingsPanel::openMenu(const QPoint &at)
{
    const Finding *finding = m_model->finding(m_view->indexAt(at));
    if (!finding)
        return;
    QMenu menu(this);
    if (finding->match.isMatched())
        menu.addAction(tr("Show %1").arg(m_model->recordOf(*finding)), this,
                       [this, match = finding->match] {
                           m_context.selection->select({{match.kind, match.record}});
                       });
    for (const QString &key : m_model->threatsOf(*finding)) {
        if (const Threat *threat = m_context.document->session().find(key))
            menu.addAction(tr("Threat: %1").arg(m_context.document->session().title(*threat)), this,
                           [this, key] { m_context.selection->selectThreat(key); });
    }
    menu.addSeparator();
    menu.addAction(tr("Belongs to…"), this, &FindingsPanel::askForRecord);
    if (!finding->decision.isEmpty())
        menu.addAction(tr("Belongs to what was found"), this,
                       [this] { assign(RecordKind::Element, {}); });
    if (finding->state == FindingState::Suppressed)
        menu.addAction(tr("Count again"), this, &FindingsPanel::countAgain);
    else
        menu.addAction(tr("Suppress…"), this, &FindingsPanel::askToSuppress);
    menu.exec(m_view->viewport()->mapToGlobal(at));
}

// To the threat that it speaks of, else to its record.
void FindingsPanel::goTo(const QModelIndex &index)
{
    const Finding *finding = m_model->finding(index);
    if (!finding)
        return;
    const QStringList threats = m_model->threatsOf(*finding);
    if (finding->match.isMatched())
        m_context.selection->select({{finding->match.kind, finding->match.record}});
    if (!threats.isEmpty())
        m_context.selection->selectThreat(threats.first());
}

} // namespace drawbridge
