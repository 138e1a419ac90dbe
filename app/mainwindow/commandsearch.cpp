#include "app/mainwindow/commandsearch.h"

#include "app/actions/actionset.h"
#include "model/export/threatwords.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace drawbridge {

static constexpr qsizetype MostResults = 60;
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
    , m_context(context)
    , m_actions(actions)
{
    m_text = new QLineEdit(this);
    m_text->setPlaceholderText(tr("Search elements and threats, or run a command"));
    m_text->setAccessibleName(tr("Search or run a command"));
    m_text->installEventFilter(this);
    m_results = new QListWidget(this);
    m_results->setFocusPolicy(Qt::NoFocus);
    m_results->setUniformItemSizes(true);
    m_results->setFrameShape(QFrame::NoFrame);
    m_results->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_results->setItemDelegate(new ResultDelegate(m_results));
    m_nothing = new QLabel(tr("No command, element or threat has these words."), this);
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

void CommandSearch::add(const QString &text, const QString &kind, std::function<void()> choose)
{
    if (m_choices.size() >= MostResults)
        return;
    auto *item = new QListWidgetItem(text, m_results);
    item->setData(KindRole, kind);
    m_choices += std::move(choose);
}

// Every word stands somewhere in the text.
static bool matches(const QString &text, const QString &words)
{
    for (const QString &word : words.split(u' ', Qt::SkipEmptyParts)) {
        if (!text.contains(word, Qt::CaseInsensitive))
            return false;
    }
    return true;
}

void CommandSearch::addActions(const QString &words)
{
    for (QAction *action : m_actions.all()) {
        if (!action->isEnabled() || !matches(action->iconText(), words))
            continue;
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        add(action->iconText(), keys, [action] { action->trigger(); });
    }
}

void CommandSearch::addRecords(const QString &words)
{
    const ThreatModel &model = m_context.document->model();
    const auto offer = [&](RecordKind kind, const IdText &id, const QString &what) {
        const QString name = qualifiedName(model, kind, id);
        const RecordReference record {kind, id};
        if (matches(name, words))
            add(name, what, [this, record] { Q_EMIT recordChosen(record); });
    };
    for (const Element &element : model.elements)
        offer(RecordKind::Element, element.id, tr("element"));
    for (const TrustBoundary &boundary : model.boundaries)
        offer(RecordKind::Boundary, boundary.id, tr("trust boundary"));
    for (const Interface &interface : model.interfaces)
        offer(RecordKind::Interface, interface.id, tr("endpoint"));
    for (const DataFlow &flow : model.flows)
        offer(RecordKind::Flow, flow.id, tr("data flow"));
}

void CommandSearch::addThreats(const QString &words)
{
    const AnalysisSession &session = m_context.document->session();
    for (const Threat *threat : bySeverity(session)) {
        if (m_choices.size() >= MostResults)
            return;
        const QString title = session.title(*threat);
        if (matches(title, words))
            add(title, tr("threat"),
                [this, key = session.keyOf(*threat)] { Q_EMIT threatChosen(key); });
    }
}

void CommandSearch::search()
{
    m_results->clear();
    m_choices.clear();
    const QString words = m_text->text().trimmed();
    if (!words.isEmpty())
        addRecords(words);
    addActions(words);
    if (words.size() > 1)
        addThreats(words);
    m_results->setCurrentRow(0);
    const int rows = std::min(m_results->count(), MostRowsShown);
    m_results->setFixedHeight(rows * m_results->sizeHintForRow(0));
    m_results->setVisible(rows > 0);
    m_nothing->setVisible(rows == 0);
}

void CommandSearch::choose()
{
    const int row = m_results->currentRow();
    if (row < 0 || row >= m_choices.size())
        return;
    const auto choice = m_choices.at(row);
    accept();
    choice();
}

} // namespace drawbridge
