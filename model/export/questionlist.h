#pragma once

#include "model/export/exportinput.h"

namespace drawbridge {

// Open questions as a command or script lists them.
struct QuestionList
{
    QList<OpenQuestion> questions;
    // Of hosts and clusters: what is worth answering once, answered or not.
    QList<PropertyReference> profile;
};

// All of a model; of a record those about it, or about everything on its host.
enum class QuestionsOf : quint8 { Model, Record, Host };
Result<QuestionList> listQuestions(const ExportInput &input, QuestionsOf of,
                                   const QString &record = {});

QByteArray writeQuestionsText(const ExportInput &input, const QuestionList &list);
// {"schema", "questions": [{"record", "property", "question", "answers", "decides", "weight",
// "threats", "holders"}], "profile": [{"record", "property", "question", "value", "source"}]}.
QByteArray writeQuestionsJson(const ExportInput &input, const QuestionList &list);

} // namespace drawbridge
