#include "app/services/answers.h"

#include "app/services/treevalue.h"
#include "model/assess/hostfacts.h"
#include "model/edit/setpropertyedit.h"
#include "model/evidence/readscan.h"
#include "model/export/explanation.h"
#include "model/text/treedocument.h"

namespace drawbridge {

static Error wrongAnswer(const QString &message)
{
    return {ErrorCode::Usage, message, {}};
}

static Result<Value> valueFromJson(const QString &text)
{
    const auto document = TreeDocument::parseJson(text.toUtf8(), QStringLiteral("the value"));
    if (!document)
        return document.error();
    return treeValue(document->root());
}

Result<Value> valueFromText(const PropertyType &type, const QString &text)
{
    const QString word = text.trimmed();
    bool isRead = true;
    Value value = word;
    switch (type.kind) {
    case PropertyKind::Bool: {
        const QString lower = word.toLower();
        const bool yes = lower == u"true" || lower == u"yes";
        isRead = yes || lower == u"false" || lower == u"no";
        value = yes;
        break;
    }
    case PropertyKind::Int:
        value = word.toLongLong(&isRead);
        break;
    case PropertyKind::Double:
        value = word.toDouble(&isRead);
        break;
    case PropertyKind::List:
    case PropertyKind::Map:
    case PropertyKind::Record: {
        const auto read = valueFromJson(word);
        if (!read)
            return read.error();
        value = *read;
        break;
    }
    case PropertyKind::String:
    case PropertyKind::Enum:
    case PropertyKind::Reference:
        break;
    }
    const QString wrong = type.check(value);
    if (!isRead || !wrong.isEmpty())
        return wrongAnswer(QStringLiteral("'%1' is no answer here: %2")
                               .arg(word, wrong.isEmpty() ? type.check(Value(word)) : wrong));
    return value;
}

static Result<NamedRecord> holderCalled(const ThreatModel &model, const QString &name)
{
    if (name == u"model")
        return NamedRecord {RecordKind::Project, IdText()};
    return recordCalled(model, name);
}

Result<void> answerQuestion(ThreatModel &model, const PropertySchema &schema,
                            const QString &assignment)
{
    const qsizetype equals = assignment.indexOf(u'=');
    const qsizetype dot = assignment.lastIndexOf(u'.', equals);
    if (equals < 0 || dot <= 0 || dot > equals)
        return wrongAnswer(
            QStringLiteral("'%1' is no answer: write RECORD.PROPERTY=VALUE").arg(assignment));
    const QString name = assignment.left(dot);
    const QString property = assignment.sliced(dot + 1, equals - dot - 1);
    const auto record = holderCalled(model, name);
    if (!record)
        return record.error();
    const PropertyIndex index = schema.find(record->kind, property);
    if (index == NoProperty)
        return wrongAnswer(QStringLiteral("'%1' has no property '%2'").arg(name, property));
    const QString text = assignment.sliced(equals + 1);
    const RecordReferences records {{record->kind, record->id}};
    if (text == u"n/a") {
        const auto edit = setPropertyNotApplicable(model, schema, records, index);
        if (!edit)
            return edit.error();
        applyChanges(model, edit->changes());
        return {};
    }
    const auto value = valueFromText(schema.definition(index).type, text);
    if (!value)
        return value.error();
    const auto edit = setProperty(model, schema, records, index, *value);
    if (!edit)
        return edit.error();
    applyChanges(model, edit->changes());
    return {};
}

static Result<BoundaryId> hostCalled(const ThreatModel &model, const QString &name)
{
    QList<BoundaryId> hosts;
    for (const TrustBoundary &boundary : model.boundaries) {
        if (boundary.kind == BoundaryKind::Host && !boundary.vanished
            && (name.isEmpty() || boundary.name == name || boundary.id.toString() == name))
            hosts += boundary.id;
    }
    if (hosts.size() == 1)
        return hosts.first();
    if (name.isEmpty())
        return wrongAnswer(hosts.isEmpty()
                               ? QStringLiteral("the model has no host that the scan could be of")
                               : QStringLiteral("the model has %1 hosts: say which with --host")
                                     .arg(hosts.size()));
    return wrongAnswer(hosts.isEmpty()
                           ? QStringLiteral("the model has no host '%1'").arg(name)
                           : QStringLiteral("several hosts are called '%1': give an id").arg(name));
}

Result<QStringList> takeHostFacts(ThreatModel &model, const PropertySchema &schema,
                                  const QString &scanPath, const QString &hostName)
{
    const auto host = hostCalled(model, hostName);
    if (!host)
        return host.error();
    const auto runs = readScan(scanPath, scanPath);
    if (!runs)
        return runs.error();
    TrustBoundary boundary = *model.boundaries.find(*host);
    QStringList lines;
    for (const EvidenceRun &run : *runs) {
        for (const HostFact &fact : hostFacts(run, schema)) {
            Claim claim;
            claim.value = fact.value;
            claim.provenance.claim = ClaimSource::Scanner;
            claim.provenance.keyPath = fact.check;
            boundary.properties.set(fact.property, claim);
            lines += QStringLiteral("%1.%2 = %3 (%4)")
                         .arg(boundary.name, schema.definition(fact.property).name,
                              fact.value.toDisplayString(), fact.check);
        }
    }
    if (lines.isEmpty())
        return wrongAnswer(
            QStringLiteral("%1: holds no check of Docker Bench about the daemon").arg(scanPath));
    model.boundaries.put(boundary);
    return lines;
}

} // namespace drawbridge
