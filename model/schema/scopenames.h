#pragma once

#include "model/schema/propertyschema.h"

namespace drawbridge {

// The word of the schema's file for a scope: "runtime", "host".
QString nameOf(PropertyScope scope);
std::optional<PropertyScope> scopeNamed(const QString &name);

} // namespace drawbridge
