#include "app/mainwindow/commandsearch.h"

#include "app/actions/actionset.h"
#include "model/export/threatwords.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace drawbridge {

static constexpr qsizetype MostResults = 60;

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
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_text);
    layout->addWidget(m_results);
    resize(560, 380);
    connect(m_text, &QLineEdit::textChanged, this, &CommandSearch::search);
    connect(m_text, &QLineEdit::returnPressed, this, &CommandSearch::choose);
    connect(m_results, &QListWidget::itemClicked, this, &CommandSearch::choose);
    search();
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
    m_results->addItem(kind.isEmpty() ? text : QStringLiteral("%1   %2").arg(text, kind));
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
