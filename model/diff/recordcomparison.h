#pragma once

#include "model/diff/modeldiff.h"

#include <optional>

namespace drawbridge {

struct FieldValue;

// Compares two records that stand for the same thing, each in its own model.
class RecordComparison
{
public:
    RecordComparison(const ThreatModel &before, const ThreatModel &after,
                     const PropertySchema &schema, const RecordMatch &match);

    template <typename Record>
    QList<FieldDifference> compare(const Record &before, const Record &after) const;

private:
    std::optional<FieldDifference> compareField(const FieldValue &before,
                                                const FieldValue &after) const;
    QString shown(const ThreatModel &model, const Value &value, RecordKind refersTo) const;
    void compareLists(FieldDifference &difference, const ValueList &before, const ValueList &after,
                      RecordKind refersTo) const;
    void compareLooks(FieldDifference &difference, const ValueMap &before,
                      const ValueMap &after) const;
    template <typename Record>
    void compareProperties(const Record &before, const Record &after,
                           QList<FieldDifference> &differences) const;
    template <typename Record>
    void compareProperty(const Record &before, const Record &after, PropertyIndex property,
                         QList<FieldDifference> &differences) const;
    bool isSame(const PropertyEntry *before, const PropertyEntry *after) const;
    QString propertyText(const ThreatModel &model, const Claim &claim,
                         const PropertyDefinition &definition) const;

    const ThreatModel &m_before;
    const ThreatModel &m_after;
    const PropertySchema &m_schema;
    const RecordMatch &m_match;
};

} // namespace drawbridge
