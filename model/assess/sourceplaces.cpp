#include "model/assess/sourceplaces.h"

#include <algorithm>

namespace drawbridge {

SourcePlaces::SourcePlaces(const ThreatModel &model)
{
    addOwners(model.elements);
    addOwners(model.interfaces);
    addOwners(model.boundaries);
    addOwners(model.identities);
    for (const Source &source : model.sources)
        addPlaces(source);
}

template <typename Record>
void SourcePlaces::addOwners(const Table<Record> &table)
{
    for (const Record &record : table) {
        if (record.sourceKey.isEmpty() || record.vanished)
            continue;
        const Place owner {0, recordKind<Record>, record.id};
        m_owners.insert({record.sourceKey.source, record.sourceKey.key}, owner);
        // A workload of Kubernetes is described by more than its container.
        const qsizetype container = record.sourceKey.key.indexOf(QStringLiteral(".containers."));
        const std::pair workload(record.sourceKey.source, record.sourceKey.key.left(container));
        if (container > 0 && !m_owners.contains(workload))
            m_owners.insert(workload, owner);
    }
}

void SourcePlaces::addPlaces(const Source &source)
{
    QList<Place> &places = m_places[source.id];
    for (auto it = source.lines.cbegin(); it != source.lines.cend(); ++it) {
        QString key = it.key();
        auto owner = m_owners.constFind({source.id, key});
        while (owner == m_owners.cend() && key.contains(u'.')) {
            key = key.section(u'.', 0, -2);
            owner = m_owners.constFind({source.id, key});
        }
        if (owner == m_owners.cend() || it.value() <= 0)
            continue;
        places.append({it.value(), owner->kind, owner->record});
        int &begin = m_begins[{static_cast<int>(owner->kind), owner->record}];
        begin = begin == 0 ? it.value() : std::min(begin, it.value());
    }
    std::stable_sort(places.begin(), places.end(),
                     [](const Place &a, const Place &b) { return a.line < b.line; });
}

const SourcePlaces::Place *SourcePlaces::at(const SourceId &source, int line) const
{
    const auto places = m_places.constFind(source);
    if (places == m_places.cend())
        return nullptr;
    const auto after =
        std::upper_bound(places->begin(), places->end(), line,
                         [](int wanted, const Place &place) { return wanted < place.line; });
    return after == places->begin() ? nullptr : &*std::prev(after);
}

int SourcePlaces::beginOf(RecordKind kind, const IdText &record) const
{
    return m_begins.value({static_cast<int>(kind), record});
}

} // namespace drawbridge
