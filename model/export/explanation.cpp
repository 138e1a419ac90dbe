#include "model/export/explanation.h"

#include "model/export/threatwords.h"
#include "model/text/jsonwriter.h"
#include "model/text/textencoding.h"

namespace drawbridge {

namespace {

// Of one kind of record; what an earlier kind has goes first: a service before its image.
template <typename T>
void collect(const ThreatModel &model, RecordKind kind, const QString &wanted,
             QList<NamedRecord> &found)
{
    if (!found.isEmpty())
        return;
    for (const T &record : model.tableOf<T>()) {
        if (record.id.toString() == wanted || qualifiedName(model, kind, record.id) == wanted)
            found.append({kind, record.id});
    }
}

Error usage(const QString &message)
{
    return {ErrorCode::Usage, message, {}};
}

} // namespace

Result<NamedRecord> recordCalled(const ThreatModel &model, const QString &wanted)
{
    QList<NamedRecord> found;
    collect<Element>(model, RecordKind::Element, wanted, found);
    collect<Interface>(model, RecordKind::Interface, wanted, found);
    collect<DataFlow>(model, RecordKind::Flow, wanted, found);
    collect<TrustBoundary>(model, RecordKind::Boundary, wanted, found);
    collect<Image>(model, RecordKind::Image, wanted, found);
    collect<Identity>(model, RecordKind::Identity, wanted, found);
    collect<DataAsset>(model, RecordKind::Asset, wanted, found);
    if (found.isEmpty())
        return usage(QStringLiteral("nothing in the model has the name or id '%1'").arg(wanted));
    if (found.size() > 1) {
        QStringList ids;
        for (const NamedRecord &each : found)
            ids += each.id.toString();
        return usage(QStringLiteral("'%1' is the name of several records; give one of the ids %2")
                         .arg(wanted, ids.join(QStringLiteral(", "))));
    }
    return found.first();
}

namespace {

QString valueLine(const BecauseItem &item)
{
    const QString value = item.label + QStringLiteral(" = ") + item.value;
    return item.source.isEmpty() ? value : value + QStringLiteral("  (") + item.source + u')';
}

void writeClauseText(const ClauseVerdict &clause, QString &text)
{
    const QString name = clause.mitigation.isEmpty()
        ? clause.clause
        : QStringLiteral("mitigation %1").arg(clause.mitigation);
    text += QStringLiteral("  %1: %2\n").arg(name, nameOf(clause.state));
    for (const ConditionPart &part : clause.parts) {
        const QString indent(2 * part.depth + 4, u' ');
        text += QStringLiteral("%1%2 %3  %4\n")
                    .arg(indent, part.decisive ? QStringLiteral("*") : QStringLiteral(" "),
                         part.text, nameOf(part.state));
        if (!part.error.isEmpty())
            text += indent + QStringLiteral("    ") + part.error + u'\n';
        for (const BecauseItem &item : part.values)
            text += indent + QStringLiteral("    ") + valueLine(item) + u'\n';
    }
}

void writeClauseJson(JsonWriter &writer, const ClauseVerdict &clause)
{
    writer.beginObject();
    writer.member(u"clause", clause.clause);
    if (!clause.mitigation.isEmpty())
        writer.member(u"mitigation", clause.mitigation);
    writer.member(u"condition", clause.condition);
    writer.member(u"state", nameOf(clause.state));
    writer.key(u"parts");
    writer.beginArray();
    for (const ConditionPart &part : clause.parts) {
        writer.beginObject();
        writer.member(u"depth", static_cast<qint64>(part.depth));
        writer.member(u"text", part.text);
        writer.member(u"state", nameOf(part.state));
        writer.member(u"decisive", part.decisive);
        if (!part.error.isEmpty())
            writer.member(u"error", part.error);
        writer.key(u"values");
        writer.beginArray();
        for (const BecauseItem &item : part.values) {
            writer.beginObject();
            writer.member(u"property", item.label);
            writer.member(u"value", item.value);
            writer.member(u"source", item.source);
            writer.endObject();
        }
        writer.endArray();
        writer.endObject();
    }
    writer.endArray();
    writer.endObject();
}

} // namespace

Result<Explanation> explainThreat(const ExportInput &input, const QString &key)
{
    const Threat *threat = input.session->find(key);
    if (!threat)
        return usage(QStringLiteral("the analysis reports no threat '%1'; `analyze --json` lists "
                                    "the keys")
                         .arg(key));
    if (threat->rule < 0)
        return usage(QStringLiteral("'%1' was written down by hand; no rule explains it").arg(key));
    Explanation explanation;
    explanation.subject = input.session->title(*threat);
    for (const RuleVerdict &verdict :
         input.session->verdicts(threat->rule, threat->targetKind, threat->target)) {
        if (verdict.discriminator == threat->discriminator)
            explanation.verdicts.append(verdict);
    }
    explanation.change = input.session->cheapestChange(*threat);
    return explanation;
}

Result<Explanation> explainRule(const ExportInput &input, const QString &rule,
                                const QString &record)
{
    const qsizetype index = input.rules->find(rule);
    if (index < 0)
        return usage(QStringLiteral("there is no rule '%1'; `rules list` names them").arg(rule));
    const auto found = recordCalled(*input.model, record);
    if (!found)
        return found.error();
    Explanation explanation;
    explanation.subject =
        QStringLiteral("%1 on %2").arg(rule, qualifiedName(*input.model, found->kind, found->id));
    explanation.verdicts = input.session->verdicts(index, found->kind, found->id);
    return explanation;
}

QByteArray writeExplanationText(const Explanation &explanation)
{
    QString text = explanation.subject + u'\n';
    for (const RuleVerdict &verdict : explanation.verdicts) {
        text += u'\n';
        text += verdict.discriminator.isEmpty()
            ? nameOf(verdict.verdict)
            : verdict.discriminator + QStringLiteral(": ") + nameOf(verdict.verdict);
        text += QStringLiteral(", because ") + verdict.reason + u'\n';
        for (const ClauseVerdict &clause : verdict.clauses)
            writeClauseText(clause, text);
    }
    if (explanation.change) {
        text += explanation.change->removes ? QStringLiteral("\nThe least that removes it:\n")
                                            : QStringLiteral("\nThe least that mitigates it:\n");
        for (const PropertyChange &change : explanation.change->changes)
            text += QStringLiteral("  ") + change.text + u'\n';
    }
    QStringList lines = text.split(u'\n');
    for (QString &line : lines)
        line = terminalSafe(line);
    return lines.join(u'\n').toUtf8();
}

QByteArray writeExplanationJson(const Explanation &explanation)
{
    JsonWriter writer;
    writer.beginObject();
    writer.member(u"schema", QStringLiteral("drawbridge/explanation/1"));
    writer.member(u"subject", explanation.subject);
    writer.key(u"verdicts");
    writer.beginArray();
    for (const RuleVerdict &verdict : explanation.verdicts) {
        writer.beginObject();
        writer.member(u"item", verdict.discriminator);
        writer.member(u"verdict", nameOf(verdict.verdict));
        writer.member(u"stoppedBy", nameOf(verdict.stoppedBy));
        writer.member(u"reason", verdict.reason);
        writer.member(u"threat", verdict.threatKey);
        writer.key(u"clauses");
        writer.beginArray();
        for (const ClauseVerdict &clause : verdict.clauses)
            writeClauseJson(writer, clause);
        writer.endArray();
        writer.endObject();
    }
    writer.endArray();
    if (explanation.change) {
        writer.key(u"change");
        writer.beginObject();
        writer.member(u"removes", explanation.change->removes);
        writer.member(u"cost", static_cast<qint64>(explanation.change->cost));
        writer.key(u"steps");
        writer.beginArray();
        for (const PropertyChange &change : explanation.change->changes)
            writer.value(change.text);
        writer.endArray();
        writer.endObject();
    }
    writer.endObject();
    return writer.take();
}

} // namespace drawbridge
