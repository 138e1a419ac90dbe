#include "model/export/questionlist.h"

#include "model/core/defaults.h"
#include "model/engine/contextprofile.h"
#include "model/export/explanation.h"
#include "model/export/threatwords.h"
#include "model/text/jsonwriter.h"
#include "model/text/textencoding.h"

namespace drawbridge {

Result<QuestionList> listQuestions(const ExportInput &input, QuestionsOf of, const QString &record)
{
    QuestionList list {input.session->openQuestions(), contextProfile(*input.model, *input.schema)};
    if (of == QuestionsOf::Model)
        return list;
    const auto named = recordCalled(*input.model, record);
    if (!named)
        return named.error();
    const QSet<IdText> records = of == QuestionsOf::Host
        ? recordsOfHost(*input.model, named->kind, named->id)
        : recordsAround(*input.model, named->kind, named->id);
    if (records.isEmpty())
        return Error {
            ErrorCode::Usage,
            QStringLiteral("'%1' stands on no host: draw the boundary around it first").arg(record),
            {}};
    list.questions.removeIf(
        [&](const OpenQuestion &question) { return !records.contains(question.reference.id); });
    list.profile.removeIf(
        [&](const PropertyReference &reference) { return !records.contains(reference.id); });
    return list;
}

static QString holderName(const ExportInput &input, const PropertyReference &reference)
{
    return reference.kind == RecordKind::Project
        ? QStringLiteral("model")
        : qualifiedName(*input.model, reference.kind, reference.id);
}

static QStringList answersOf(const PropertyType &type)
{
    if (type.kind == PropertyKind::Bool)
        return {QStringLiteral("true"), QStringLiteral("false")};
    return type.kind == PropertyKind::Enum ? type.members : QStringList();
}

static const Claim *claimOf(const ThreatModel &model, const PropertyReference &reference)
{
    const TrustBoundary *boundary = model.boundaries.find(BoundaryId(reference.id));
    return boundary ? boundary->properties.effective(reference.property) : nullptr;
}

static QString claimText(const Claim *claim)
{
    if (!claim)
        return QStringLiteral("?");
    return claim->notApplicable ? QStringLiteral("n/a") : claim->value.toDisplayString();
}

QByteArray writeQuestionsText(const ExportInput &input, const QuestionList &list)
{
    QString text;
    for (const OpenQuestion &question : list.questions) {
        const PropertyDefinition &property = input.schema->definition(question.reference.property);
        text += terminalSafe(holderName(input, question.reference)) + QStringLiteral(": ")
            + property.question + u'\n';
        QStringList facts {property.name};
        const QStringList answers = answersOf(property.type);
        if (!answers.isEmpty())
            facts.first() += QStringLiteral(" = ") + answers.join(QStringLiteral(" | "));
        facts += question.threats.size() == 1
            ? QStringLiteral("decides 1 threat")
            : QStringLiteral("decides %1 threats").arg(question.threats.size());
        QStringList others;
        const auto holders = answerHolders(*input.model, *input.schema, question.reference);
        for (qsizetype i = 1; i < holders.size(); ++i)
            others += terminalSafe(holderName(input, holders.at(i)));
        if (!others.isEmpty())
            facts +=
                QStringLiteral("may be answered for all of ") + others.join(QStringLiteral(" or "));
        text += QStringLiteral("    ") + facts.join(QStringLiteral("; ")) + u'\n';
    }
    if (list.questions.isEmpty())
        text += QStringLiteral("no open question\n");
    IdText last;
    for (const PropertyReference &reference : list.profile) {
        if (reference.id != last)
            text +=
                QStringLiteral("\nprofile of %1\n").arg(terminalSafe(holderName(input, reference)));
        last = reference.id;
        const PropertyDefinition &property = input.schema->definition(reference.property);
        const Claim *claim = claimOf(*input.model, reference);
        text += QStringLiteral("    %1 = %2%3  %4\n")
                    .arg(property.name, terminalSafe(claimText(claim)),
                         claim ? QStringLiteral(" (%1)").arg(
                             terminalSafe(provenanceText(*input.model, claim->provenance)))
                               : QString(),
                         property.question);
    }
    return text.toUtf8();
}

static void writeHolder(JsonWriter &writer, const ExportInput &input,
                        const PropertyReference &reference)
{
    writer.beginObject();
    writer.member(u"kind", targetKindName(*input.model, reference.kind, reference.id));
    writer.member(u"id", reference.id.toString());
    writer.member(u"name", holderName(input, reference));
    writer.endObject();
}

static void writeTextList(JsonWriter &writer, QStringView key, const QStringList &texts)
{
    writer.key(key);
    writer.beginArray();
    for (const QString &text : texts)
        writer.value(text);
    writer.endArray();
}

static void writeQuestion(JsonWriter &writer, const ExportInput &input,
                          const OpenQuestion &question)
{
    const PropertyDefinition &property = input.schema->definition(question.reference.property);
    writer.beginObject();
    writer.key(u"record");
    writeHolder(writer, input, question.reference);
    writer.member(u"property", property.name);
    writer.member(u"question", property.question);
    writeTextList(writer, u"answers", answersOf(property.type));
    writer.member(u"decides", static_cast<qint64>(question.threats.size()));
    writer.member(u"weight", static_cast<qint64>(question.weight));
    writeTextList(writer, u"threats", question.threats);
    writer.key(u"holders");
    writer.beginArray();
    for (const PropertyReference &holder :
         answerHolders(*input.model, *input.schema, question.reference))
        writeHolder(writer, input, holder);
    writer.endArray();
    writer.endObject();
}

QByteArray writeQuestionsJson(const ExportInput &input, const QuestionList &list)
{
    JsonWriter writer;
    writer.beginObject();
    writer.member(u"schema", QStringLiteral("drawbridge/open-questions/1"));
    writer.key(u"questions");
    writer.beginArray();
    for (const OpenQuestion &question : list.questions)
        writeQuestion(writer, input, question);
    writer.endArray();
    writer.key(u"profile");
    writer.beginArray();
    for (const PropertyReference &reference : list.profile) {
        const PropertyDefinition &property = input.schema->definition(reference.property);
        const Claim *claim = claimOf(*input.model, reference);
        writer.beginObject();
        writer.key(u"record");
        writeHolder(writer, input, reference);
        writer.member(u"property", property.name);
        writer.member(u"question", property.question);
        writer.member(u"value", claim ? claim->value : Value());
        writer.member(u"answered", claim != nullptr);
        writer.member(u"source",
                      claim ? provenanceText(*input.model, claim->provenance) : QString());
        writer.endObject();
    }
    writer.endArray();
    writer.endObject();
    return writer.take();
}

} // namespace drawbridge
