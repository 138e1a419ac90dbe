#include "app/mainwindow/commandsearch.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace drawbridge {

static constexpr int MostRowsShown = 12;
static constexpr int KindRole = Qt::UserRole;

namespace {

// The name at the left, and at the right, paler, what it is or its keys.
class ResultDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        QStyleOptionViewItem row = option;
        initStyleOption(&row, index);
        const QString kind = index.data(KindRole).toString();
        const QRect inside = option.rect.adjusted(Padding, 0, -Padding, 0);
        const int kindWidth = row.fontMetrics.horizontalAdvance(kind);
        const QString name = row.fontMetrics.elidedText(row.text, Qt::ElideRight,
                                                        inside.width() - kindWidth - Padding);
        row.text.clear();
        row.widget->style()->drawControl(QStyle::CE_ItemViewItem, &row, painter, row.widget);
        const bool selected = row.state & QStyle::State_Selected;
        QColor text = row.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
        painter->setPen(text);
        painter->drawText(inside, Qt::AlignLeft | Qt::AlignVCenter, name);
        painter->setPen(row.palette.color(QPalette::PlaceholderText));
        painter->drawText(inside, Qt::AlignRight | Qt::AlignVCenter, kind);
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(),
                option.fontMetrics.height() + Padding};
    }

private:
    static constexpr int Padding = 8;
};

} // namespace

CommandSearch::CommandSearch(const PanelContext &context, const ActionSet &actions, QWidget *parent)
    : QDialog(parent, Qt::Popup)
    , m_index(context, actions)
{
    m_text = new QLineEdit(this);
    m_text->setPlaceholderText(
        tr("Search the model, techniques, controls and rules, or run a command"));
    m_text->setAccessibleName(tr("Search or run a command"));
    m_text->installEventFilter(this);
    m_results = new QListWidget(this);
    m_results->setFocusPolicy(Qt::NoFocus);
    m_results->setUniformItemSizes(true);
    m_results->setFrameShape(QFrame::NoFrame);
    m_results->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_results->setItemDelegate(new ResultDelegate(m_results));
    m_nothing = new QLabel(
        tr("Nothing has these words: no command, nothing in the model or the catalogs."), this);
    m_nothing->setObjectName(QStringLiteral("nothingFound"));
    m_nothing->setMargin(8);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_text);
    layout->addWidget(m_results);
    layout->addWidget(m_nothing);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    constexpr int Width = 560;
    m_text->setFixedWidth(Width);
    connect(m_text, &QLineEdit::textChanged, this, &CommandSearch::search);
    connect(m_text, &QLineEdit::returnPressed, this, &CommandSearch::choose);
    connect(m_results, &QListWidget::itemClicked, this, &CommandSearch::choose);
    search();
    adjustSize();
    // A popup gives the keyboard to the widget that asked for it.
    m_text->setFocus();
}

bool CommandSearch::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            const int step = key == Qt::Key_Down ? 1 : -1;
            const int row =
                std::clamp(m_results->currentRow() + step, 0, std::max(0, m_results->count() - 1));
            m_results->setCurrentRow(row);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void CommandSearch::search()
{
    m_hits = m_index.find(m_text->text());
    m_results->clear();
    for (const SearchHit &hit : std::as_const(m_hits)) {
        auto *item = new QListWidgetItem(hit.text, m_results);
        item->setData(KindRole, hit.note);
        item->setData(Qt::AccessibleTextRole, hit.text + QStringLiteral(", ") + hit.note);
    }
    m_results->setCurrentRow(0);
    const int rows = std::min(m_results->count(), MostRowsShown);
    m_results->setFixedHeight(rows * m_results->sizeHintForRow(0));
    m_results->setVisible(rows > 0);
    m_nothing->setVisible(rows == 0);
}

void CommandSearch::choose()
{
    const int row = m_results->currentRow();
    if (row < 0 || row >= m_hits.size())
        return;
    const SearchHit hit = m_hits.at(row);
    accept();
    if (hit.action)
        hit.action->trigger();
    else if (hit.record)
        Q_EMIT recordChosen(*hit.record);
    else if (hit.reference)
        Q_EMIT referenceChosen(*hit.reference);
    else
        Q_EMIT threatChosen(hit.threat);
}

} // namespace drawbridge
