#pragma once

#include "model/assess/attackpaths.h"

namespace drawbridge {

struct AttackGoal
{
    int foothold = -1;
    // 1 to 5: what it would mean.
    int impact = 3;
};

// What is worth an attack, in the order of the graph: hosts and clusters, data stores, classified
// assets, and credentials for something outside of the model. With `wanted`, what stands for these
// records instead.
QList<AttackGoal> attackGoals(const AnalysisSession &session, const AttackGraph &graph,
                              const QList<IdText> &wanted);

// The positions that count: those of the project or, when it names none, all but the operator, who
// controls the hosts anyway. Who counts the internet counts partners.
QStringList countedPositions(const ThreatModel &model);

} // namespace drawbridge
