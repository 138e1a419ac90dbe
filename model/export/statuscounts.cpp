#include "model/export/statuscounts.h"

namespace drawbridge {

void StatusCounts::add(const Threat &threat)
{
    if (threat.toBeReviewed || threat.expired) {
        ++open;
        return;
    }
    switch (threat.status) {
    case ThreatStatus::Open:
    case ThreatStatus::NeedsAnswer:
        ++open;
        break;
    case ThreatStatus::PartiallyMitigated:
        ++partial;
        break;
    case ThreatStatus::Mitigated:
        ++mitigated;
        break;
    case ThreatStatus::Accepted:
        ++accepted;
        break;
    case ThreatStatus::Transferred:
    case ThreatStatus::Avoided:
    case ThreatStatus::NotApplicable:
        ++other;
        break;
    }
}

StatusCounts &StatusCounts::operator+=(const StatusCounts &more)
{
    open += more.open;
    partial += more.partial;
    mitigated += more.mitigated;
    accepted += more.accepted;
    other += more.other;
    return *this;
}

} // namespace drawbridge
