#pragma once

#include "app/panels/panelcontext.h"

#include <QFrame>

class QBoxLayout;
class QComboBox;

namespace drawbridge {

// One open question with its answers where the value would stand: a click answers, for the record
// or for everything that a boundary around it holds.
class QuestionCard final : public QFrame
{
    Q_OBJECT

public:
    // `withName` adds what the question is about, where that is not the selected record.
    QuestionCard(const PanelContext &context, const OpenQuestion &question, bool withName,
                 QWidget *parent = nullptr);

    // Whom the next answer is written to.
    PropertyReference holder() const;

Q_SIGNALS:
    // The value has to be typed: open its row.
    void editRequested(drawbridge::PropertyIndex property);

private:
    QString caption(bool withName) const;
    void addHolders(QBoxLayout *rows);
    void addButtons(QBoxLayout *buttons);
    void answer(const Value &value);
    void answerNotApplicable();

    PanelContext m_context;
    OpenQuestion m_question;
    QList<PropertyReference> m_holders;
    QComboBox *m_holder = nullptr;
};

} // namespace drawbridge
