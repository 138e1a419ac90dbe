#pragma once

#include "model/base/value.h"
#include "model/core/ids.h"
#include "model/schema/propertyschema.h"

#include <QList>

namespace drawbridge {

// Who says so. The order is the precedence: the effective value is that of the first kind here that
// makes a claim. A later claim that differs is a conflict and is shown, never overwritten.
enum class ClaimSource : quint8 {
    Architect, // typed in by a person
    Scanner, // observed by a scan
    File, // declared in an imported file
    Image, // read from an image or its Dockerfile
    Assumption, // an assumption record answers it
    ImageTable, // known of well-known images, by tag and date
    PlatformDefault, // what the platform does when its file is silent; never stored
    Computed, // worked out from the model; never stored
};

// Where a claim comes from: for files the source record and the key path in it
// ("services.web.user"); the line number is kept with the source.
struct Provenance
{
    ClaimSource claim = ClaimSource::Architect;
    SourceId source;
    QString keyPath;
    // The assumption that answers it.
    AssumptionId assumption;

    bool operator==(const Provenance &) const = default;
};

struct Claim
{
    Value value;
    // The property makes no sense for this record; the value is null then.
    bool notApplicable = false;
    // Of a list: there may be more items than these (an override or include was not read).
    bool partial = false;
    Provenance provenance;

    bool operator==(const Claim &) const = default;
};

// What is known of one property: claims in order of precedence, at least one.
struct PropertyEntry
{
    PropertyIndex property = NoProperty;
    QList<Claim> claims;

    const Claim &effective() const { return claims.first(); }
    // Claims that contradict the effective one.
    QList<Claim> conflicts() const;

    bool operator==(const PropertyEntry &) const = default;
};

// The stored properties of one record, ordered by index. A property without an entry is unknown,
// unless the record's platform has a default for it (see defaults.h).
class PropertySet
{
public:
    const QList<PropertyEntry> &entries() const { return m_entries; }
    bool isEmpty() const { return m_entries.isEmpty(); }
    const PropertyEntry *find(PropertyIndex property) const;
    // The effective claim, or nullptr.
    const Claim *effective(PropertyIndex property) const;
    // The effective value; null when unknown or not applicable.
    Value value(PropertyIndex property) const;

    // Adds a claim, in place of one with the same claim kind and source.
    void set(PropertyIndex property, Claim claim);
    void remove(PropertyIndex property);
    // Takes back what one kind of claim (and one source, unless empty) said of a property.
    void remove(PropertyIndex property, ClaimSource claim, SourceId source = {});
    // Takes back everything that one source said, before that source is read again.
    void removeSource(SourceId source);

    bool operator==(const PropertySet &) const = default;

private:
    QList<PropertyEntry> m_entries;
};

} // namespace drawbridge
