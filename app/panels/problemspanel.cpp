#include "app/panels/problemspanel.h"

#include "app/panels/countedwords.h"
#include "app/render/iconset.h"
#include "model/core/names.h"

#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace drawbridge {

// More rows at once would be neither read nor fast.
static constexpr qsizetype MostProblems = 1000;

ProblemsPanel::ProblemsPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    m_caption = new QLabel(this);
    m_caption->setProperty("role", QStringLiteral("secondary"));
    m_caption->setContentsMargins(14, 10, 14, 10);
    buildTable();
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_caption);
    rows->addWidget(m_stack, 1);
    m_collect.setSingleShot(true);
    // Counted for the status line too, but not while one types or drags.
    m_collect.setInterval(250);
    connect(&m_collect, &QTimer::timeout, this, &ProblemsPanel::collect);
    connect(context.document, &Document::threatsChanged, &m_collect, qOverload<>(&QTimer::start));
    connect(context.document, &Document::diagnosticsChanged, &m_collect,
            qOverload<>(&QTimer::start));
    connect(context.appearance, &Appearance::changed, this, [this] {
        if (isVisible())
            fill();
    });
}

void ProblemsPanel::buildTable()
{
    m_table = new QTableWidget(0, 4, this);
    m_table->setHorizontalHeaderLabels({tr("Problem"), tr("Where"), tr("Concerns"), tr("Told by")});
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setAccessibleName(tr("Problems"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(28);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->setColumnWidth(1, 220);
    m_table->setColumnWidth(2, 180);
    m_table->setColumnWidth(3, 110);
    auto *nothing =
        new QLabel(tr("Nothing is wrong with the model, its files or its rules."), this);
    nothing->setProperty("role", QStringLiteral("secondary"));
    nothing->setAlignment(Qt::AlignCenter);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(nothing);
    m_stack->addWidget(m_table);
    connect(m_table, &QTableWidget::cellClicked, this, &ProblemsPanel::follow);
    connect(m_table, &QTableWidget::cellActivated, this, &ProblemsPanel::follow);
}

void ProblemsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    collect();
}

void ProblemsPanel::collect()
{
    m_collect.stop();
    m_problems = collectProblems(m_context.document->session(), m_context.document->diagnostics());
    const auto errors = std::count_if(m_problems.begin(), m_problems.end(), [](const Problem &one) {
        return one.severity == DiagnosticSeverity::Error;
    });
    Q_EMIT counted(static_cast<int>(m_problems.size()), static_cast<int>(errors));
    if (isVisible())
        fill();
}

void ProblemsPanel::fill()
{
    m_stack->setCurrentIndex(m_problems.isEmpty() ? 0 : 1);
    m_caption->setVisible(!m_problems.isEmpty());
    m_caption->setText(
        m_problems.size() > MostProblems
            ? tr("The first %1 of %2 problems").arg(MostProblems).arg(m_problems.size())
            : countedWords(m_problems.size(), tr("1 problem"), tr("%1 problems")));
    const qsizetype shown = std::min(MostProblems, m_problems.size());
    m_table->setRowCount(static_cast<int>(shown));
    for (qsizetype row = 0; row < shown; ++row)
        addProblem(static_cast<int>(row), m_problems[row]);
}

void ProblemsPanel::addProblem(int row, const Problem &problem)
{
    static constexpr const char *icons[] = {"info", "warning", "shield-alert"};
    static const QStringList severities {tr("Information"), tr("Warning"), tr("Error")};
    const auto severity = static_cast<size_t>(problem.severity);
    const Theme &theme = m_context.appearance->theme();
    auto *message = new QTableWidgetItem(
        iconset::pixmap(QLatin1String(icons[severity]),
                        severity > 0 ? theme.text.primary : theme.text.secondary, 16,
                        devicePixelRatioF()),
        problem.message);
    message->setData(Qt::AccessibleTextRole,
                     severities[static_cast<qsizetype>(severity)] + QStringLiteral(": ")
                         + problem.message);
    const QStringList cells {problem.where.toString(),
                             recordName(m_context.document->model(), problem.kind, problem.record),
                             displayName(problem.origin)};
    m_table->setItem(row, 0, message);
    for (int column = 0; column < cells.size(); ++column)
        m_table->setItem(row, column + 1, new QTableWidgetItem(cells[column]));
    for (int column = 0; column < m_table->columnCount(); ++column) {
        QTableWidgetItem *item = m_table->item(row, column);
        item->setToolTip(item->text().toHtmlEscaped());
    }
}

void ProblemsPanel::follow(int row)
{
    if (row < 0 || row >= m_problems.size())
        return;
    const Problem &problem = m_problems[row];
    const bool selectable = problem.kind == RecordKind::Element
        || problem.kind == RecordKind::Interface || problem.kind == RecordKind::Flow
        || problem.kind == RecordKind::Boundary || problem.kind == RecordKind::Image
        || problem.kind == RecordKind::Identity;
    if (selectable && !problem.record.isEmpty())
        Q_EMIT recordRequested({problem.kind, problem.record});
}

} // namespace drawbridge
