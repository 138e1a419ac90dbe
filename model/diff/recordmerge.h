#pragma once

#include "model/core/threatmodel.h"

#include <QSet>

namespace drawbridge {

// Brings an imported record into the one of the model that it stands for. The imported one refers
// to records and sources by the ids of the model already.
class RecordMerge
{
public:
    // `updated` holds the imported records, so that links can be looked up; `read` are the sources
    // of this import.
    RecordMerge(const ThreatModel &existing, const ThreatModel &updated, QSet<SourceId> read);

    Element merged(const Element &known, const Element &imported) const;
    Interface merged(const Interface &known, const Interface &imported) const;
    DataFlow merged(const DataFlow &known, const DataFlow &imported) const;
    TrustBoundary merged(const TrustBoundary &known, const TrustBoundary &imported) const;
    Image merged(const Image &known, const Image &imported) const;
    Identity merged(const Identity &known, const Identity &imported) const;
    DataAsset merged(const DataAsset &known, const DataAsset &imported) const;

    // Whether the record comes from a source that was read.
    bool isRead(const SourceKey &key) const { return m_read.contains(key.source); }

private:
    // Whether the import speaks for the record's structure: it is of the format that the record
    // came from.
    bool isPrimary(const SourceKey &known, const SourceKey &imported) const;
    template <typename Record>
    void mergeProperties(Record &record, const Record &imported, bool primary) const;
    template <typename Record>
    void takeName(Record &record, const Record &imported) const;
    template <typename Record>
    void takeKey(Record &record, const SourceKey &imported) const;
    template <typename Record>
    void takeStructure(Record &record, const Record &imported) const;
    void takeTechnology(Element &record, const Element &imported) const;
    template <typename T>
    QList<typename T::IdType> links(const QList<typename T::IdType> &known,
                                    const QList<typename T::IdType> &imported) const;
    template <typename T>
    typename T::IdType link(const typename T::IdType &known,
                            const typename T::IdType &imported) const;

    const ThreatModel &m_existing;
    const ThreatModel &m_updated;
    QSet<SourceId> m_read;
};

} // namespace drawbridge
