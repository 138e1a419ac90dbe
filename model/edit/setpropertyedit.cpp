#include "model/edit/setpropertyedit.h"

#include "model/edit/edittext.h"
#include "model/edit/recordvisit.h"

namespace drawbridge {

static Result<void> checkProperty(const PropertySchema &schema, const RecordReferences &records,
                                  PropertyIndex property)
{
    if (property >= schema.definitions().size())
        return Error {ErrorCode::NotFound, QStringLiteral("there is no such property"), {}};
    const PropertyDefinition &definition = schema.definition(property);
    if (definition.computed)
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("'%1' is computed and cannot be set").arg(definition.label),
                      {}};
    for (const RecordReference &record : records) {
        if (record.kind != recordKindOf(definition.scope))
            return Error {ErrorCode::InvalidInput,
                          QStringLiteral("this kind of record has no '%1'").arg(definition.label),
                          {}};
    }
    return {};
}

template <typename Change>
static Result<ModelEdit> changeProperties(const ThreatModel &model, const QString &text,
                                          const RecordReferences &records, Change change,
                                          const QString &mergeKey = {})
{
    ThreatModel after = model;
    for (const RecordReference &record : records) {
        if (record.kind == RecordKind::Project)
            change(after.project.properties);
        else if (!changeRecord(after, record,
                               [&](auto &changed) -> decltype(void(changed.properties)) {
                                   change(changed.properties);
                               }))
            return missingRecord("record", record.id);
    }
    return editBetween(text, model, after, mergeKey);
}

static Result<ModelEdit> claim(const ThreatModel &model, const PropertySchema &schema,
                               const RecordReferences &records, PropertyIndex property,
                               const Claim &claimed, const QString &mergeKey)
{
    const Result<void> checked = checkProperty(schema, records, property);
    if (!checked)
        return checked.error();
    const QString text = editText(Edits::tr("Set"), schema.definition(property).label);
    return changeProperties(
        model, text, records, [&](PropertySet &set) { set.set(property, claimed); }, mergeKey);
}

Result<ModelEdit> setProperty(const ThreatModel &model, const PropertySchema &schema,
                              const RecordReferences &records, PropertyIndex property,
                              const Value &value, const QString &mergeKey)
{
    if (property < schema.definitions().size()) {
        const PropertyDefinition &definition = schema.definition(property);
        const QString wrong = definition.type.check(value);
        if (!wrong.isEmpty())
            return Error {
                ErrorCode::InvalidInput, definition.label + QStringLiteral(": ") + wrong, {}};
    }
    Claim claimed;
    claimed.value = value;
    return claim(model, schema, records, property, claimed, mergeKey);
}

Result<ModelEdit> setPropertyNotApplicable(const ThreatModel &model, const PropertySchema &schema,
                                           const RecordReferences &records, PropertyIndex property)
{
    Claim claimed;
    claimed.notApplicable = true;
    return claim(model, schema, records, property, claimed, {});
}

Result<ModelEdit> clearProperty(const ThreatModel &model, const PropertySchema &schema,
                                const RecordReferences &records, PropertyIndex property)
{
    const Result<void> checked = checkProperty(schema, records, property);
    if (!checked)
        return checked.error();
    const QString text = editText(Edits::tr("Clear"), schema.definition(property).label);
    return changeProperties(model, text, records, [&](PropertySet &set) {
        set.remove(property, ClaimSource::Architect);
    });
}

} // namespace drawbridge
