#include "app/panels/nistpanel.h"

#include "app/panels/statuscounting.h"
#include "app/render/painterbackend.h"
#include "model/core/names.h"
#include "model/export/threatwords.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QTreeView>

namespace drawbridge {

static constexpr int RowHeight = 28;

NistDelegate::NistDelegate(const Appearance *appearance, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_appearance(appearance)
{
}

QSize NistDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), RowHeight};
}

// Low, moderate, high: a letter is filled when the control is in that baseline.
static void drawBaselines(DrawList &list, const QRectF &rect, const QString &baselines,
                          const Theme &theme)
{
    static constexpr double Tile = 18;
    double x = rect.x() + 8;
    for (const QChar letter : QStringLiteral("LMH")) {
        const bool member = baselines.contains(letter);
        const QRectF tile(x, rect.center().y() - Tile / 2, Tile, Tile);
        list.rect(tile, theme.metrics.badgeRadius,
                  {member ? theme.accent.tint : QColor(),
                   {member ? theme.accent.base : theme.border.subtle, 1, {}, false}});
        list.text({tile.center().x(), tile.center().y() + 4}, QString(letter), textstyle::Label,
                  member ? theme.text.link : theme.text.disabled, TextAnchor::Middle);
        x += Tile + 4;
    }
}

void NistDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    QStyleOptionViewItem plain = option;
    initStyleOption(&plain, index);
    const bool drawn =
        index.column() == NistPanel::BaselineColumn || index.column() == NistPanel::StatusColumn;
    if (!drawn || !index.parent().isValid()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    plain.text.clear();
    plain.widget->style()->drawControl(QStyle::CE_ItemViewItem, &plain, painter, plain.widget);
    const Theme &theme = m_appearance->theme();
    DrawList list;
    if (index.column() == NistPanel::BaselineColumn) {
        drawBaselines(list, option.rect, index.data(NistPanel::BaselineRole).toString(), theme);
    } else {
        const QList<QVariant> parts = index.data(NistPanel::CountsRole).toList();
        if (parts.size() == 5) {
            const StatusCounts counts {parts[0].toInt(), parts[1].toInt(), parts[2].toInt(),
                                       parts[3].toInt(), parts[4].toInt()};
            const QRectF bar(option.rect.x() + 8, option.rect.center().y() - 3,
                             option.rect.width() - 24, 7);
            drawStatusBar(list, bar, counts, theme);
        }
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintDrawList(*painter, list);
    painter->restore();
}

// What mitigations of reported threats do for one control.
struct NistPanel::Support
{
    QStringList titles;
    int implemented = 0;
};

NistPanel::NistPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    m_filter = new QLineEdit(this);
    m_filter->setPlaceholderText(tr("Filter controls"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(240);
    const auto chip = [this](const QString &text, bool checked) {
        auto *button = new QPushButton(text, this);
        button->setProperty("chip", true);
        button->setCheckable(true);
        button->setChecked(checked);
        connect(button, &QPushButton::toggled, this, &NistPanel::refresh);
        return button;
    };
    m_withThreats = chip(tr("With threats"), true);
    m_inBaseline = chip(tr("In the project's baseline"), false);
    m_caption = new QLabel(this);
    m_caption->setProperty("role", QStringLiteral("secondary"));

    m_model = new QStandardItemModel(this);
    m_view = new QTreeView(this);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new NistDelegate(context.appearance, m_view));
    m_view->setUniformRowHeights(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setIndentation(14);
    m_view->setAllColumnsShowFocus(true);
    m_view->header()->setStretchLastSection(true);
    m_view->setAccessibleName(tr("NIST SP 800-53 controls"));

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(14, 8, 14, 8);
    bar->setSpacing(8);
    bar->addWidget(m_filter);
    bar->addWidget(m_withThreats);
    bar->addWidget(m_inBaseline);
    bar->addStretch(1);
    bar->addWidget(m_caption);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_view, 1);

    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &NistPanel::refresh);
    const auto later = [this] {
        if (isVisible())
            m_refresh.start();
    };
    connect(context.document, &Document::threatsChanged, this, later);
    connect(context.appearance, &Appearance::changed, this, later);
    connect(m_filter, &QLineEdit::textChanged, this, later);
    connect(m_view, &QTreeView::clicked, this, &NistPanel::drillInto);
    connect(m_view, &QTreeView::activated, this, &NistPanel::drillInto);
}

void NistPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_refresh.start();
}

static QString baselineLetters(const Control &control)
{
    QString letters;
    if (control.low)
        letters += u'L';
    if (control.moderate)
        letters += u'M';
    if (control.high)
        letters += u'H';
    if (control.privacy)
        letters += u'P';
    return letters;
}

static bool inBaseline(const Control &control, Baseline baseline)
{
    switch (baseline) {
    case Baseline::None:
        return true;
    case Baseline::Low:
        return control.low;
    case Baseline::Moderate:
        return control.moderate;
    case Baseline::High:
        return control.high;
    case Baseline::Privacy:
        return control.privacy;
    }
    return true;
}

bool NistPanel::passes(const Control &control, const StatusCounts &counts) const
{
    if (control.withdrawn || (m_withThreats->isChecked() && counts.total() == 0))
        return false;
    if (m_inBaseline->isChecked()
        && !inBaseline(control, m_context.document->model().project.baseline))
        return false;
    const QString wanted = m_filter->text().trimmed();
    return wanted.isEmpty() || control.id.contains(wanted, Qt::CaseInsensitive)
        || control.title.contains(wanted, Qt::CaseInsensitive);
}

QHash<QString, NistPanel::Support> NistPanel::collectSupport() const
{
    QHash<QString, Support> supports;
    const ExportInput input = exportInputOf(m_context);
    for (qsizetype i = 0; i < input.session->size(); ++i) {
        const Threat &threat = input.session->at(i);
        for (const MitigationResult &result : threat.mitigations) {
            const RuleMitigation &mitigation =
                input.rules->info(threat.rule).mitigations.at(result.index);
            for (const QString &control : mitigation.nist) {
                Support &support = supports[control];
                if (!support.titles.contains(mitigation.title))
                    support.titles += mitigation.title;
                support.implemented += result.state == MitigationState::Implemented ? 1 : 0;
            }
        }
    }
    return supports;
}

static QString statementText(const ThreatModel &model, const QString &control)
{
    for (const ControlStatement &statement : model.controlStatements) {
        if (statement.control == control) {
            QString word = nameOf(statement.status);
            word[0] = word[0].toUpper();
            return word;
        }
    }
    return {};
}

void NistPanel::addFamilies(const QHash<QString, StatusCounts> &counts,
                            const QHash<QString, Support> &supports)
{
    QStandardItem *family = nullptr;
    QString familyId;
    const ThreatModel &model = m_context.document->model();
    for (const Control &control : m_context.catalog.controls()) {
        const StatusCounts of = counts.value(control.id);
        if (!passes(control, of))
            continue;
        if (control.family != familyId) {
            familyId = control.family;
            family = new QStandardItem(control.familyTitle);
            QFont bold = font();
            bold.setWeight(QFont::DemiBold);
            family->setFont(bold);
            m_model->appendRow(family);
        }
        QList<QStandardItem *> row;
        const Support support = supports.value(control.id);
        for (const QString &text :
             {control.id, control.title, QString(), statementText(model, control.id),
              of.total() > 0 ? QString::number(of.total()) : QString(), QString(),
              support.titles.join(QStringLiteral(", "))}) {
            auto *item = new QStandardItem(text);
            item->setData(control.id, ControlRole);
            item->setToolTip(text);
            row += item;
        }
        row[TitleColumn]->setToolTip(control.summary.isEmpty() ? control.title : control.summary);
        row[BaselineColumn]->setData(baselineLetters(control), BaselineRole);
        row[BaselineColumn]->setData(baselineLetters(control), Qt::AccessibleTextRole);
        row[ThreatColumn]->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        row[StatusColumn]->setData(
            QList<QVariant> {of.open, of.partial, of.mitigated, of.accepted, of.other}, CountsRole);
        row[StatusColumn]->setToolTip(
            tr("%1 open, %2 partially mitigated, %3 mitigated, %4 accepted")
                .arg(of.open)
                .arg(of.partial)
                .arg(of.mitigated)
                .arg(of.accepted));
        family->appendRow(row);
    }
}

void NistPanel::refresh()
{
    const auto counts = countByControl(m_context);
    m_model->clear();
    m_model->setHorizontalHeaderLabels({tr("Control"), tr("Title"), tr("Baselines"),
                                        tr("Statement"), tr("Threats"), tr("State of threats"),
                                        tr("Supported by")});
    addFamilies(counts, collectSupport());
    for (int row = 0; row < m_model->rowCount(); ++row)
        m_view->setFirstColumnSpanned(row, {}, true);
    m_view->expandAll();
    const QList<int> widths {120, 300, 90, 110, 70, 170};
    for (int column = 0; column < widths.size(); ++column)
        m_view->setColumnWidth(column, widths[column]);
    const int supported = static_cast<int>(counts.size());
    m_caption->setText(tr("Controls that mitigations of this model support: %1. A mitigation "
                          "supports a control; it does not show compliance.")
                           .arg(supported));
}

void NistPanel::drillInto(const QModelIndex &index)
{
    const QString control = index.data(ControlRole).toString();
    if (control.isEmpty())
        return;
    ThreatCriteria criteria;
    criteria.control = control;
    m_context.filter->set(criteria);
    Q_EMIT m_context.filter->shown();
}

} // namespace drawbridge
