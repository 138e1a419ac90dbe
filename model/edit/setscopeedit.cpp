#include "model/edit/setscopeedit.h"

#include "model/edit/edittext.h"
#include "model/edit/recordvisit.h"

namespace drawbridge {

Result<ModelEdit> setScope(const ThreatModel &model, const RecordReferences &records,
                           const Scope &scope)
{
    Scope wanted = scope;
    wanted.reason = scope.inScope ? QString() : scope.reason.trimmed();
    if (!wanted.inScope && wanted.reason.isEmpty())
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("say why it is out of scope; the report prints the reason"),
                      {}};
    ThreatModel after = model;
    for (const RecordReference &record : records) {
        if (!changeRecord(after, record, [&](auto &changed) -> decltype(void(changed.scope)) {
                changed.scope = wanted;
            }))
            return missingRecord("element, flow or trust boundary", record.id);
    }
    return editBetween(editText(Edits::tr("Set scope of"), model, records), model, after);
}

} // namespace drawbridge
