#include "app/panels/settlingedit.h"

#include "model/core/defaults.h"
#include "model/edit/compositeedit.h"
#include "model/edit/setpropertyedit.h"

namespace drawbridge {

Result<ModelEdit> settlingEdit(const ThreatModel &model, const PropertySchema &schema,
                               const SettlingChange &change)
{
    QStringList texts;
    for (const PropertyChange &each : change.changes)
        texts += each.text;
    QString name = texts.join(QStringLiteral("; "));
    if (!name.isEmpty())
        name[0] = name[0].toUpper();
    CompositeEdit edit(name, model);
    for (const PropertyChange &each : change.changes) {
        const auto added =
            edit.add(setProperty(edit.model(), schema, {{each.where.kind, each.where.id}},
                                 each.where.property, each.value));
        if (!added)
            return added.error();
    }
    return edit.finished();
}

static const PropertySet *propertiesOf(const ThreatModel &model, const PropertyReference &where)
{
    if (where.kind == RecordKind::Project)
        return &model.project.properties;
    const PropertySet *found = nullptr;
    forEachTable(model, [&](const auto &table) {
        using Record = std::decay_t<decltype(*table.begin())>;
        if constexpr (requires(const Record &record) { record.properties; }) {
            const Record *record = recordKind<Record> == where.kind
                ? table.find(typename Record::IdType(where.id))
                : nullptr;
            if (record)
                found = &record->properties;
        }
    });
    return found;
}

QStringList saidElsewhere(const ThreatModel &model, const SettlingChange &change)
{
    QStringList places;
    for (const PropertyChange &each : change.changes) {
        const PropertySet *properties = propertiesOf(model, each.where);
        const Claim *claim = properties ? properties->effective(each.where.property) : nullptr;
        if (!claim)
            continue;
        const ClaimSource source = claim->provenance.claim;
        if (source != ClaimSource::File && source != ClaimSource::Image
            && source != ClaimSource::Scanner)
            continue;
        const QString place = provenanceText(model, claim->provenance);
        if (!places.contains(place))
            places += place;
    }
    return places;
}

} // namespace drawbridge
