#pragma once

#include "model/edit/decidethreatsedit.h"

#include <QWidget>

class QButtonGroup;
class QCheckBox;
class QDateEdit;
class QLineEdit;
class QPlainTextEdit;

namespace drawbridge {

// The fields of a decision: treatment, reason, owner, expiry, ticket.
class DecisionForm final : public QWidget
{
    Q_OBJECT

public:
    explicit DecisionForm(QWidget *parent = nullptr);

    void show(const DecisionText &text);
    // What is typed in; `today` becomes its date.
    DecisionText text(const QDate &today) const;

Q_SIGNALS:
    void edited();

private:
    QButtonGroup *m_treatment = nullptr;
    QPlainTextEdit *m_reason = nullptr;
    QLineEdit *m_owner = nullptr;
    QCheckBox *m_hasExpiry = nullptr;
    QDateEdit *m_expires = nullptr;
    QLineEdit *m_ticket = nullptr;
};

} // namespace drawbridge
