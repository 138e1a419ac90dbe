#pragma once

#include "model/diff/modeldiff.h"

#include <QByteArray>

namespace drawbridge {

class JsonWriter;

// For a terminal: a line a record, its fields below it, a line that counts them at the end. What
// would harm a terminal is made visible.
QByteArray writeDiffText(const ModelDiff &diff);
// "2 added, 1 changed"; "no differences".
QString diffSummary(const ModelDiff &diff);

// {"schema": "drawbridge/diff/1", "summary", "records", "renames"}.
QByteArray writeDiffJson(const ModelDiff &diff);
// The members of that object without the schema, into one that stands open.
void writeDiffMembers(JsonWriter &writer, const ModelDiff &diff);

// "no (default of compose) -> yes (compose.yml:12)", "+ back; - front".
QString changeText(const FieldDifference &field);

} // namespace drawbridge
