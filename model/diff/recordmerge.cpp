#include "model/diff/recordmerge.h"

#include <algorithm>

namespace drawbridge {

RecordMerge::RecordMerge(const ThreatModel &existing, const ThreatModel &updated,
                         QSet<SourceId> read)
    : m_existing(existing)
    , m_updated(updated)
    , m_read(std::move(read))
{
}

bool RecordMerge::isPrimary(const SourceKey &known, const SourceKey &imported) const
{
    if (known.source == imported.source || isRead(known))
        return true;
    const Source *was = m_existing.sources.find(known.source);
    const Source *is = m_updated.sources.find(imported.source);
    return was && is && was->format == is->format;
}

template <typename Record>
void RecordMerge::mergeProperties(Record &record, const Record &imported, bool primary) const
{
    PropertySet kept;
    for (const PropertyEntry &entry : record.properties.entries()) {
        for (const Claim &claim : entry.claims) {
            const Provenance &from = claim.provenance;
            const Source *source = m_existing.sources.find(from.source);
            const bool fromFile = from.claim == ClaimSource::File
                || from.claim == ClaimSource::Image || from.claim == ClaimSource::ImageTable;
            // What a file of the import referred to when it was read before, and no more does.
            const bool referred = !source || source->format == u"env-file"
                || (source->format == u"dockerfile" && from.claim == ClaimSource::Image);
            if (m_read.contains(from.source) || (primary && fromFile && referred))
                continue;
            kept.set(entry.property, claim);
        }
    }
    for (const PropertyEntry &entry : imported.properties.entries()) {
        for (const Claim &claim : entry.claims)
            kept.set(entry.property, claim);
    }
    record.properties = kept;
}

// A name that was never changed follows a rename in the source.
template <typename Record>
void RecordMerge::takeName(Record &record, const Record &imported) const
{
    const bool renamed = record.sourceKey.key != imported.sourceKey.key;
    const bool untouched = record.name.isEmpty()
        || record.sourceKey.key.endsWith(u'.' + record.name) || record.sourceKey.key == record.name;
    if (renamed && untouched)
        record.name = imported.name;
}

// A record stays with the file that it came from while that file is not read: it may say so still.
template <typename Record>
void RecordMerge::takeKey(Record &record, const SourceKey &imported) const
{
    const bool fromOther = !isRead(record.sourceKey)
        && m_existing.sources.contains(record.sourceKey.source)
        && isPrimary(record.sourceKey, imported);
    const QString former = fromOther ? imported.key : record.sourceKey.key;
    const bool sameFormat = isPrimary(record.sourceKey, imported);
    if (!fromOther)
        record.sourceKey = imported;
    if constexpr (requires { record.aliases; }) {
        if (sameFormat && former != record.sourceKey.key && !record.aliases.contains(former))
            record.aliases += former;
        record.aliases.removeAll(record.sourceKey.key);
    }
}

template <typename Record>
void RecordMerge::takeStructure(Record &record, const Record &imported) const
{
    record.vanished = false;
    takeKey(record, imported.sourceKey);
    if constexpr (requires { record.implied; })
        record.implied = imported.implied;
    if constexpr (requires { record.platform; })
        record.platform = imported.platform;
    if constexpr (requires { record.description; }) {
        if (record.description.isEmpty())
            record.description = imported.description;
    }
}

// Those that are imported, those that somebody drew, and those of sources that were not read.
template <typename T>
QList<typename T::IdType> RecordMerge::links(const QList<typename T::IdType> &known,
                                             const QList<typename T::IdType> &imported) const
{
    QList<typename T::IdType> result = imported;
    for (const auto &id : known) {
        const T *record = m_existing.tableOf<T>().find(id);
        if (record && !isRead(record->sourceKey) && !result.contains(id))
            result += id;
    }
    std::sort(result.begin(), result.end());
    return result;
}

template <typename T>
typename T::IdType RecordMerge::link(const typename T::IdType &known,
                                     const typename T::IdType &imported) const
{
    const T *record = m_existing.tableOf<T>().find(known);
    const bool chosen = record && (record->sourceKey.isEmpty() || !isRead(record->sourceKey));
    return chosen && (record->sourceKey.isEmpty() || imported.isEmpty()) ? known : imported;
}

// An architect's word stays while the image that it was said of stays.
void RecordMerge::takeTechnology(Element &record, const Element &imported) const
{
    static const QString Generic = QStringLiteral("generic-process");
    const bool undecided = record.technology.isEmpty() || record.technology == Generic;
    const bool otherImage = record.image != imported.image;
    const bool says = !imported.technology.isEmpty() && imported.technology != Generic;
    if (undecided || (otherImage && says)) {
        record.technology = imported.technology;
        record.kind = imported.kind;
    }
}

Element RecordMerge::merged(const Element &known, const Element &imported) const
{
    Element record = known;
    const bool primary = isPrimary(known.sourceKey, imported.sourceKey);
    const bool becomesContainer = !known.hasRuntime && imported.hasRuntime;
    mergeProperties(record, imported, primary);
    if (!primary && !becomesContainer) {
        record.vanished = known.vanished;
        record.assets = links<DataAsset>(known.assets, imported.assets);
        if (record.description.isEmpty())
            record.description = imported.description;
        return record;
    }
    takeName(record, imported);
    takeTechnology(record, imported);
    takeStructure(record, imported);
    record.boundary = link<TrustBoundary>(known.boundary, imported.boundary);
    record.networks = links<TrustBoundary>(known.networks, imported.networks);
    record.image = link<Image>(known.image, imported.image);
    record.identity = link<Identity>(known.identity, imported.identity);
    record.assets = links<DataAsset>(known.assets, imported.assets);
    record.hasRuntime = imported.hasRuntime;
    return record;
}

Interface RecordMerge::merged(const Interface &known, const Interface &imported) const
{
    Interface record = known;
    const bool primary =
        known.sourceKey.isEmpty() ? false : isPrimary(known.sourceKey, imported.sourceKey);
    mergeProperties(record, imported, primary);
    if (primary) {
        takeName(record, imported);
        takeStructure(record, imported);
        record.kind = imported.kind;
    }
    if (record.description.isEmpty())
        record.description = imported.description;
    return record;
}

DataFlow RecordMerge::merged(const DataFlow &known, const DataFlow &imported) const
{
    DataFlow record = known;
    const bool primary = isPrimary(known.sourceKey, imported.sourceKey);
    mergeProperties(record, imported, primary);
    // What an import only supposes does not take a flow away from the file that tells of it.
    if (primary || !imported.implied || known.vanished)
        takeStructure(record, imported);
    record.confirmed = known.confirmed || imported.confirmed;
    if (record.name.isEmpty())
        record.name = imported.name;
    const Interface *ends = m_existing.interfaces.find(known.interface);
    const bool follows = !ends || isRead(ends->sourceKey);
    if (follows && !imported.interface.isEmpty() && imported.target == known.target)
        record.interface = imported.interface;
    record.assetsOut = links<DataAsset>(known.assetsOut, imported.assetsOut);
    record.assetsBack = links<DataAsset>(known.assetsBack, imported.assetsBack);
    return record;
}

TrustBoundary RecordMerge::merged(const TrustBoundary &known, const TrustBoundary &imported) const
{
    TrustBoundary record = known;
    const bool primary = isPrimary(known.sourceKey, imported.sourceKey);
    mergeProperties(record, imported, primary);
    // A host that one file implies and another describes is no longer a guess.
    const bool implied = known.implied && imported.implied;
    if (record.platform.isEmpty())
        record.platform = imported.platform;
    if (!primary) {
        record.implied = implied;
        return record;
    }
    const QString platform = imported.platform.isEmpty() ? record.platform : imported.platform;
    takeName(record, imported);
    takeStructure(record, imported);
    record.implied = implied;
    record.platform = platform;
    record.parent = link<TrustBoundary>(known.parent, imported.parent);
    return record;
}

Image RecordMerge::merged(const Image &known, const Image &imported) const
{
    Image record = known;
    mergeProperties(record, imported, isPrimary(known.sourceKey, imported.sourceKey));
    takeStructure(record, imported);
    record.reference = imported.reference;
    record.builtHere = imported.builtHere;
    return record;
}

Identity RecordMerge::merged(const Identity &known, const Identity &imported) const
{
    Identity record = known;
    mergeProperties(record, imported, isPrimary(known.sourceKey, imported.sourceKey));
    takeName(record, imported);
    takeStructure(record, imported);
    return record;
}

DataAsset RecordMerge::merged(const DataAsset &known, const DataAsset &imported) const
{
    DataAsset record = known;
    mergeProperties(record, imported, isPrimary(known.sourceKey, imported.sourceKey));
    if (record.sourceKey.key != imported.sourceKey.key)
        record.name = imported.name;
    takeStructure(record, imported);
    return record;
}

} // namespace drawbridge
