#include "model/edit/pastefragmentedit.h"

#include "model/edit/edittext.h"
#include "model/edit/membership.h"
#include "model/edit/placementchecks.h"

#include <algorithm>

namespace drawbridge {

namespace {

// One paste: hands out new ids and writes the copies.
class Paste
{
public:
    Paste(const ThreatModel &model, const ModelFragment &fragment, IdSource &ids)
        : m_after(model)
        , m_fragment(fragment)
        , m_ids(ids)
    {
    }

    void copyRecords(const BoundaryId &boundary);
    Result<void> place(const DiagramId &diagram, const QPoint &offset);
    const ThreatModel &after() const { return m_after; }
    RecordReferences copies() const;

private:
    template <typename Record>
    void assignIds(const QList<Record> &records, char letter, bool shared);
    template <typename Record>
    Record copyOf(const Record &original) const;
    template <typename IdType>
    IdType newId(const IdType &id) const
    {
        return IdType(m_newIds.value(id));
    }
    template <typename IdType>
    QList<IdType> newIds(const QList<IdType> &ids) const;
    QList<BoundaryId> networksOfCopy(const Element &original) const;
    template <typename Record>
    void addMissing(const QList<Record> &records);
    void copyBoundaries(const BoundaryId &outer);
    void copyElements(const BoundaryId &outer);
    void copyInterfaces();
    void copyFlows();

    ThreatModel m_after;
    const ModelFragment &m_fragment;
    IdSource &m_ids;
    // One map for all kinds: ids of different kinds in one project differ by their letter, and a
    // hand-made clash only lets a copy point at another copy of the same fragment.
    QHash<IdText, IdText> m_newIds;
};

template <typename Record>
void Paste::assignIds(const QList<Record> &records, char letter, bool shared)
{
    const Table<Record> &table = m_after.tableOf<Record>();
    for (const Record &record : records) {
        if (shared && table.contains(record.id)) {
            m_newIds.insert(record.id, record.id);
            continue;
        }
        typename Record::IdType fresh(m_ids.next(letter));
        while (table.contains(fresh))
            fresh = typename Record::IdType(m_ids.next(letter));
        m_newIds.insert(record.id, fresh);
    }
}

// Files of another place cannot be the source of a copy.
static PropertySet architectsWord(const PropertySet &properties)
{
    PropertySet result;
    for (const PropertyEntry &entry : properties.entries()) {
        Claim claim = entry.effective();
        claim.provenance = Provenance();
        result.set(entry.property, std::move(claim));
    }
    return result;
}

template <typename Record>
Record Paste::copyOf(const Record &original) const
{
    Record copy = original;
    copy.id = newId(original.id);
    copy.sourceKey = SourceKey();
    copy.properties = architectsWord(original.properties);
    if constexpr (requires { copy.vanished; })
        copy.vanished = false;
    if constexpr (requires { copy.implied; })
        copy.implied = false;
    if constexpr (requires { copy.aliases; })
        copy.aliases.clear();
    return copy;
}

template <typename IdType>
QList<IdType> Paste::newIds(const QList<IdType> &ids) const
{
    QList<IdType> result;
    for (const IdType &id : ids) {
        const IdType fresh = newId(id);
        if (!fresh.isEmpty())
            result.append(fresh);
    }
    std::sort(result.begin(), result.end());
    return result;
}

// Where it stands decides about one network; several are kept as far as the model has them.
QList<BoundaryId> Paste::networksOfCopy(const Element &original) const
{
    QList<BoundaryId> networks = newIds(original.networks);
    if (original.networks.size() < 2)
        return networks;
    for (const BoundaryId &network : original.networks) {
        const TrustBoundary *found = m_after.boundaries.find(network);
        if (!m_newIds.contains(network) && found && found->kind == BoundaryKind::Network)
            networks.append(network);
    }
    std::sort(networks.begin(), networks.end());
    return networks;
}

template <typename Record>
void Paste::addMissing(const QList<Record> &records)
{
    Table<Record> &table = m_after.tableOf<Record>();
    for (const Record &record : records) {
        if (newId(record.id) != record.id)
            table.put(copyOf(record));
    }
}

void Paste::copyBoundaries(const BoundaryId &outer)
{
    for (const TrustBoundary &original : m_fragment.boundaries) {
        TrustBoundary copy = copyOf(original);
        const BoundaryId parent = newId(original.parent);
        copy.parent = parent.isEmpty() ? outer : parent;
        m_after.boundaries.put(std::move(copy));
    }
}

void Paste::copyElements(const BoundaryId &outer)
{
    for (const Element &original : m_fragment.elements) {
        Element copy = copyOf(original);
        copy.image = newId(original.image);
        copy.identity = newId(original.identity);
        copy.assets = newIds(original.assets);
        copy.boundary = newId(original.boundary);
        copy.networks = networksOfCopy(original);
        if (copy.boundary.isEmpty() && copy.networks.isEmpty())
            copy = putInto(m_after, std::move(copy), outer);
        else if (copy.boundary.isEmpty())
            copy.boundary = containmentOf(m_after, outer);
        m_after.elements.put(std::move(copy));
    }
}

void Paste::copyInterfaces()
{
    for (const Interface &original : m_fragment.interfaces) {
        Interface copy = copyOf(original);
        copy.owner = newId(original.owner);
        m_after.interfaces.put(std::move(copy));
    }
}

void Paste::copyFlows()
{
    for (const DataFlow &original : m_fragment.flows) {
        DataFlow copy = copyOf(original);
        copy.source = newId(original.source);
        copy.target = newId(original.target);
        copy.interface = newId(original.interface);
        copy.assetsOut = newIds(original.assetsOut);
        copy.assetsBack = newIds(original.assetsBack);
        m_after.flows.put(std::move(copy));
    }
}

void Paste::copyRecords(const BoundaryId &boundary)
{
    assignIds(m_fragment.boundaries, 'b', false);
    assignIds(m_fragment.elements, 'e', false);
    assignIds(m_fragment.interfaces, 'p', false);
    assignIds(m_fragment.flows, 'f', false);
    assignIds(m_fragment.images, 'i', true);
    assignIds(m_fragment.identities, 'y', true);
    assignIds(m_fragment.assets, 'a', true);
    addMissing(m_fragment.images);
    addMissing(m_fragment.identities);
    addMissing(m_fragment.assets);
    copyBoundaries(boundary);
    copyElements(boundary);
    copyInterfaces();
    copyFlows();
}

Result<void> Paste::place(const DiagramId &diagram, const QPoint &offset)
{
    QList<Placement> placements;
    for (const Placement &original : m_fragment.placements) {
        const IdText copy = m_newIds.value(original.record);
        if (!copy.isEmpty())
            placements.append({copy, original.rect.translated(offset)});
    }
    return placeIn(m_after, diagram, placements);
}

RecordReferences Paste::copies() const
{
    RecordReferences records;
    for (const TrustBoundary &boundary : m_fragment.boundaries)
        records.append({RecordKind::Boundary, newId(boundary.id)});
    for (const Element &element : m_fragment.elements)
        records.append({RecordKind::Element, newId(element.id)});
    return records;
}

} // namespace

Result<PastedFragment> pasteFragment(const ThreatModel &model, const ModelFragment &fragment,
                                     const DiagramId &diagram, const QPoint &offset,
                                     const BoundaryId &boundary, IdSource &ids)
{
    if (!boundary.isEmpty() && !model.boundaries.contains(boundary))
        return missingRecord("trust boundary", boundary);
    Paste paste(model, fragment, ids);
    paste.copyRecords(boundary);
    const Result<void> placed = paste.place(diagram, offset);
    if (!placed)
        return placed.error();
    const RecordReferences copies = paste.copies();
    return PastedFragment {
        editBetween(editText(Edits::tr("Paste"), paste.after(), copies), model, paste.after()),
        copies};
}

} // namespace drawbridge
