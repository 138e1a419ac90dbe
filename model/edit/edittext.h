#pragma once

#include "model/core/threatmodel.h"
#include "model/edit/recordreference.h"

#include <QCoreApplication>

namespace drawbridge {

// Where the names of edits are translated.
class Edits
{
    Q_DECLARE_TR_FUNCTIONS(Edits)
};

// "Delete web", "Delete 3 items": an edit's name in the undo menu.
QString editText(const QString &verb, const ThreatModel &model, const RecordReferences &records);
QString editText(const QString &verb, const QString &name);

// "'web' does not exist": what an edit answers to a stale id.
struct Error;
Error missingRecord(const char *what, const IdText &id);

} // namespace drawbridge
