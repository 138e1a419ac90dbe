#pragma once

#include "model/diff/importupdate.h"

#include <QDialog>

#include <functional>

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace drawbridge {

// What an update of the open model would be, with these pairs taken for renames.
using ImportReview = std::function<ImportUpdate(const QList<SameAs> &)>;

// Shows what an import changes before it is applied. Offered renames can be taken one by one, which
// works the rest out again.
class ImportReviewDialog final : public QDialog
{
    Q_OBJECT

public:
    ImportReviewDialog(ImportReview review, QWidget *parent);

    const ImportUpdate &update() const { return m_update; }

private:
    void addRenames(const QList<RenameCandidate> &renames);
    void showDifferences();
    void reviewAgain();

    ImportReview m_review;
    ImportUpdate m_update;
    // Offered while no rename is taken.
    QList<RenameCandidate> m_renames;
    QTreeWidget *m_tree = nullptr;
    QTreeWidgetItem *m_renameGroup = nullptr;
    QLabel *m_summary = nullptr;
};

} // namespace drawbridge
