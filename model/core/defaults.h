#pragma once

#include "model/core/threatmodel.h"

#include <optional>

namespace drawbridge {

// What a record's property effectively is: the stored claim, else what the platform does when its
// file is silent, else nothing (unknown).
struct EffectiveValue
{
    Claim claim;
    // The property has other claims that contradict this one.
    bool conflicting = false;
};

template <typename Record>
std::optional<EffectiveValue> effectiveValue(const PropertySchema &schema, const Record &record,
                                             PropertyIndex property);

// The file name and line behind a claim ("compose.yml:12"), "architect", "default of compose", ...
QString provenanceText(const ThreatModel &model, const Provenance &provenance);

} // namespace drawbridge
