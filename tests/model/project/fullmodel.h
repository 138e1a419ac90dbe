#pragma once

#include "model/core/threatmodel.h"
#include "model/schema/propertyschema.h"

namespace drawbridge::test {

// The schema that ships.
const PropertySchema &shippedSchema();

// A model that uses every field of every record, every property of the schema, every origin of a
// claim, and hostile text.
ThreatModel fullModel();

// A model of the size that benchmarks use: nodes, 1.5 flows a node, a boundary for twelve nodes.
ThreatModel syntheticModel(int nodes);

} // namespace drawbridge::test
