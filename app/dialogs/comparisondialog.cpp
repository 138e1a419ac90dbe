#include "app/dialogs/comparisondialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace drawbridge {

// What a row says of its columns that have none here.
static constexpr int ComparedDetailsRole = Qt::UserRole;

ComparisonDialog::ComparisonDialog(const ComparisonDocument &document,
                                   const std::function<void()> &save, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Vulnerabilities found and fixed"));
    auto *summary = new QLabel(
        tr("%1 and %2: %3").arg(document.before, document.after, document.summary), this);
    summary->setTextFormat(Qt::PlainText);
    summary->setWordWrap(true);
    m_filter = new QLineEdit(this);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Filter"));
    m_tree = new QTreeWidget(this);
    m_tree->setHeaderLabels({tr("Vulnerability"), tr("Where"), tr("Severity"), tr("Fix or note")});
    m_tree->setUniformRowHeights(true);
    m_tree->setColumnWidth(0, 380);
    m_tree->setColumnWidth(1, 160);
    m_tree->setColumnWidth(2, 80);
    m_tree->setAccessibleName(windowTitle());
    m_details = new QPlainTextEdit(this);
    m_details->setReadOnly(true);
    m_details->setAccessibleName(tr("Evidence"));
    for (const TableDocument &table : document.tables)
        addTable(table);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *saveButton = buttons->addButton(tr("Save…"), QDialogButtonBox::ActionRole);
    connect(saveButton, &QPushButton::clicked, this, save);
    connect(buttons, &QDialogButtonBox::rejected, this, &ComparisonDialog::reject);
    connect(m_filter, &QLineEdit::textChanged, this, &ComparisonDialog::showMatching);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &ComparisonDialog::describe);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_tree);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    for (QWidget *widget : {static_cast<QWidget *>(summary), static_cast<QWidget *>(m_filter),
                            static_cast<QWidget *>(splitter), static_cast<QWidget *>(buttons)})
        layout->addWidget(widget);
    resize(1080, 680);
}

void ComparisonDialog::addTable(const TableDocument &table)
{
    auto *group = new QTreeWidgetItem(
        m_tree, {QStringLiteral("%1 (%2)").arg(table.title).arg(table.rows.size())});
    group->setData(0, ComparedDetailsRole, table.note);
    const auto column = [&table](const char *key) {
        for (qsizetype i = 0; i < table.columns.size(); ++i) {
            if (table.columns[i].key == QLatin1String(key))
                return i;
        }
        return qsizetype(-1);
    };
    for (const QStringList &row : table.rows) {
        auto *item =
            new QTreeWidgetItem(group,
                                {row.value(column("vulnerability")), row.value(column("where")),
                                 row.value(column("severity")), row.value(column("fix"))});
        QStringList lines;
        for (qsizetype i = 0; i < table.columns.size(); ++i) {
            if (!row.value(i).isEmpty())
                lines += table.columns[i].heading + QStringLiteral(": ") + row.value(i);
        }
        item->setData(0, ComparedDetailsRole, lines.join(u'\n'));
    }
    group->setExpanded(true);
}

void ComparisonDialog::showMatching(const QString &text)
{
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem *group = m_tree->topLevelItem(i);
        for (int row = 0; row < group->childCount(); ++row) {
            QTreeWidgetItem *item = group->child(row);
            item->setHidden(
                !item->data(0, ComparedDetailsRole).toString().contains(text, Qt::CaseInsensitive));
        }
    }
}

void ComparisonDialog::describe()
{
    const QTreeWidgetItem *item = m_tree->currentItem();
    m_details->setPlainText(item ? item->data(0, ComparedDetailsRole).toString() : QString());
}

} // namespace drawbridge
