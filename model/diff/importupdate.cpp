#include "model/diff/importupdate.h"

#include "model/diff/importmatch.h"
#include "model/diff/recordmerge.h"
#include "model/diff/sourcekeys.h"

namespace drawbridge {

namespace {

// The letters of ids, by kind of record.
template <typename T>
constexpr char KindLetter = 'x';
template <>
constexpr char KindLetter<Element> = 'e';
template <>
constexpr char KindLetter<Interface> = 'p';
template <>
constexpr char KindLetter<DataFlow> = 'f';
template <>
constexpr char KindLetter<TrustBoundary> = 'b';
template <>
constexpr char KindLetter<Image> = 'i';
template <>
constexpr char KindLetter<Identity> = 'y';
template <>
constexpr char KindLetter<DataAsset> = 'a';
template <>
constexpr char KindLetter<Source> = 's';

template <typename Visitor>
void forEachImportedTable(ThreatModel &model, Visitor &&visitor)
{
    forEachTable(model, [&](auto &table) {
        using Record = std::decay_t<decltype(*table.begin())>;
        if constexpr (requires(Record record) { record.sourceKey; })
            visitor(table);
    });
}

// Writes the references of imported records in the ids of the model.
class Translation
{
public:
    // Pairs are (imported, model).
    RecordMatch ids;

    void apply(ThreatModel &model) const;

private:
    template <typename Id>
    void translate(Id &id) const
    {
        id = Id(ids.translated(id));
    }
    template <typename Id>
    void translate(QList<Id> &list) const
    {
        for (Id &id : list)
            translate(id);
        std::sort(list.begin(), list.end());
    }
    void references(Element &element) const
    {
        translate(element.boundary);
        translate(element.networks);
        translate(element.image);
        translate(element.identity);
        translate(element.assets);
    }
    void references(Interface &interface) const { translate(interface.owner); }
    void references(DataFlow &flow) const
    {
        translate(flow.source);
        translate(flow.target);
        translate(flow.interface);
        translate(flow.assetsOut);
        translate(flow.assetsBack);
    }
    void references(TrustBoundary &boundary) const { translate(boundary.parent); }
    void references(Image &) const { }
    void references(Identity &) const { }
    void references(DataAsset &) const { }
    PropertySet properties(const PropertySet &set) const;
};

PropertySet Translation::properties(const PropertySet &set) const
{
    PropertySet result;
    for (const PropertyEntry &entry : set.entries()) {
        for (Claim claim : entry.claims) {
            claim.value = ids.translated(claim.value);
            translate(claim.provenance.source);
            result.set(entry.property, std::move(claim));
        }
    }
    return result;
}

void Translation::apply(ThreatModel &model) const
{
    if (!ids.hasDifferentIds())
        return;
    const auto renamed = [&](auto &table) {
        using Record = std::decay_t<decltype(*table.begin())>;
        std::vector<std::shared_ptr<const Record>> records;
        for (Record record : table) {
            translate(record.id);
            if constexpr (requires { record.sourceKey; }) {
                references(record);
                translate(record.sourceKey.source);
                record.properties = properties(record.properties);
            }
            records.push_back(std::make_shared<const Record>(std::move(record)));
        }
        table.assign(std::move(records));
    };
    renamed(model.sources);
    forEachImportedTable(model, renamed);
}

class Update
{
public:
    Update(const ThreatModel &existing, const ThreatModel &imported, const UpdateOptions &options)
        : m_existing(existing)
        , m_imported(imported)
        , m_updated(existing)
        , m_options(options)
    {
    }

    ThreatModel run();

private:
    void unifySources();
    void matchRecords();
    template <typename T>
    void chooseIds(Translation &translation, const RecordMatch &match);
    template <typename T>
    IdText freeId(const T &record, QSet<IdText> &taken) const;
    template <typename T>
    void merge(const RecordMerge &merge);
    template <typename T>
    void markVanished(const RecordMerge &merge);
    void dropUnusedSources();

    const ThreatModel &m_existing;
    ThreatModel m_imported;
    ThreatModel m_updated;
    const UpdateOptions &m_options;
    QSet<SourceId> m_read;
};

// An id of an imported record, unless something else of the model has it: two folders may hold
// files with the same keys.
template <typename T>
IdText Update::freeId(const T &record, QSet<IdText> &taken) const
{
    IdText id = record.id;
    QString key;
    if constexpr (requires { record.path; })
        key = record.path;
    else if (const Source *source = m_imported.sources.find(record.sourceKey.source))
        key = comparablePath(source->path) + u'/' + record.sourceKey.key;
    for (int copy = 1;
         taken.contains(id) || m_existing.tableOf<T>().contains(typename T::IdType(id)); ++copy)
        id = importedId(KindLetter<T>, m_existing.project.importRoot,
                        copy == 1 ? key : key + u'#' + QString::number(copy));
    taken.insert(id);
    return id;
}

template <typename T>
void Update::chooseIds(Translation &translation, const RecordMatch &match)
{
    QSet<IdText> taken;
    for (const T &record : m_imported.tableOf<T>()) {
        const IdText known = match.beforeOf(recordKind<T>, record.id);
        translation.ids.add(recordKind<T>, record.id,
                            known.isEmpty() ? freeId(record, taken) : known);
    }
}

void Update::unifySources()
{
    Translation translation;
    chooseIds<Source>(translation, matchSources(m_existing, m_imported, m_options));
    translation.apply(m_imported);
    bool readsCode = false;
    for (const Source &source : m_imported.sources) {
        m_read.insert(source.id);
        m_updated.sources.put(source);
        readsCode = readsCode || source.format == u"routes";
    }
    // Sources are found by looking into folders: one that is no more there says nothing now.
    for (const SourceId &missing : m_options.missing) {
        const Source *source = m_existing.sources.find(missing);
        if (readsCode && source && source->format == u"routes")
            m_read.insert(missing);
    }
}

// Renames are accepted by the id that the new record gets without them, so ids are chosen twice.
void Update::matchRecords()
{
    ImportMatching matching(m_existing, m_imported);
    matching.matchKeys();
    const auto chosen = [&](const RecordMatch &match) {
        Translation translation;
        forEachImportedTable(m_imported, [&](auto &table) {
            chooseIds<std::decay_t<decltype(*table.begin())>>(translation, match);
        });
        return translation;
    };
    QList<SameAs> pairs = m_options.sameAs;
    if (!pairs.isEmpty()) {
        const Translation plain = chosen(matching.match());
        for (SameAs &pair : pairs)
            pair.imported = plain.ids.beforeOf(pair.kind, pair.imported);
        pairs.removeIf([](const SameAs &pair) { return pair.imported.isEmpty(); });
    }
    matching.addSame(pairs);
    matching.attach(m_options.attachTo);
    matching.matchDependents();
    chosen(matching.match()).apply(m_imported);
}

template <typename T>
void Update::merge(const RecordMerge &merge)
{
    for (const T &record : m_imported.tableOf<T>()) {
        const T *known = m_existing.tableOf<T>().find(record.id);
        if (!known) {
            m_updated.tableOf<T>().put(record);
            continue;
        }
        T merged = merge.merged(*known, record);
        if (merged != *known)
            m_updated.tableOf<T>().put(std::move(merged));
    }
}

template <typename T>
void Update::markVanished(const RecordMerge &merge)
{
    for (const T &record : m_existing.tableOf<T>()) {
        if (record.vanished || !merge.isRead(record.sourceKey)
            || m_imported.tableOf<T>().contains(record.id))
            continue;
        T vanished = record;
        vanished.vanished = true;
        m_updated.tableOf<T>().put(std::move(vanished));
    }
}

// Files that the imported ones referred to before, and nothing of the model comes from any more.
void Update::dropUnusedSources()
{
    QSet<SourceId> used;
    for (const Source &source : m_imported.sources)
        used.insert(source.id);
    forEachImportedTable(m_updated, [&](auto &table) {
        for (const auto &record : table) {
            used.insert(record.sourceKey.source);
            for (const PropertyEntry &entry : record.properties.entries()) {
                for (const Claim &claim : entry.claims)
                    used.insert(claim.provenance.source);
            }
        }
    });
    for (const Source &source : m_existing.sources) {
        if (!used.contains(source.id))
            m_updated.sources.remove(source.id);
    }
}

ThreatModel Update::run()
{
    unifySources();
    matchRecords();
    if (m_updated.project.importRoot.isEmpty())
        m_updated.project.importRoot = m_imported.project.importRoot;
    const RecordMerge records(m_existing, m_imported, m_read);
    forEachImportedTable(m_imported, [&](auto &table) {
        using Record = std::decay_t<decltype(*table.begin())>;
        merge<Record>(records);
        markVanished<Record>(records);
    });
    dropUnusedSources();
    return std::move(m_updated);
}

} // namespace

ImportUpdate updateByImport(const ThreatModel &existing, const ThreatModel &imported,
                            const PropertySchema &schema, const UpdateOptions &options)
{
    ImportUpdate update;
    update.model = Update(existing, imported, options).run();
    update.diff = compareModels(existing, update.model, schema);
    return update;
}

} // namespace drawbridge
