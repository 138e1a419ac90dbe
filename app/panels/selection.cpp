#include "app/panels/selection.h"

namespace drawbridge {

std::optional<RecordReference> Selection::single() const
{
    if (m_records.size() != 1)
        return std::nullopt;
    return m_records.first();
}

void Selection::select(RecordReferences records)
{
    if (records == m_records)
        return;
    m_records = std::move(records);
    Q_EMIT recordsChanged();
}

void Selection::selectThreat(const QString &key)
{
    if (key == m_threat)
        return;
    m_threat = key;
    Q_EMIT threatChanged();
}

void Selection::showPath(const QSet<IdText> &records)
{
    if (m_path == records)
        return;
    m_path = records;
    Q_EMIT pathChanged();
}

} // namespace drawbridge
