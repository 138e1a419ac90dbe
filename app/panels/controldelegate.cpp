#include "app/panels/controldelegate.h"

#include "app/panels/controltablemodel.h"
#include "app/panels/evidencesign.h"
#include "app/render/matrixpicture.h"
#include "app/render/painterbackend.h"
#include "model/core/controlstatements.h"

#include <QComboBox>
#include <QPainter>

namespace drawbridge {

static constexpr int ControlRowHeight = 28;
static constexpr int ControlPadding = 10;

ControlDelegate::ControlDelegate(const Appearance *appearance, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_appearance(appearance)
{
}

QSize ControlDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), ControlRowHeight};
}

static const ControlTableModel::Row *rowOf(const QModelIndex &index)
{
    const auto *model = qobject_cast<const ControlTableModel *>(index.model());
    return model ? model->row(index) : nullptr;
}

// Low, moderate, high, privacy: a letter is filled when the control is in that baseline.
static void drawBaselines(DrawList &list, const QRectF &rect, const Control &control,
                          const Theme &theme)
{
    static constexpr double Tile = 18;
    static constexpr std::pair<Baseline, char> letters[] = {{Baseline::Low, 'L'},
                                                            {Baseline::Moderate, 'M'},
                                                            {Baseline::High, 'H'},
                                                            {Baseline::Privacy, 'P'}};
    double x = rect.x() + ControlPadding;
    for (const auto &[baseline, letter] : letters) {
        const bool member = isInBaseline(control, baseline);
        const QRectF tile(x, rect.center().y() - Tile / 2, Tile, Tile);
        list.rect(tile, theme.metrics.badgeRadius,
                  {member ? theme.accent.tint : QColor(),
                   {member ? theme.accent.base : theme.border.subtle, 1, {}, false}});
        list.text({tile.center().x(), tile.center().y() + 4}, QString(QLatin1Char(letter)),
                  textstyle::Label, member ? theme.text.link : theme.text.disabled,
                  TextAnchor::Middle);
        x += Tile + 4;
    }
}

void ControlDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const ControlTableModel::Row *row = rowOf(index);
    if (!row)
        return;
    QStyleOptionViewItem plain = option;
    initStyleOption(&plain, index);
    const QString text = plain.text;
    plain.text.clear();
    plain.state &= ~QStyle::State_HasFocus;
    plain.widget->style()->drawControl(QStyle::CE_ItemViewItem, &plain, painter, plain.widget);
    const Theme &theme = m_appearance->theme();
    const QRectF cell = option.rect;
    DrawList list;
    int indent = index.column() == ControlTableModel::ControlColumn ? 4 : ControlPadding;
    if (index.column() == ControlTableModel::BaselineColumn)
        drawBaselines(list, cell, *row->control, theme);
    else if (index.column() == ControlTableModel::StatusColumn)
        drawStatusBar(list,
                      {cell.x() + ControlPadding, cell.center().y() - 3, cell.width() - 28, 7},
                      row->standing.counts, theme);
    else if (index.column() == ControlTableModel::EvidenceColumn && !text.isEmpty()) {
        drawEvidenceSign(list, {cell.x() + ControlPadding, cell.center().y() - 7},
                         row->standing.evidence, theme);
        indent += 20;
    }
    list.line({cell.left(), cell.bottom() + 0.5}, {cell.right() + 1, cell.bottom() + 0.5},
              {theme.border.subtle, 1, {}, false});
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintDrawList(*painter, list);
    QFont font = option.font;
    if (index.column() == ControlTableModel::ControlColumn)
        font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    const bool quiet =
        index.column() == ControlTableModel::SupportColumn && row->standing.inPlace().isEmpty();
    painter->setPen(quiet ? theme.text.secondary : theme.text.primary);
    const QRect place = option.rect.adjusted(indent, 0, -ControlPadding, 0);
    painter->drawText(place, static_cast<int>(plain.displayAlignment | Qt::AlignVCenter),
                      QFontMetrics(font).elidedText(text, Qt::ElideRight, place.width()));
    painter->restore();
}

QWidget *ControlDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                       const QModelIndex &index) const
{
    if (!rowOf(index) || index.column() != ControlTableModel::StatementColumn)
        return nullptr;
    auto *choice = new QComboBox(parent);
    for (int i = 0; i <= static_cast<int>(ControlStatus::NotApplicable); ++i)
        choice->addItem(displayName(static_cast<ControlStatus>(i)));
    auto *self = const_cast<ControlDelegate *>(this);
    connect(choice, &QComboBox::activated, self, [self, choice] {
        Q_EMIT self->commitData(choice);
        Q_EMIT self->closeEditor(choice);
    });
    return choice;
}

void ControlDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    if (auto *choice = qobject_cast<QComboBox *>(editor))
        choice->setCurrentIndex(index.data(Qt::EditRole).toInt());
}

void ControlDelegate::setModelData(QWidget *editor, QAbstractItemModel *,
                                   const QModelIndex &index) const
{
    const auto *choice = qobject_cast<QComboBox *>(editor);
    const ControlTableModel::Row *row = rowOf(index);
    if (!choice || !row || choice->currentIndex() == static_cast<int>(row->status))
        return;
    Q_EMIT const_cast<ControlDelegate *>(this)->statusChosen(
        row->control->id, static_cast<ControlStatus>(choice->currentIndex()));
}

} // namespace drawbridge
