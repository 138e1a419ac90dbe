#include "model/edit/addinterfaceedit.h"

#include "model/edit/edittext.h"
#include "model/edit/recordvisit.h"

namespace drawbridge {

Result<ModelEdit> addInterface(const ThreatModel &model, const InterfaceId &id,
                               const NewInterface &added)
{
    const Element *owner = model.elements.find(added.owner);
    if (!owner)
        return missingRecord("element", added.owner);
    if (owner->kind == ElementKind::ExternalEntity)
        return Error {
            ErrorCode::InvalidInput, QStringLiteral("an external entity has no interfaces"), {}};
    if (id.isEmpty() || model.interfaces.contains(id))
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("the id '%1' cannot be used").arg(id.toString()),
                      {}};
    const QString name = added.name.simplified();
    if (name.isEmpty())
        return Error {ErrorCode::InvalidInput, QStringLiteral("a name cannot be empty"), {}};
    Interface interface;
    interface.id = id;
    interface.owner = added.owner;
    interface.kind = added.kind;
    interface.name = name;
    ThreatModel after = model;
    after.interfaces.put(std::move(interface));
    return editBetween(editText(Edits::tr("Add"), name), model, after);
}

Result<ModelEdit> setInterfaceKind(const ThreatModel &model, const InterfaceId &id,
                                   InterfaceKind kind)
{
    ThreatModel after = model;
    const RecordReference record {RecordKind::Interface, id};
    if (!changeRecord(after, record, [&](Interface &interface) { interface.kind = kind; }))
        return missingRecord("interface", id);
    return editBetween(editText(Edits::tr("Change kind of"), model, {record}), model, after);
}

} // namespace drawbridge
