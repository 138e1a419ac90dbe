#pragma once

#include "model/diff/importupdate.h"

namespace drawbridge {

// Which imported file is which source of the model: by path, else as one that is missing now and
// has the same content or name. Pairs are (existing, imported).
RecordMatch matchSources(const ThreatModel &existing, const ThreatModel &imported,
                         const UpdateOptions &options);

// Which imported record is which of the model. The sources of `imported` have the ids of the model
// already. Pairs are (existing, imported).
class ImportMatching
{
public:
    ImportMatching(const ThreatModel &existing, const ThreatModel &imported)
        : m_existing(existing)
        , m_imported(imported)
    {
    }

    // By source and key, earlier keys, hosts that a file spoke of, and what there is once.
    void matchKeys();
    // Accepted renames; pairs are (existing, imported).
    void addSame(const QList<SameAs> &pairs);
    // Endpoints that come without a container to the element that has one, or the other way round.
    void attach(const ElementId &chosen);
    // What hangs on matched records: the runtimes of hosts, interfaces by name, flows by their
    // ends, assets by key.
    void matchDependents();

    const RecordMatch &match() const { return m_match; }

private:
    template <typename T>
    bool isOpenExisting(const T &record) const
    {
        return m_match.afterOf(recordKind<T>, record.id).isEmpty();
    }
    template <typename T>
    bool isOpenImported(const T &record) const
    {
        return m_match.beforeOf(recordKind<T>, record.id).isEmpty();
    }
    // Pairs open records whose keys meet; a key that names several on one side names none.
    template <typename T, typename ExistingKeys, typename ImportedKeys>
    void pair(ExistingKeys &&existingKeys, ImportedKeys &&importedKeys);
    template <typename T>
    void matchImportedKeys();
    void matchHosts();
    void matchSingletons();
    void matchRuntimes();
    void matchByInterfaces();
    ElementId partnerFor(const Element &lone, const ThreatModel &loneModel,
                         const ThreatModel &others, bool othersExist) const;
    void matchFlows(bool withInterface);
    void matchAssets();

    const ThreatModel &m_existing;
    const ThreatModel &m_imported;
    RecordMatch m_match;
};

} // namespace drawbridge
