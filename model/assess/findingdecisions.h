#pragma once

#include "model/core/evidence.h"
#include "model/core/threatmodel.h"

#include <QHash>

namespace drawbridge {

// A decision about a result with what it is about filled in, and nothing decided yet.
FindingDecision decisionAbout(const EvidenceResult &result);

// Finds the decision about a result. One about a line of a file holds for the nearest line at which
// the same check reports now, since lines move between scans.
class FindingDecisions
{
public:
    // Both outlive this.
    FindingDecisions(const ThreatModel &model, const Evidence &evidence);

    // Nullptr where nobody decided.
    const FindingDecision *of(const EvidenceResult &result) const;

private:
    struct Place
    {
        const FindingDecision *whole = nullptr;
        QList<const FindingDecision *> ofLines;
        // Lines at which the check reports.
        QList<int> lines;
        QHash<int, const FindingDecision *> byLine;
    };

    static void assign(Place &place);

    QHash<QString, Place> m_places;
};

} // namespace drawbridge
