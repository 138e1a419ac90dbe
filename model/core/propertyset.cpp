#include "model/core/propertyset.h"

#include <algorithm>
#include <tuple>

namespace drawbridge {

static bool precedes(const Claim &a, const Claim &b)
{
    return std::tie(a.provenance.claim, a.provenance.source, a.provenance.assumption)
        < std::tie(b.provenance.claim, b.provenance.source, b.provenance.assumption);
}

QList<Claim> PropertyEntry::conflicts() const
{
    QList<Claim> others;
    for (const Claim &claim : claims) {
        if (claim.value != effective().value || claim.notApplicable != effective().notApplicable)
            others += claim;
    }
    return others;
}

static auto lowerBound(const QList<PropertyEntry> &entries, PropertyIndex property)
{
    return std::lower_bound(
        entries.cbegin(), entries.cend(), property,
        [](const PropertyEntry &entry, PropertyIndex wanted) { return entry.property < wanted; });
}

const PropertyEntry *PropertySet::find(PropertyIndex property) const
{
    const auto it = lowerBound(m_entries, property);
    return it != m_entries.cend() && it->property == property ? &*it : nullptr;
}

const Claim *PropertySet::effective(PropertyIndex property) const
{
    const PropertyEntry *entry = find(property);
    return entry ? &entry->effective() : nullptr;
}

Value PropertySet::value(PropertyIndex property) const
{
    const Claim *claim = effective(property);
    return claim ? claim->value : Value();
}

void PropertySet::set(PropertyIndex property, Claim claim)
{
    const qsizetype position = lowerBound(m_entries, property) - m_entries.cbegin();
    if (position == m_entries.size() || m_entries[position].property != property)
        m_entries.insert(position, PropertyEntry {property, {}});
    QList<Claim> &claims = m_entries[position].claims;
    const auto it = std::lower_bound(claims.begin(), claims.end(), claim, precedes);
    if (it != claims.end() && !precedes(claim, *it))
        *it = std::move(claim);
    else
        claims.insert(it, std::move(claim));
}

void PropertySet::remove(PropertyIndex property)
{
    m_entries.removeIf(
        [property](const PropertyEntry &entry) { return entry.property == property; });
}

template <typename Predicate>
static void removeClaims(QList<PropertyEntry> &entries, Predicate predicate)
{
    for (PropertyEntry &entry : entries)
        entry.claims.removeIf(
            [&](const Claim &claim) { return predicate(entry.property, claim.provenance); });
    entries.removeIf([](const PropertyEntry &entry) { return entry.claims.isEmpty(); });
}

void PropertySet::remove(PropertyIndex property, ClaimSource claim, SourceId source)
{
    removeClaims(m_entries, [&](PropertyIndex index, const Provenance &provenance) {
        return index == property && provenance.claim == claim
            && (source.isEmpty() || provenance.source == source);
    });
}

void PropertySet::removeSource(SourceId source)
{
    removeClaims(m_entries, [&](PropertyIndex, const Provenance &provenance) {
        return provenance.source == source;
    });
}

} // namespace drawbridge
