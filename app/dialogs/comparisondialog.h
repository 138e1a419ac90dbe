#pragma once

#include "model/export/comparisondocument.h"

#include <QDialog>

#include <functional>

class QLineEdit;
class QPlainTextEdit;
class QTreeWidget;

namespace drawbridge {

// What was fixed between two models: a tree by outcome, the text of a row in full below it.
class ComparisonDialog final : public QDialog
{
    Q_OBJECT

public:
    // `save` asks where to and writes the comparison.
    ComparisonDialog(const ComparisonDocument &document, const std::function<void()> &save,
                     QWidget *parent);

private:
    void addTable(const TableDocument &table);
    void showMatching(const QString &text);
    void describe();

    QLineEdit *m_filter = nullptr;
    QTreeWidget *m_tree = nullptr;
    QPlainTextEdit *m_details = nullptr;
};

} // namespace drawbridge
