#pragma once

#include "app/panels/panelcontext.h"

#include <QFrame>

class QBoxLayout;

namespace drawbridge {

// One open question with its answers where the value would stand: a click answers.
class QuestionCard final : public QFrame
{
    Q_OBJECT

public:
    // `withName` adds what the question is about, where that is not the selected record.
    QuestionCard(const PanelContext &context, const OpenQuestion &question, bool withName,
                 QWidget *parent = nullptr);

Q_SIGNALS:
    // The value has to be typed: open its row.
    void editRequested(drawbridge::PropertyIndex property);

private:
    void addButtons(QBoxLayout *buttons);
    void answer(const Value &value);
    void answerNotApplicable();

    PanelContext m_context;
    OpenQuestion m_question;
};

} // namespace drawbridge
