#include "model/edit/renamerecordedit.h"

#include "model/core/names.h"
#include "model/edit/edittext.h"
#include "model/edit/recordvisit.h"

namespace drawbridge {

static constexpr qsizetype LongestRecordName = 500;
static constexpr qsizetype LongestDescription = 100'000;

Result<ModelEdit> renameRecord(const ThreatModel &model, const RecordReference &record,
                               const QString &name)
{
    const QString clean = name.simplified();
    if (clean.isEmpty() && record.kind != RecordKind::Flow)
        return Error {ErrorCode::InvalidInput, QStringLiteral("a name cannot be empty"), {}};
    if (clean.size() > LongestRecordName)
        return Error {
            ErrorCode::LimitExceeded, QStringLiteral("a name has at most 500 characters"), {}};
    ThreatModel after = model;
    if (record.kind == RecordKind::Project)
        after.project.name = clean;
    else if (!changeRecord(after, record, [&](auto &changed) -> decltype(void(changed.name)) {
                 changed.name = clean;
             }))
        return missingRecord("record", record.id);
    return editBetween(editText(Edits::tr("Rename"), recordName(model, record.kind, record.id)),
                       model, after);
}

Result<ModelEdit> setDescription(const ThreatModel &model, const RecordReference &record,
                                 const QString &description)
{
    if (description.size() > LongestDescription)
        return Error {ErrorCode::LimitExceeded,
                      QStringLiteral("a description has at most 100000 characters"),
                      {}};
    ThreatModel after = model;
    if (record.kind == RecordKind::Project)
        after.project.description = description;
    else if (!changeRecord(after, record,
                           [&](auto &changed) -> decltype(void(changed.description)) {
                               changed.description = description;
                           }))
        return missingRecord("record", record.id);
    return editBetween(editText(Edits::tr("Describe"), recordName(model, record.kind, record.id)),
                       model, after, QStringLiteral("describe:") + record.id.toString());
}

} // namespace drawbridge
