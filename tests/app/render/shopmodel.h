#pragma once

#include "app/render/modellooks.h"

namespace drawbridge::test {

// A shop in containers on one host, drawn on the diagram "g1": an internet boundary, a host with
// two networks, six elements, seven flows, endpoints, threats.
ThreatModel shopModel();
ThreatSummaries shopThreats();
// The schema of the source tree.
const PropertySchema &testSchema();

// A model of many boxes in columns, with flows between random ones, for speed and for geometry.
ThreatModel crowdedModel(unsigned seed, int elements, int flows);

} // namespace drawbridge::test
