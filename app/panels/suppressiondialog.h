#pragma once

#include "model/edit/decidefindingsedit.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QDateEdit;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace drawbridge {

// Asks why results of scanners do not count, and until when.
class SuppressionDialog final : public QDialog
{
    Q_OBJECT

public:
    // `carryOut` does it and gives the problem, or nothing.
    SuppressionDialog(const QDate &today, std::function<QString(const SuppressionText &)> carryOut,
                      QWidget *parent = nullptr);

    void accept() override;

private:
    QDate m_today;
    std::function<QString(const SuppressionText &)> m_carryOut;
    QPlainTextEdit *m_reason = nullptr;
    QLineEdit *m_author = nullptr;
    QCheckBox *m_ends = nullptr;
    QDateEdit *m_expires = nullptr;
    QLabel *m_problem = nullptr;
};

} // namespace drawbridge
