#pragma once

#include "model/core/evidence.h"
#include "model/core/propertyset.h"

namespace drawbridge {

// What a scan of a host says about a property of that host.
struct HostFact
{
    PropertyIndex property = NoProperty;
    Value value;
    // "docker-bench 2.9: Enable user namespace support".
    QString check;
};

// Reads the daemon's settings out of a result of Docker Bench, by the titles of its checks: their
// numbers differ between versions. What a check left open says nothing.
QList<HostFact> hostFacts(const EvidenceRun &run, const PropertySchema &schema);

} // namespace drawbridge
