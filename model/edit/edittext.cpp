#include "model/edit/edittext.h"

#include "model/base/result.h"
#include "model/core/names.h"

namespace drawbridge {

QString editText(const QString &verb, const QString &name)
{
    // Undo menus are narrow; the full name is on the canvas.
    constexpr qsizetype LongestName = 40;
    const QString shown =
        name.size() > LongestName ? name.left(LongestName - 1) + QChar(0x2026) : name;
    return shown.isEmpty() ? verb : verb + u' ' + shown;
}

QString editText(const QString &verb, const ThreatModel &model, const RecordReferences &records)
{
    if (records.size() == 1)
        return editText(verb, recordName(model, records.first().kind, records.first().id));
    return editText(verb, Edits::tr("%1 items").arg(records.size()));
}

Error missingRecord(const char *what, const IdText &id)
{
    return {ErrorCode::NotFound,
            QStringLiteral("there is no %1 '%2'").arg(QLatin1String(what), id.toString()),
            {}};
}

} // namespace drawbridge
