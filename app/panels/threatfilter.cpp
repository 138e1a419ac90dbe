#include "app/panels/threatfilter.h"

namespace drawbridge {

bool ThreatCriteria::isEmpty() const
{
    return *this == ThreatCriteria();
}

ThreatCriteria countedThreatsOf(const RecordReference &record)
{
    ThreatCriteria criteria;
    criteria.record = record;
    criteria.withFlows = false;
    criteria.onlyUnsettled = true;
    return criteria;
}

void ThreatFilter::set(ThreatCriteria criteria)
{
    if (criteria == m_criteria)
        return;
    m_criteria = std::move(criteria);
    Q_EMIT changed();
}

} // namespace drawbridge
