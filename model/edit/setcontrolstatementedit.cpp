#include "model/edit/setcontrolstatementedit.h"

#include "model/core/controlstatements.h"
#include "model/edit/edittext.h"

namespace drawbridge {

Result<ModelEdit> setControlStatement(const ThreatModel &model, const QString &control,
                                      const ControlStatementText &text)
{
    const QString about = control.trimmed();
    if (about.isEmpty())
        return Error {
            ErrorCode::InvalidInput, QStringLiteral("a statement needs the control it is of"), {}};
    ThreatModel after = model;
    const ControlStatement *earlier = statementOn(model, about);
    ControlStatement statement = earlier ? *earlier : ControlStatement();
    if (!earlier) {
        statement.id = controlStatementIdFor(about);
        statement.control = about;
    }
    statement.status = text.status;
    statement.origin = text.origin;
    statement.statement = text.statement.trimmed();
    const bool saysNothing = statement.status == ControlStatus::Unset
        && statement.statement.isEmpty() && statement.unknown.isEmpty();
    if (saysNothing)
        after.controlStatements.remove(statement.id);
    else
        after.controlStatements.put(std::move(statement));
    return editBetween(editText(Edits::tr("State"), about), model, after);
}

} // namespace drawbridge
