#pragma once

#include "model/base/result.h"
#include "model/schema/propertyschema.h"

namespace drawbridge {

// A property's value as people read it: "512 MiB", "Yes", "none".
QString formatValue(const PropertyType &type, const Value &value);
// What people type back: "512 MiB", "0.5", "a, b". Fails with what was expected.
Result<Value> parseValue(const PropertyType &type, const QString &text);
// Whether a value is typed as one line; records have a dialog of their own.
bool isTypedAsText(const PropertyType &type);

} // namespace drawbridge
