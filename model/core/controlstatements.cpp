#include "model/core/controlstatements.h"

#include "model/core/names.h"

#include <algorithm>

namespace drawbridge {

ControlStatementId controlStatementIdFor(const QString &control)
{
    return ControlStatementId(importedId('c', QString(), control));
}

const ControlStatement *statementOn(const ThreatModel &model, const QString &control)
{
    const auto &all = model.controlStatements;
    if (const ControlStatement *usual = all.find(controlStatementIdFor(control)))
        return usual;
    // A file that was written elsewhere may use other ids.
    const auto found =
        std::find_if(all.begin(), all.end(), [&control](const ControlStatement &statement) {
            return statement.control == control;
        });
    return found == all.end() ? nullptr : &*found;
}

template <typename E>
static QString inSentenceCase(E value)
{
    QString text = nameOf(value);
    text.replace(u'-', u' ');
    text[0] = text[0].toUpper();
    return text;
}

QString displayName(ControlStatus status)
{
    return status == ControlStatus::Unset ? QStringLiteral("Not stated") : inSentenceCase(status);
}

QString displayName(ControlOrigin origin)
{
    return inSentenceCase(origin);
}

} // namespace drawbridge
