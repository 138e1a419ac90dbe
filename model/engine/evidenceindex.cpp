#include "model/engine/evidenceindex.h"

#include <algorithm>

namespace drawbridge {

void EvidenceIndex::rebuild(std::shared_ptr<const EvidenceFacts> facts, const ModelIndex &index,
                            const RuleSet::Compiled &rules)
{
    m_nodes.clear();
    m_ties.clear();
    m_facts = std::move(facts);
    if (!m_facts)
        return;
    collectTies(rules);
    for (auto it = m_ties.cbegin(); it != m_ties.cend(); ++it) {
        const auto [kind, id] = it.key();
        if (const NodeIndex node = index.find(static_cast<RecordKind>(kind), id); node != NoNode)
            tie(index, node);
    }
    for (auto it = m_facts->observed.cbegin(); it != m_facts->observed.cend(); ++it) {
        const NodeIndex node = index.find(it.key().first, it.key().second);
        if (node != NoNode)
            observe(index, node);
    }
}

void EvidenceIndex::update(const ModelIndex &index, const std::vector<NodeIndex> &touched)
{
    if (!m_facts)
        return;
    for (NodeIndex node : touched) {
        tie(index, node);
        observe(index, node);
    }
}

EvidenceIndex::NodeEvidence &EvidenceIndex::make(NodeIndex node)
{
    if (node >= m_nodes.size())
        m_nodes.resize(node + 1);
    if (!m_nodes[node])
        m_nodes[node] = std::make_unique<NodeEvidence>();
    return *m_nodes[node];
}

void EvidenceIndex::collectTies(const RuleSet::Compiled &rules)
{
    for (auto it = m_facts->results.cbegin(); it != m_facts->results.cend(); ++it) {
        const int rule = rules.byKey.value(it.key().rule, -1);
        if (rule < 0)
            continue;
        const RecordKind kind = rules.rules[static_cast<size_t>(rule)].info.appliesTo;
        m_ties[{static_cast<int>(kind), it.key().record}].push_back(
            {rule, it.key().discriminator, it.value()});
    }
}

void EvidenceIndex::tie(const ModelIndex &index, NodeIndex node)
{
    const ModelNode &record = index.node(node);
    const auto found = m_ties.constFind({static_cast<int>(record.kind), record.id});
    if (found != m_ties.cend())
        make(node).ties = *found;
}

// A claim of a scanner beside those that the record itself holds.
void EvidenceIndex::observe(const ModelIndex &index, NodeIndex node)
{
    const ModelNode &record = index.node(node);
    const auto found = m_facts->observed.constFind({record.kind, record.id});
    const PropertySet *own = propertiesOf(record);
    if (found == m_facts->observed.cend() || !own) {
        if (of(node))
            m_nodes[node]->isObserved = false;
        return;
    }
    NodeEvidence &evidence = make(node);
    evidence.isObserved = true;
    evidence.properties = *own;
    for (const ObservedValue &value : *found) {
        Claim claim;
        claim.value = value.value;
        claim.partial = value.partial;
        claim.provenance.claim = ClaimSource::Scanner;
        claim.provenance.keyPath = value.label;
        evidence.properties.set(value.property, claim);
    }
}

const PropertySet *EvidenceIndex::properties(NodeIndex node) const
{
    const NodeEvidence *evidence = of(node);
    return evidence && evidence->isObserved ? &evidence->properties : nullptr;
}

PlaceEvidence EvidenceIndex::at(NodeIndex node, int rule, const QString &discriminator) const
{
    PlaceEvidence place;
    const NodeEvidence *evidence = of(node);
    if (!evidence)
        return place;
    for (const Tie &tie : evidence->ties) {
        const bool isHere =
            tie.rule == rule && (tie.discriminator.isEmpty() || tie.discriminator == discriminator);
        if (!isHere)
            continue;
        if (!tie.result.failed) {
            (tie.result.stale ? place.stale : place.passed) = true;
            place.unexposed = place.unexposed || (tie.result.decides && !tie.result.stale);
        } else if (!tie.result.stale) {
            place.failed = true;
            place.contradicts = place.contradicts || tie.result.contradicts;
            place.exposed = place.exposed || tie.result.decides;
        }
    }
    return place;
}

// What each record's part of the facts is, to be compared as a whole.
static QMap<IdText, EvidenceFacts> byRecord(const EvidenceFacts *facts)
{
    QMap<IdText, EvidenceFacts> records;
    if (!facts)
        return records;
    for (auto it = facts->results.cbegin(); it != facts->results.cend(); ++it)
        records[it.key().record].results.insert(it.key(), it.value());
    for (auto it = facts->observed.cbegin(); it != facts->observed.cend(); ++it)
        records[it.key().second].observed.insert(it.key(), it.value());
    return records;
}

QList<IdText> EvidenceIndex::differences(const EvidenceFacts *before, const EvidenceFacts *after)
{
    QList<IdText> different;
    const QMap<IdText, EvidenceFacts> was = byRecord(before);
    const QMap<IdText, EvidenceFacts> is = byRecord(after);
    for (auto it = was.cbegin(); it != was.cend(); ++it) {
        const auto other = is.constFind(it.key());
        if (other == is.cend() || *other != *it)
            different += it.key();
    }
    for (auto it = is.cbegin(); it != is.cend(); ++it) {
        if (!was.contains(it.key()))
            different += it.key();
    }
    return different;
}

} // namespace drawbridge
