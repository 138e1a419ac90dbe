#pragma once

#include "model/base/value.h"
#include "model/engine/threat.h"

namespace drawbridge {

// One property set to another value.
struct PropertyChange
{
    PropertyReference where;
    Value value;
    // "set Privileged to false on web", "remove SYS_ADMIN from Added capabilities of web".
    QString text;
    int cost = 0;

    bool operator==(const PropertyChange &) const = default;
};

// The least that would settle a threat: after it the exposure is gone, or mitigations hold.
struct SettlingChange
{
    QList<PropertyChange> changes;
    int cost = 0;
    // The threat is gone; else it is still there, and mitigated.
    bool removes = false;
};

} // namespace drawbridge
