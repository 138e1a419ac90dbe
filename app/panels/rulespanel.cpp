#include "app/panels/rulespanel.h"

#include "app/panels/chips.h"
#include "app/panels/columnfit.h"
#include "app/panels/conditiontester.h"
#include "app/panels/elidedlabel.h"
#include "app/panels/groupedview.h"
#include "app/panels/ruledelegate.h"
#include "app/panels/rulepane.h"
#include "app/panels/ruletablemodel.h"
#include "model/core/names.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>

namespace drawbridge {

RulesPanel::RulesPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    m_model = new RuleTableModel(context, this);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    buildBar();
    buildParts();
    connectParts();
    m_pane->show({});
}

void RulesPanel::buildBar()
{
    m_text = new QLineEdit(this);
    m_text->setPlaceholderText(tr("Filter rules, techniques, controls"));
    m_text->setAccessibleName(m_text->placeholderText());
    m_text->setClearButtonEnabled(true);
    m_text->setFixedWidth(250);
    m_stride = chips::makeMenuChip(tr("STRIDE"), this);
    fillStrideMenu();
    const auto toggle = [this](const QString &text) {
        auto *button = new QPushButton(text, this);
        button->setProperty("chip", true);
        button->setCheckable(true);
        return button;
    };
    m_reporting = toggle(tr("With threats"));
    m_try = toggle(tr("Try a condition"));
    m_count = new ElidedLabel({}, Qt::ElideRight, this);
    m_count->setProperty("role", QStringLiteral("secondary"));
    m_count->setAlignment(Qt::AlignRight);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(14, 8, 14, 8);
    bar->setSpacing(8);
    bar->addWidget(m_text);
    bar->addWidget(m_stride);
    bar->addWidget(m_reporting);
    bar->addWidget(m_count, 1);
    bar->addWidget(m_try);
    static_cast<QVBoxLayout *>(layout())->addLayout(bar);
}

void RulesPanel::fillStrideMenu()
{
    for (int i = 0; i < 6; ++i) {
        const Stride stride = static_cast<Stride>(i);
        QAction *action = m_stride->menu()->addAction(displayName(stride));
        action->setCheckable(true);
        connect(action, &QAction::toggled, this, [this, stride](bool on) {
            RuleCriteria criteria = m_model->criteria();
            if (on)
                criteria.strides.insert(stride);
            else
                criteria.strides.remove(stride);
            m_model->setCriteria(criteria);
            showCount();
        });
        // The filter may have been taken away to show a rule.
        connect(m_stride->menu(), &QMenu::aboutToShow, action, [this, action, stride] {
            const QSignalBlocker blocker(action);
            action->setChecked(m_model->criteria().strides.contains(stride));
        });
    }
}

void RulesPanel::buildParts()
{
    m_view = new GroupedView(m_context.appearance, this);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new RuleDelegate(m_context.appearance, m_view));
    m_view->setAccessibleName(tr("Rules"));
    m_view->header()->setSectionResizeMode(RuleTableModel::TitleColumn, QHeaderView::Stretch);
    const QList<std::pair<int, int>> widths {{RuleTableModel::StrideColumn, 70},
                                             {RuleTableModel::SeverityColumn, 104},
                                             {RuleTableModel::TechniqueColumn, 130},
                                             {RuleTableModel::ThreatColumn, 74},
                                             {RuleTableModel::QuestionColumn, 92}};
    for (const auto &[column, width] : widths)
        m_view->setColumnWidth(column, width);
    new ColumnFit(m_view, m_view->header(), RuleTableModel::TitleColumn,
                  {RuleTableModel::QuestionColumn, RuleTableModel::TechniqueColumn,
                   RuleTableModel::ThreatColumn, RuleTableModel::StrideColumn});
    auto *empty = new QLabel(tr("No rules match the filter."), this);
    empty->setProperty("role", QStringLiteral("secondary"));
    empty->setAlignment(Qt::AlignCenter);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_view);
    m_stack->addWidget(empty);
    m_pane = new RulePane(m_context, this);
    m_tester = new ConditionTester(m_context, this);
    m_side = new QStackedWidget(this);
    m_side->addWidget(m_pane);
    // In a low panel it is scrolled; squeezed, its parts would lie over each other.
    m_testerPage = new QScrollArea(this);
    m_testerPage->setWidgetResizable(true);
    m_testerPage->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_testerPage->setWidget(m_tester);
    m_side->addWidget(m_testerPage);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_stack);
    split->addWidget(m_side);
    split->setStretchFactor(0, 1);
    split->setSizes({860, 440});
    static_cast<QVBoxLayout *>(layout())->addWidget(split, 1);
}

void RulesPanel::connectParts()
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &RulesPanel::refresh);
    const auto later = [this] {
        if (isVisible())
            m_refresh.start();
    };
    connect(m_context.document, &Document::threatsChanged, this, later);
    connect(m_context.appearance, &Appearance::changed, this, later);
    connect(m_text, &QLineEdit::textChanged, this, &RulesPanel::filterBy);
    connect(m_reporting, &QPushButton::toggled, this, [this](bool on) {
        RuleCriteria criteria = m_model->criteria();
        criteria.onlyReporting = on;
        m_model->setCriteria(criteria);
        showCount();
    });
    connect(m_try, &QPushButton::toggled, this, &RulesPanel::showTester);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                if (const RuleTableModel::Row *row = m_model->row(index))
                    m_pane->show(QString(m_model->info(*row).key));
            });
    connect(m_view, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (m_model->row(index))
            showTester(false);
    });
    connect(m_pane, &RulePane::questionsRequested, this, &RulesPanel::questionsRequested);
    connect(m_pane, &RulePane::trialRequested, this,
            [this](const QString &condition, RecordKind kind, const QString &per) {
                showTester(true);
                m_tester->tryOut(condition, kind, per);
            });
    connect(m_context.selection, &Selection::opened, this,
            [this](const CatalogReference &reference) {
                if (reference.kind == CatalogReference::Kind::Rule)
                    showRule(reference.id);
                else if (reference.kind == CatalogReference::Kind::Capec
                         || reference.kind == CatalogReference::Kind::Cwe)
                    filterBy(reference.id);
            });
}

void RulesPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_refresh.start();
}

void RulesPanel::filterBy(const QString &text)
{
    if (m_text->text() != text)
        m_text->setText(text);
    RuleCriteria criteria = m_model->criteria();
    criteria.text = text.trimmed();
    m_model->setCriteria(criteria);
    showCount();
}

void RulesPanel::showRule(const QString &key)
{
    m_model->refresh();
    if (!m_model->indexOf(key).isValid()) {
        m_reporting->setChecked(false);
        filterBy({});
        m_model->setCriteria({});
    }
    showTester(false);
    const QModelIndex index = m_model->indexOf(key);
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
    m_pane->show(key);
    showCount();
}

void RulesPanel::showTester(bool shown)
{
    m_try->setChecked(shown);
    m_side->setCurrentWidget(shown ? static_cast<QWidget *>(m_testerPage) : m_pane);
}

void RulesPanel::showCount()
{
    const RuleCriteria &criteria = m_model->criteria();
    const Theme &theme = m_context.appearance->theme();
    m_stride->setText(criteria.strides.isEmpty()
                          ? tr("STRIDE")
                          : tr("STRIDE") + QStringLiteral(" (%1)").arg(criteria.strides.size()));
    chips::setActive(m_stride, !criteria.strides.isEmpty());
    chips::recolour(m_stride, theme);
    const qsizetype all = m_context.document->session().input().rules->size();
    m_count->setText(m_model->shown() == all ? tr("%1 rules").arg(all)
                                             : tr("%1 of %2 rules").arg(m_model->shown()).arg(all));
    m_stack->setCurrentIndex(m_model->shown() == 0 ? 1 : 0);
}

void RulesPanel::refresh()
{
    m_model->refresh();
    m_pane->show(QString(m_pane->rule()));
    showCount();
}

} // namespace drawbridge
