#include "app/panels/nistpanel.h"

#include "app/panels/chips.h"
#include "app/panels/columnfit.h"
#include "app/panels/controldelegate.h"
#include "app/panels/controlpane.h"
#include "app/panels/countedwords.h"
#include "app/panels/elidedlabel.h"
#include "app/panels/groupedview.h"
#include "model/core/controlstatements.h"
#include "model/core/names.h"
#include "model/edit/setbaselineedit.h"
#include "model/edit/setcontrolstatementedit.h"
#include "model/export/threatwords.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>

namespace drawbridge {

NistPanel::NistPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    m_model = new ControlTableModel(context, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildBar();
    buildTable();
    connectParts();
    showChips();
}

void NistPanel::buildTable()
{
    m_view = new GroupedView(m_context.appearance, this);
    m_view->setModel(m_model);
    auto *delegate = new ControlDelegate(m_context.appearance, m_view);
    m_view->setItemDelegate(delegate);
    connect(delegate, &ControlDelegate::statusChosen, this, &NistPanel::setStatement);
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_view->setAccessibleName(tr("NIST SP 800-53 controls"));
    const QList<int> widths {124, 300, 112, 130, 74, 150, 200, 120};
    for (int column = 0; column < widths.size(); ++column)
        m_view->setColumnWidth(column, widths[column]);
    m_view->header()->setSectionResizeMode(ControlTableModel::SupportColumn, QHeaderView::Stretch);
    new ColumnFit(m_view, m_view->header(), ControlTableModel::SupportColumn,
                  {ControlTableModel::EvidenceColumn, ControlTableModel::StatusColumn,
                   ControlTableModel::StatementColumn, ControlTableModel::BaselineColumn});
    m_empty = new QLabel(this);
    m_empty->setProperty("role", QStringLiteral("secondary"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    m_pane = new ControlPane(m_context, this);
    m_pane->hide();
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_stack);
    split->addWidget(m_pane);
    split->setStretchFactor(0, 1);
    split->setSizes({1000, 380});
    static_cast<QVBoxLayout *>(layout())->addWidget(split, 1);
}

template <typename E>
QPushButton *NistPanel::addSetChip(const QString &text, const QStringList &labels,
                                   QSet<E> ControlCriteria::*member)
{
    QPushButton *chip = chips::makeMenuChip(text, this);
    for (qsizetype i = 0; i < labels.size(); ++i) {
        const E value = static_cast<E>(i);
        QAction *action = chip->menu()->addAction(labels[i]);
        action->setCheckable(true);
        connect(action, &QAction::toggled, this, [this, value, member](bool on) {
            ControlCriteria criteria = m_model->criteria();
            if (on)
                (criteria.*member).insert(value);
            else
                (criteria.*member).remove(value);
            m_model->setCriteria(criteria);
            showChips();
        });
    }
    return chip;
}

void NistPanel::buildBar()
{
    m_text = new QLineEdit(this);
    m_text->setPlaceholderText(tr("Filter controls"));
    m_text->setAccessibleName(m_text->placeholderText());
    m_text->setClearButtonEnabled(true);
    m_text->setFixedWidth(190);
    m_withThreats = new QPushButton(tr("With threats"), this);
    m_withThreats->setProperty("chip", true);
    m_withThreats->setCheckable(true);
    m_withThreats->setChecked(true);
    m_baselines = addSetChip<Baseline>(
        tr("Baseline"), {tr("In none"), tr("Low"), tr("Moderate"), tr("High"), tr("Privacy")},
        &ControlCriteria::baselines);
    fillBaselineMenu();
    QStringList statements;
    for (int i = 0; i <= static_cast<int>(ControlStatus::NotApplicable); ++i)
        statements += displayName(static_cast<ControlStatus>(i));
    m_statements =
        addSetChip<ControlStatus>(tr("Statement"), statements, &ControlCriteria::statements);
    QStringList grades;
    for (int i = 0; i <= static_cast<int>(EvidenceGrade::Stale); ++i)
        grades += displayName(static_cast<EvidenceGrade>(i));
    m_evidence = addSetChip<EvidenceGrade>(tr("Evidence"), grades, &ControlCriteria::evidence);
    m_caption = new ElidedLabel({}, Qt::ElideRight, this);
    m_caption->setProperty("role", QStringLiteral("secondary"));
    m_caption->setAlignment(Qt::AlignRight);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(14, 8, 14, 8);
    bar->setSpacing(8);
    bar->addWidget(m_text);
    for (QPushButton *chip : {m_withThreats, m_baselines, m_statements, m_evidence})
        bar->addWidget(chip);
    bar->addWidget(m_caption, 1);
    static_cast<QVBoxLayout *>(layout())->addLayout(bar);
}

// Below the filter: which baseline the project goes by.
void NistPanel::fillBaselineMenu()
{
    QMenu *menu = m_baselines->menu();
    menu->addSeparator();
    QMenu *choices = menu->addMenu(tr("The project goes by"));
    auto *group = new QActionGroup(choices);
    for (const auto &[baseline, name] :
         std::initializer_list<std::pair<Baseline, QString>> {{Baseline::None, tr("None")},
                                                              {Baseline::Low, tr("Low")},
                                                              {Baseline::Moderate, tr("Moderate")},
                                                              {Baseline::High, tr("High")},
                                                              {Baseline::Privacy, tr("Privacy")}}) {
        QAction *action = choices->addAction(name);
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, baseline = baseline] {
            tellRefusal(
                m_context.document->apply(setBaseline(m_context.document->model(), baseline)));
        });
        connect(choices, &QMenu::aboutToShow, action, [this, action, baseline = baseline] {
            action->setChecked(m_context.document->model().project.baseline == baseline);
        });
    }
}

void NistPanel::connectParts()
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &NistPanel::refresh);
    const auto later = [this] {
        if (isVisible())
            m_refresh.start();
    };
    connect(m_context.document, &Document::threatsChanged, this, later);
    connect(m_context.appearance, &Appearance::changed, this, later);
    connect(m_model, &QAbstractItemModel::modelReset, this, &NistPanel::showCurrent);
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString &text) {
        ControlCriteria criteria = m_model->criteria();
        criteria.text = text.trimmed();
        criteria.also.clear();
        m_model->setCriteria(criteria);
        showChips();
    });
    connect(m_withThreats, &QPushButton::toggled, this, [this](bool on) {
        ControlCriteria criteria = m_model->criteria();
        criteria.onlyWithThreats = on;
        criteria.also.clear();
        m_model->setCriteria(criteria);
        showChips();
    });
    const auto chosen = [this](const QModelIndex &index) {
        if (const ControlTableModel::Row *row = m_model->row(index))
            drillInto(QString(row->control->id));
    };
    connect(m_view, &QTreeView::clicked, this, chosen);
    connect(m_view, &QTreeView::activated, this, chosen);
    connect(m_pane, &ControlPane::closeRequested, this, [this] { drillInto({}); });
    connect(m_pane, &ControlPane::threatsRequested, this, [this](const QString &control) {
        drillInto(control);
        Q_EMIT m_context.filter->shown();
    });
    connect(m_context.selection, &Selection::opened, this,
            [this](const CatalogReference &reference) {
                if (reference.kind == CatalogReference::Kind::Control)
                    drillInto(reference.id);
            });
}

void NistPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_refresh.start();
}

void NistPanel::showCurrent()
{
    const QModelIndex current = m_model->indexOf(m_pane->control());
    if (current.isValid())
        m_view->setCurrentIndex(current);
    showEmpty();
}

void NistPanel::showEmpty()
{
    const bool empty = m_model->shown() == 0;
    m_stack->setCurrentIndex(empty ? 1 : 0);
    m_empty->setText(m_model->criteria().onlyWithThreats && m_model->supported() == 0
                         ? tr("No threat's mitigation supports a control yet. Switch off \"With "
                              "threats\" to see all controls.")
                         : tr("No controls match the filter."));
}

template <typename E>
static void showChoices(QPushButton *chip, const QString &label, const QSet<E> &set,
                        const Theme &theme)
{
    chip->setText(set.isEmpty() ? label : label + QStringLiteral(" (%1)").arg(set.size()));
    chips::setActive(chip, !set.isEmpty());
    chips::recolour(chip, theme);
}

void NistPanel::showChips()
{
    const Theme &theme = m_context.appearance->theme();
    const ControlCriteria &criteria = m_model->criteria();
    showChoices(m_baselines, tr("Baseline"), criteria.baselines, theme);
    showChoices(m_statements, tr("Statement"), criteria.statements, theme);
    showChoices(m_evidence, tr("Evidence"), criteria.evidence, theme);
    const Baseline baseline = m_context.document->model().project.baseline;
    QString word = nameOf(baseline);
    word[0] = word[0].toUpper();
    const QString system =
        baseline == Baseline::None ? tr("no baseline") : tr("baseline %1").arg(word);
    m_caption->setText(
        tr("%1 listed, %2 supported, %3. A mitigation supports a control; it does not show "
           "compliance.")
            .arg(countedWords(m_model->shown(), tr("1 control"), tr("%1 controls")))
            .arg(m_model->supported())
            .arg(system));
    m_caption->setToolTip(m_caption->text());
    showEmpty();
}

void NistPanel::refresh()
{
    m_model->refresh();
    showChips();
    if (!m_pane->isHidden())
        m_pane->show(m_pane->control(), m_model->standing(m_pane->control()));
}

void NistPanel::drillInto(const QString &control)
{
    m_refresh.stop();
    ControlCriteria listed = m_model->criteria();
    m_model->refresh();
    if (!control.isEmpty() && !m_model->indexOf(control).isValid())
        listed.also = control;
    m_model->setCriteria(listed);
    m_pane->setVisible(!control.isEmpty());
    m_pane->show(control, m_model->standing(control));
    showChips();
    const QModelIndex index = m_model->indexOf(control);
    if (index.isValid()) {
        m_view->setCurrentIndex(index);
        m_view->scrollTo(index);
    }
    ThreatCriteria criteria = m_context.filter->criteria();
    criteria.control = control;
    criteria.technique.clear();
    m_context.filter->set(criteria);
}

void NistPanel::setStatement(const QString &control, ControlStatus status)
{
    const ControlStatement *known = statementOn(m_context.document->model(), control);
    ControlStatementText text;
    if (known)
        text = {known->status, known->origin, known->statement};
    text.status = status;
    tellRefusal(
        m_context.document->apply(setControlStatement(m_context.document->model(), control, text)));
}

void NistPanel::tellRefusal(const Result<void> &applied)
{
    if (!applied)
        m_caption->setText(applied.error().message);
}

} // namespace drawbridge
