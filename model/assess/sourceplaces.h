#pragma once

#include "model/core/threatmodel.h"

#include <QHash>

namespace drawbridge {

// Which record a line of an imported file describes: the one whose key, or one of whose members,
// begins last before it.
class SourcePlaces
{
public:
    struct Place
    {
        int line = 0;
        RecordKind kind = RecordKind::Element;
        IdText record;
    };

    explicit SourcePlaces(const ThreatModel &model);

    // Nullptr where no record of the source begins before the line.
    const Place *at(const SourceId &source, int line) const;
    // Where a record begins in the source that it came from; 0 where that is not known.
    int beginOf(RecordKind kind, const IdText &record) const;

private:
    template <typename Record>
    void addOwners(const Table<Record> &table);
    void addPlaces(const Source &source);

    // By source and key.
    QHash<std::pair<SourceId, QString>, Place> m_owners;
    QHash<SourceId, QList<Place>> m_places;
    QHash<std::pair<int, IdText>, int> m_begins;
};

} // namespace drawbridge
