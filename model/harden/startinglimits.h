#pragma once

#include "model/schema/imagetable.h"

namespace drawbridge {

// Where to start with limits for a kind of service; what it really needs shows under load.
struct StartingLimits
{
    // As Compose spells them: "512m", "0.5", "128".
    QString memory;
    QString cpus;
    QString pids;
};

StartingLimits startingLimits(const QString &technology, const ImageFacts *facts);

} // namespace drawbridge
