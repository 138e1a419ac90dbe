#include "app/dialogs/importreviewdialog.h"

#include "model/core/names.h"
#include "model/diff/diffwriters.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace drawbridge {

ImportReviewDialog::ImportReviewDialog(ImportReview review, QWidget *parent)
    : QDialog(parent)
    , m_review(std::move(review))
{
    setWindowTitle(tr("Update from files"));
    m_summary = new QLabel(this);
    // Names come from files.
    m_summary->setTextFormat(Qt::PlainText);
    m_tree = new QTreeWidget(this);
    m_tree->setColumnCount(2);
    m_tree->setHeaderLabels({tr("What"), tr("How it changes")});
    m_tree->header()->setStretchLastSection(true);
    m_tree->setColumnWidth(0, 340);
    m_tree->setUniformRowHeights(true);
    m_tree->setAccessibleName(tr("Changes of the model"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Update the model"));
    connect(buttons, &QDialogButtonBox::accepted, this, &ImportReviewDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ImportReviewDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->addWidget(m_summary);
    layout->addWidget(m_tree);
    layout->addWidget(buttons);
    resize(860, 560);

    m_update = m_review({});
    m_renames = m_update.diff.renames;
    addRenames(m_renames);
    showDifferences();
    connect(m_tree, &QTreeWidget::itemChanged, this, &ImportReviewDialog::reviewAgain);
}

void ImportReviewDialog::addRenames(const QList<RenameCandidate> &renames)
{
    if (renames.isEmpty())
        return;
    m_renameGroup = new QTreeWidgetItem(m_tree, {tr("Perhaps the same, under another name")});
    for (const RenameCandidate &rename : renames) {
        auto *item =
            new QTreeWidgetItem(m_renameGroup,
                                {tr("%1 is now %2").arg(rename.beforeName, rename.afterName),
                                 tr("%1, %2").arg(nameOf(rename.record), rename.reason)});
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(0, Qt::Unchecked);
    }
    m_renameGroup->setExpanded(true);
}

static QString groupTitle(DifferenceKind kind)
{
    switch (kind) {
    case DifferenceKind::Added:
        return ImportReviewDialog::tr("Added");
    case DifferenceKind::Removed:
        return ImportReviewDialog::tr("Removed");
    case DifferenceKind::Changed:
        return ImportReviewDialog::tr("Changed");
    case DifferenceKind::Vanished:
        return ImportReviewDialog::tr("No longer in the files (kept and marked)");
    case DifferenceKind::Returned:
        return ImportReviewDialog::tr("In the files again");
    }
    return {};
}

void ImportReviewDialog::showDifferences()
{
    const QSignalBlocker quiet(m_tree);
    while (m_tree->topLevelItemCount() > (m_renameGroup ? 1 : 0))
        delete m_tree->takeTopLevelItem(m_tree->topLevelItemCount() - 1);
    for (const DifferenceKind kind :
         {DifferenceKind::Added, DifferenceKind::Changed, DifferenceKind::Vanished,
          DifferenceKind::Returned, DifferenceKind::Removed}) {
        QTreeWidgetItem *group = nullptr;
        for (const RecordDifference &record : m_update.diff.records) {
            if (record.kind != kind)
                continue;
            if (!group)
                group = new QTreeWidgetItem(m_tree);
            auto *item = new QTreeWidgetItem(group, {record.name, nameOf(record.record)});
            for (const FieldDifference &field : record.fields)
                new QTreeWidgetItem(item, {field.name, changeText(field)});
        }
        if (group) {
            group->setText(
                0, QStringLiteral("%1 (%2)").arg(groupTitle(kind)).arg(group->childCount()));
            group->setExpanded(true);
        }
    }
    m_summary->setText(m_update.diff.isEmpty()
                           ? tr("The files say what the model says: there is nothing to update.")
                           : tr("The files change the model: %1. What you drew, named and decided "
                                "stays.")
                                 .arg(diffSummary(m_update.diff)));
}

void ImportReviewDialog::reviewAgain()
{
    QList<SameAs> same;
    for (int i = 0; m_renameGroup && i < m_renameGroup->childCount(); ++i) {
        const RenameCandidate &rename = m_renames.at(i);
        if (m_renameGroup->child(i)->checkState(0) == Qt::Checked)
            same.append({rename.record, rename.before, rename.after});
    }
    m_update = m_review(same);
    showDifferences();
}

} // namespace drawbridge
