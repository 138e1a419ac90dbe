#include "app/panels/conditiontester.h"

#include "app/panels/conditionedit.h"
#include "app/render/iconset.h"
#include "model/core/names.h"
#include "model/export/threatwords.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>

#include <algorithm>

namespace drawbridge {

// A condition that takes longer is cut short; so is a list that nobody reads to its end.
static constexpr int MostMilliseconds = 300;
static constexpr qsizetype MostOutcomes = 2000;

ConditionTester::ConditionTester(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(14, 8, 14, 0);
    rows->setSpacing(8);
    buildForm();
    buildResults();
    // With a mistake that takes three lines.
    setMinimumHeight(250);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(120);
    connect(&m_refresh, &QTimer::timeout, this, &ConditionTester::refresh);
    const auto later = [this] {
        if (isVisible())
            m_refresh.start();
    };
    connect(context.document, &Document::threatsChanged, this, later);
    connect(context.appearance, &Appearance::changed, this, later);
    connect(m_edit, &QPlainTextEdit::textChanged, this, later);
    connect(m_per, &QComboBox::currentIndexChanged, this, later);
    connect(m_kinds, &QComboBox::currentIndexChanged, this, [this, later] {
        offerPer();
        later();
    });
    offerPer();
}

static QString wordsOf(RecordKind kind)
{
    if (kind == RecordKind::Project)
        return ConditionTester::tr("The model");
    QString word = nameOf(kind);
    word.replace(u'-', u' ');
    word[0] = word[0].toUpper();
    return ConditionTester::tr("Every %1").arg(word.toLower());
}

void ConditionTester::buildForm()
{
    m_kinds = new QComboBox(this);
    m_kinds->setAccessibleName(tr("What the condition is about"));
    for (const RecordKind kind : conditionKinds())
        m_kinds->addItem(wordsOf(kind), static_cast<int>(kind));
    m_per = new QComboBox(this);
    m_per->setAccessibleName(tr("Which list the condition goes through"));
    auto *choices = new QHBoxLayout;
    choices->setSpacing(8);
    choices->addWidget(m_kinds, 1);
    choices->addWidget(m_per, 1);
    m_edit = new ConditionEdit(this);
    m_edit->setPlaceholderText(QStringLiteral("self.privileged && !self.readOnlyRoot"));
    m_edit->setAccessibleName(tr("Condition"));
    m_edit->setFixedHeight(70);
    m_edit->setComplete([this](const QString &text, qsizetype cursor) {
        const ConditionCompletion known = completeCondition(
            *m_context.document->session().input().rules, kind(), perWord(), text, cursor);
        ConditionEdit::Offer offer {known.from, {}};
        for (const ConditionName &name : known.names)
            offer.names.append({name.name,
                                name.meaning.isEmpty()
                                    ? name.type
                                    : name.type + QStringLiteral(", ") + name.meaning});
        return offer;
    });
    m_verdict = new QLabel(this);
    m_verdict->setWordWrap(true);
    m_verdict->setTextFormat(Qt::PlainText);
    m_verdict->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *rows = static_cast<QVBoxLayout *>(layout());
    rows->addLayout(choices);
    rows->addWidget(m_edit);
    rows->addWidget(m_verdict);
}

void ConditionTester::buildResults()
{
    m_results = new QTableWidget(0, 3, this);
    m_results->setHorizontalHeaderLabels({tr("Record"), tr("Comes to"), tr("Not known")});
    m_results->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_results->setSelectionMode(QAbstractItemView::SingleSelection);
    m_results->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_results->setShowGrid(false);
    m_results->setMinimumHeight(48);
    m_results->setWordWrap(false);
    m_results->setTabKeyNavigation(false);
    m_results->setAccessibleName(tr("What the condition comes to"));
    m_results->verticalHeader()->hide();
    m_results->verticalHeader()->setDefaultSectionSize(26);
    m_results->horizontalHeader()->setHighlightSections(false);
    m_results->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_results->horizontalHeader()->setStretchLastSection(true);
    m_results->setColumnWidth(0, 190);
    m_results->setColumnWidth(1, 100);
    static_cast<QVBoxLayout *>(layout())->addWidget(m_results, 1);
    connect(m_results, &QTableWidget::cellActivated, this, [this](int row, int) {
        const QTableWidgetItem *item = m_results->item(row, 0);
        const auto target = static_cast<RecordKind>(item->data(Qt::UserRole).toInt());
        m_context.selection->select({{target, IdText(item->data(Qt::UserRole + 1).toByteArray())}});
    });
}

RecordKind ConditionTester::kind() const
{
    return static_cast<RecordKind>(m_kinds->currentData().toInt());
}

QString ConditionTester::perWord() const
{
    return m_per->currentData().toString();
}

void ConditionTester::offerPer()
{
    const QSignalBlocker blocker(m_per);
    m_per->clear();
    m_per->addItem(tr("as a whole"), QString());
    for (const QString &word : iteratedWords(*m_context.document->session().input().rules, kind()))
        m_per->addItem(tr("for each %1").arg(word), word);
    m_per->setEnabled(m_per->count() > 1);
}

void ConditionTester::tryOut(const QString &condition, RecordKind kind, const QString &per)
{
    m_kinds->setCurrentIndex(std::max(0, m_kinds->findData(static_cast<int>(kind))));
    offerPer();
    m_per->setCurrentIndex(std::max(0, m_per->findData(per)));
    m_edit->setPlainText(condition);
    m_edit->setFocus();
    refresh();
}

QString ConditionTester::verdict() const
{
    return m_verdict->text();
}

void ConditionTester::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

// The order in which people look: what holds, what is not known, what fails, what does not hold.
static int rankOf(cel::TraceState state)
{
    switch (state) {
    case cel::TraceState::True:
        return 0;
    case cel::TraceState::Unknown:
        return 1;
    case cel::TraceState::OtherValue:
        return 2;
    case cel::TraceState::Error:
        return 3;
    default:
        return 4;
    }
}

QString ConditionTester::summary(const ConditionTest &test) const
{
    QHash<int, int> counts;
    for (const ConditionOutcome &outcome : test.outcomes)
        ++counts[rankOf(outcome.state)];
    if (test.outcomes.isEmpty())
        return tr("The model holds nothing that it could be about.");
    QStringList parts;
    const QList<std::pair<int, QString>> words {{0, tr("holds for %1")},
                                                {1, tr("not known for %1")},
                                                {2, tr("another value for %1")},
                                                {3, tr("fails for %1")},
                                                {4, tr("does not hold for %1")}};
    for (const auto &[rank, text] : words) {
        if (counts.contains(rank))
            parts += text.arg(counts.value(rank));
    }
    QString sentence = parts.join(QStringLiteral(", "));
    sentence[0] = sentence[0].toUpper();
    return test.stopped ? sentence + tr("; the rest was not tried, it would take too long")
                        : sentence;
}

void ConditionTester::refresh()
{
    m_refresh.stop();
    const QString text = m_edit->toPlainText();
    if (text.trimmed().isEmpty()) {
        m_edit->markMistake(0, 0);
        m_results->setRowCount(0);
        m_verdict->setText(tr("Type a condition: it is tried on every record as you type. "
                              "Ctrl+Space offers names."));
        return;
    }
    QElapsedTimer timer;
    timer.start();
    const ConditionTest test =
        testCondition(m_context.document->session().input(), text, kind(), perWord(),
                      [&timer] { return timer.elapsed() > MostMilliseconds; });
    if (test.mistake) {
        const SourceLocation &where = test.mistake->where;
        m_edit->markMistake(where.line, where.column);
        m_results->setRowCount(0);
        m_verdict->setText(where.line > 0 ? tr("Line %1, column %2: %3")
                                                .arg(where.line)
                                                .arg(where.column)
                                                .arg(test.mistake->message)
                                          : test.mistake->message);
        return;
    }
    m_edit->markMistake(0, 0);
    m_verdict->setText(summary(test));
    showOutcomes(test.outcomes);
}

void ConditionTester::showOutcomes(const QList<ConditionOutcome> &outcomes)
{
    QList<ConditionOutcome> sorted = outcomes;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const ConditionOutcome &a, const ConditionOutcome &b) {
                         return rankOf(a.state) < rankOf(b.state);
                     });
    sorted.resize(std::min(MostOutcomes, sorted.size()));
    m_results->setRowCount(static_cast<int>(sorted.size()));
    for (qsizetype row = 0; row < sorted.size(); ++row)
        addOutcome(static_cast<int>(row), sorted[row]);
}

void ConditionTester::addOutcome(int row, const ConditionOutcome &outcome)
{
    static constexpr const char *icons[] = {"check", "help", "info", "warning", "minus"};
    const QStringList words {tr("true"), tr("unknown"), outcome.text, tr("error"), tr("false")};
    const int rank = rankOf(outcome.state);
    const Theme &theme = m_context.appearance->theme();
    QString name = qualifiedName(m_context.document->model(), outcome.kind, outcome.record);
    if (!outcome.item.isEmpty())
        name += QStringLiteral(", ") + outcome.item;
    auto *record = new QTableWidgetItem(name);
    record->setData(Qt::UserRole, static_cast<int>(outcome.kind));
    record->setData(Qt::UserRole + 1, outcome.record.toString().toLatin1());
    auto *state =
        new QTableWidgetItem(iconset::pixmap(QLatin1String(icons[rank]),
                                             rank == 0 ? theme.text.link : theme.text.secondary, 14,
                                             devicePixelRatioF()),
                             words[rank]);
    auto *why = new QTableWidgetItem(outcome.state == cel::TraceState::Error
                                         ? outcome.text
                                         : outcome.unknownNames.join(QStringLiteral(", ")));
    for (QTableWidgetItem *item : {record, state, why})
        item->setToolTip(item->text().toHtmlEscaped());
    m_results->setItem(row, 0, record);
    m_results->setItem(row, 1, state);
    m_results->setItem(row, 2, why);
}

} // namespace drawbridge
