#pragma once

#include "model/diff/recordmatch.h"

namespace drawbridge {

enum class DifferenceKind : quint8 {
    Added,
    Removed,
    Changed,
    Vanished, // its source no longer holds it; the record stays
    Returned, // its source holds it again
};

// A field or property that differs, in words: names in place of ids, "(none)" for nothing. Of a
// list only the items that went and came are named.
struct FieldDifference
{
    // As in the project file: "networks"; a property's name: "readOnlyRoot".
    QString name;
    bool isProperty = false;
    bool isList = false;
    QString before;
    QString after;
    // Of a property: "compose.yml:12", "architect", "default of compose".
    QString beforeSource;
    QString afterSource;

    bool operator==(const FieldDifference &) const = default;
};

struct RecordDifference
{
    DifferenceKind kind = DifferenceKind::Changed;
    RecordKind record = RecordKind::Element;
    // Empty before: added. Empty after: removed.
    IdText before;
    IdText after;
    // Of the later record, with its owner: "web: GET /ping".
    QString name;
    QList<FieldDifference> fields;

    bool operator==(const RecordDifference &) const = default;
};

// Something that went and something that came which may be the same.
struct RenameCandidate
{
    RecordKind record = RecordKind::Element;
    IdText before;
    IdText after;
    QString beforeName;
    QString afterName;
    // "same image and ports".
    QString reason;

    bool operator==(const RenameCandidate &) const = default;
};

// What differs in meaning between two models, in the order of record kinds and ids. Line numbers
// and digests of sources are no difference.
struct ModelDiff
{
    QList<RecordDifference> records;
    QList<RenameCandidate> renames;

    bool isEmpty() const { return records.isEmpty(); }
    qsizetype count(DifferenceKind kind) const;
    bool operator==(const ModelDiff &) const = default;
};

ModelDiff compareModels(const ThreatModel &before, const ThreatModel &after,
                        const PropertySchema &schema);
// With pairs that the caller knows.
ModelDiff compareModels(const ThreatModel &before, const ThreatModel &after,
                        const PropertySchema &schema, const RecordMatch &match);

// "added", "removed", "changed", "vanished", "returned".
QString nameOf(DifferenceKind kind);
// An interface with its owner before it, "web: GET /ping"; the rest by its own name, a decision by
// its threat's title.
QString differenceName(const ThreatModel &model, RecordKind kind, const IdText &id);

} // namespace drawbridge
