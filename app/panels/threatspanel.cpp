#include "app/panels/threatspanel.h"

#include "app/panels/chips.h"
#include "app/panels/columnfit.h"
#include "app/panels/countedwords.h"
#include "app/panels/decidethreats.h"
#include "app/panels/decisiondialog.h"
#include "app/panels/threatdelegate.h"
#include "app/panels/threattablemodel.h"
#include "model/core/names.h"
#include "model/export/threatwords.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>

namespace drawbridge {

void ThreatsPanel::buildTable()
{
    m_view = new QTableView(this);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new ThreatDelegate(m_context.appearance, m_view));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setSortingEnabled(true);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setTabKeyNavigation(false);
    m_view->setAccessibleName(tr("Threats"));
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(28);
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->horizontalHeader()->setMinimumSectionSize(48);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setSectionResizeMode(ThreatTableModel::TitleColumn,
                                                     QHeaderView::Stretch);
    const QList<std::pair<int, int>> widths {
        {ThreatTableModel::SeverityColumn, 110}, {ThreatTableModel::StrideColumn, 74},
        {ThreatTableModel::TargetColumn, 170},   {ThreatTableModel::TechniqueColumn, 130},
        {ThreatTableModel::ControlColumn, 150},  {ThreatTableModel::StatusColumn, 150},
        {ThreatTableModel::RiskColumn, 60},      {ThreatTableModel::ResidualColumn, 84}};
    for (const auto &[column, width] : widths)
        m_view->setColumnWidth(column, width);
    m_view->sortByColumn(ThreatTableModel::SeverityColumn, Qt::AscendingOrder);
    new ColumnFit(m_view, m_view->horizontalHeader(), ThreatTableModel::TitleColumn,
                  {ThreatTableModel::ControlColumn, ThreatTableModel::TechniqueColumn,
                   ThreatTableModel::ResidualColumn, ThreatTableModel::RiskColumn,
                   ThreatTableModel::TargetColumn, ThreatTableModel::StrideColumn});
}

ThreatsPanel::ThreatsPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    m_model = new ThreatTableModel(context, this);
    buildTable();
    m_empty = new QLabel(this);
    m_empty->setProperty("role", QStringLiteral("secondary"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    buildFilterBar();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_bar);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_empty, 1);

    connect(m_empty, &QLabel::linkActivated, context.filter, &ThreatFilter::clear);
    connect(m_model, &ThreatTableModel::aboutToRefresh, this, &ThreatsPanel::keepPlace);
    connect(m_model, &ThreatTableModel::refreshed, this, &ThreatsPanel::restorePlace);
    connect(context.filter, &ThreatFilter::changed, this, &ThreatsPanel::showCriteria);
    connect(context.document, &Document::changed, this, &ThreatsPanel::showCriteria);
    connect(context.appearance, &Appearance::changed, this, &ThreatsPanel::showCriteria);
    connect(context.selection, &Selection::threatChanged, this, &ThreatsPanel::followSelection);
    connect(m_view, &QTableView::customContextMenuRequested, this, &ThreatsPanel::openContextMenu);
    // Not the current row: the table makes one current as soon as the keyboard comes by.
    connect(
        m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        [this](const QItemSelection &selected) {
            if (!selected.isEmpty() && !m_following)
                m_context.selection->selectThreat(
                    selected.first().topLeft().data(ThreatTableModel::ThreatKeyRole).toString());
        });
    showCriteria();
    showCount();
}

QPushButton *ThreatsPanel::addMenuChip(const QString &text)
{
    QPushButton *chip = chips::makeMenuChip(text, this);
    m_bar->addWidget(chip);
    return chip;
}

template <typename E>
void ThreatsPanel::fillMenu(QPushButton *chip, const QStringList &labels,
                            QSet<E> ThreatCriteria::*member)
{
    for (qsizetype i = 0; i < labels.size(); ++i) {
        const E value = static_cast<E>(i);
        QAction *action = chip->menu()->addAction(labels[i]);
        action->setCheckable(true);
        connect(action, &QAction::toggled, this, [this, value, member](bool on) {
            ThreatCriteria criteria = m_context.filter->criteria();
            if (on)
                (criteria.*member).insert(value);
            else
                (criteria.*member).remove(value);
            m_context.filter->set(criteria);
        });
        connect(chip->menu(), &QMenu::aboutToShow, action, [this, action, value, member] {
            const QSignalBlocker blocker(action);
            action->setChecked((m_context.filter->criteria().*member).contains(value));
        });
    }
}

void ThreatsPanel::buildFilterBar()
{
    m_bar = new QHBoxLayout;
    m_bar->setContentsMargins(14, 8, 14, 8);
    m_bar->setSpacing(8);
    m_text = new QLineEdit(this);
    m_text->setPlaceholderText(tr("Filter threats"));
    m_text->setClearButtonEnabled(true);
    m_text->setFixedWidth(190);
    m_text->setAccessibleName(m_text->placeholderText());
    m_bar->addWidget(m_text);
    const auto chip = [this] {
        QPushButton *button = chips::makeRemovableChip(this);
        m_bar->addWidget(button);
        return button;
    };
    m_scope = chip();
    m_unsettled = chip();
    m_unsettled->setText(tr("Not settled"));
    m_unsettled->setToolTip(tr("Open, waiting for an answer, partly mitigated or to be reviewed. "
                               "Show the settled ones too"));
    m_technique = chip();
    m_severity = addMenuChip(tr("Severity"));
    m_status = addMenuChip(tr("Status"));
    m_stride = addMenuChip(tr("STRIDE"));
    QStringList severities;
    for (int i = 0; i < 5; ++i)
        severities += displayName(static_cast<Severity>(i));
    QStringList statuses;
    for (int i = 0; i < 8; ++i)
        statuses += displayName(static_cast<ThreatStatus>(i));
    QStringList strides;
    for (int i = 0; i < 6; ++i)
        strides += displayName(static_cast<Stride>(i));
    fillMenu(m_severity, severities, &ThreatCriteria::severities);
    fillMenu(m_status, statuses, &ThreatCriteria::statuses);
    fillMenu(m_stride, strides, &ThreatCriteria::strides);
    m_clear = new QPushButton(tr("Clear filters"), this);
    m_clear->setProperty("link", true);
    m_bar->addWidget(m_clear);
    m_bar->addStretch(1);
    m_count = new QLabel(this);
    m_count->setProperty("role", QStringLiteral("secondary"));
    m_bar->addWidget(m_count);
    connectFilterBar();
}

void ThreatsPanel::connectFilterBar()
{
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString &text) {
        ThreatCriteria criteria = m_context.filter->criteria();
        criteria.text = text.trimmed();
        m_context.filter->set(criteria);
    });
    connect(m_scope, &QPushButton::clicked, this, [this] {
        ThreatCriteria criteria = m_context.filter->criteria();
        criteria.record.reset();
        criteria.withFlows = true;
        m_context.filter->set(criteria);
    });
    connect(m_unsettled, &QPushButton::clicked, this, [this] {
        ThreatCriteria criteria = m_context.filter->criteria();
        criteria.onlyUnsettled = false;
        m_context.filter->set(criteria);
    });
    connect(m_technique, &QPushButton::clicked, this, [this] {
        ThreatCriteria criteria = m_context.filter->criteria();
        criteria.technique.clear();
        criteria.control.clear();
        m_context.filter->set(criteria);
    });
    connect(m_clear, &QPushButton::clicked, m_context.filter, &ThreatFilter::clear);
}

template <typename E>
static QString counted(const QString &label, const QSet<E> &set)
{
    return set.isEmpty() ? label : label + QStringLiteral(" (%1)").arg(set.size());
}

void ThreatsPanel::showCriteria()
{
    const ThreatCriteria &criteria = m_context.filter->criteria();
    if (m_text->text().trimmed() != criteria.text)
        m_text->setText(criteria.text);
    m_scope->setVisible(criteria.record.has_value());
    if (criteria.record) {
        const QString name =
            qualifiedName(m_context.document->model(), criteria.record->kind, criteria.record->id);
        m_scope->setText(criteria.record->kind != RecordKind::Element
                             ? name
                             : (criteria.withFlows ? tr("%1, its endpoints and flows")
                                                   : tr("%1 and its endpoints"))
                                   .arg(name));
        m_scope->setToolTip(tr("Show the threats of everything"));
    }
    m_unsettled->setVisible(criteria.onlyUnsettled);
    const QString mapped = criteria.technique.isEmpty() ? criteria.control : criteria.technique;
    m_technique->setVisible(!mapped.isEmpty());
    m_technique->setText(mapped);
    m_technique->setToolTip(tr("Show the threats of every technique and control"));
    m_severity->setText(counted(tr("Severity"), criteria.severities));
    m_status->setText(counted(tr("Status"), criteria.statuses));
    m_stride->setText(counted(tr("STRIDE"), criteria.strides));
    chips::setActive(m_severity, !criteria.severities.isEmpty());
    chips::setActive(m_status, !criteria.statuses.isEmpty());
    chips::setActive(m_stride, !criteria.strides.isEmpty());
    for (QPushButton *chip : {m_scope, m_unsettled, m_technique, m_severity, m_status, m_stride})
        chips::recolour(chip, m_context.appearance->theme());
    m_clear->setVisible(!criteria.isEmpty());
}

void ThreatsPanel::showCount()
{
    const qsizetype all = m_context.document->session().size();
    const int shown = m_model->rowCount();
    m_count->setVisible(all > 0);
    m_count->setText(shown == all ? countedWords(all, tr("1 threat"), tr("%1 threats"))
                                  : tr("%1 of %2 shown").arg(shown).arg(all));
    m_view->setVisible(shown > 0);
    m_empty->setVisible(shown == 0);
    if (all == 0)
        m_empty->setText(
            tr("No threats yet. Draw or import services, and answer their open questions."));
    else
        m_empty->setText(tr("No threats match. <a href=\"clear\">Clear filters</a>"));
    followSelection();
}

// Rows come and go with edits and filters: the person's place stays.
void ThreatsPanel::keepPlace()
{
    m_following = true;
    m_kept.clear();
    for (const QModelIndex &index : m_view->selectionModel()->selectedRows())
        m_kept += m_model->keyOf(index.row());
    m_keptCurrent = m_model->keyOf(m_view->currentIndex().row());
    m_position = m_view->verticalScrollBar()->value();
}

void ThreatsPanel::restorePlace()
{
    QItemSelection selection;
    for (const int row : m_model->rowsOf(std::exchange(m_kept, {})))
        selection.select(m_model->index(row, 0),
                         m_model->index(row, ThreatTableModel::ColumnCount - 1));
    const int current = m_model->rowOf(m_keptCurrent);
    if (current >= 0)
        m_view->selectionModel()->setCurrentIndex(m_model->index(current, 0),
                                                  QItemSelectionModel::NoUpdate);
    m_view->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    m_view->verticalScrollBar()->setValue(m_position);
    m_following = false;
    showCount();
}

void ThreatsPanel::followSelection()
{
    const int row = m_model->rowOf(m_context.selection->threat());
    if (row < 0 || m_view->selectionModel()->isRowSelected(row, {}))
        return;
    m_following = true;
    m_view->selectRow(row);
    m_view->scrollTo(m_model->index(row, 0));
    m_following = false;
}

QStringList ThreatsPanel::selectedThreats() const
{
    QStringList keys;
    for (const QModelIndex &index : m_view->selectionModel()->selectedRows())
        keys += index.data(ThreatTableModel::ThreatKeyRole).toString();
    return keys;
}

void ThreatsPanel::openContextMenu(const QPoint &at)
{
    if (selectedThreats().isEmpty())
        return;
    QMenu menu;
    const QList<std::pair<QString, Treatment>> entries {
        {tr("Mitigate…"), Treatment::Mitigate},
        {tr("Accept…"), Treatment::Accept},
        {tr("Transfer…"), Treatment::Transfer},
        {tr("Avoid…"), Treatment::Avoid},
        {tr("Not applicable…"), Treatment::NotApplicable},
        {tr("Take the decision back"), Treatment::None}};
    for (const auto &[label, treatment] : entries)
        menu.addAction(label, this, [this, treatment = treatment] { decide(treatment); });
    menu.exec(m_view->viewport()->mapToGlobal(at));
}

void ThreatsPanel::decide(Treatment treatment)
{
    const QStringList keys = selectedThreats();
    if (treatment == Treatment::None) {
        decideThreatsOf(m_context, keys, {});
        return;
    }
    DecisionDialog dialog(m_context, keys, treatment, this);
    dialog.exec();
}

} // namespace drawbridge
