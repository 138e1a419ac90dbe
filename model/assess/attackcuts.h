#pragma once

#include "model/assess/attackgoals.h"
#include "model/assess/trailsearch.h"

namespace drawbridge {

// A start and a goal with the trails between them that were found.
struct AttackPair
{
    int start = -1;
    int goal = -1;
    std::vector<Trail> trails;
};

// Tries mitigations of the threats on the trails by taking their ways out of the graph, and counts
// the pairs that have no path then: single threats, all threats of a rule at once, and all that
// lead to the same next foothold, where that cuts more.
QList<CuttingControl> findCuts(const AnalysisSession &session, const AttackGraph &graph,
                               const std::vector<AttackPair> &pairs, const WayFilter &filter);

} // namespace drawbridge
