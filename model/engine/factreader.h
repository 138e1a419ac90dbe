#pragma once

#include "model/cel/activation.h"
#include "model/engine/modelindex.h"
#include "model/engine/vocabulary.h"

namespace drawbridge {

// Places in the schema of the properties that computed ones are made from; NoProperty where a
// schema lacks one.
struct FactProperties
{
    explicit FactProperties(const PropertySchema &schema);

    PropertyIndex user, runAsNonRoot, privileged, capAdd, capDrop, readOnlyRoot, mounts, dockerHost,
        healthCheck, publishedPorts, reachableFrom, hostNetwork, trust;
    PropertyIndex imageUser, imageHealthCheck;
    PropertyIndex interfaceReachableFrom, port;
    PropertyIndex allowedOperations, permissions, confidentiality;
};

class EvidenceIndex;

// What a session's evaluations share and only read: the numbered model, the vocabulary, the tables
// made from them.
struct Facts
{
    const ThreatModel *model = nullptr;
    const ModelIndex *index = nullptr;
    const Vocabulary *vocabulary = nullptr;
    const FactProperties *properties = nullptr;
    QString today;
    // What scanners observed; never null while a session evaluates.
    const EvidenceIndex *evidence = nullptr;
};

// A stored or default value of a property, or that nothing is known.
struct KnownProperty
{
    const Value *value = nullptr;
    bool notApplicable = false;
    bool partial = false;
    // Another claim, as well founded or better, says something else.
    bool conflicting = false;
    ClaimSource source = ClaimSource::PlatformDefault;
    const Provenance *provenance = nullptr;
    // The record whose claim it is: the asked one, a boundary around it, or the model.
    NodeIndex holder = NoNode;

    bool isKnown() const { return value && !notApplicable; }
};

// One property that an evaluation looked at.
struct PropertyRead
{
    NodeIndex node = NoNode;
    PropertyIndex property = NoProperty;

    bool operator==(const PropertyRead &) const = default;
};

// A value that a property is supposed to have, for "what if".
struct SupposedValue
{
    NodeIndex node = NoNode;
    PropertyIndex property = NoProperty;
    Value value;

    bool operator==(const SupposedValue &) const = default;
};

// Reads properties of records for one evaluation at a time and keeps track of what it read: every
// record (for re-evaluation after edits) and, when asked, every property (for evidence and "why").
class FactReader
{
public:
    explicit FactReader(const Facts &facts);

    const Facts &facts() const { return m_facts; }
    const ModelIndex &index() const { return *m_facts.index; }
    const PropertySchema &schema() const { return m_facts.vocabulary->schema(); }
    const ModelNode &node(NodeIndex index) { return touch(index), m_facts.index->node(index); }

    // Begins with an empty list of records read; the target itself is never listed.
    void begin(NodeIndex target);
    const std::vector<NodeIndex> &readNodes() const { return m_read; }
    // Collects properties from now on; nullptr stops.
    void collect(std::vector<PropertyRead> *reads) { m_reads = reads; }

    // Takes these values in place of what the model says; nullptr stops. They must stay as they are
    // while evaluations go on.
    void suppose(const std::vector<SupposedValue> *values)
    {
        m_supposed = values;
        forget();
    }
    // A value that was read may be kept while this number stays the same; reading it again would
    // note no further records.
    quint32 generation() const { return m_generation; }
    bool isSupposing() const { return m_supposed != nullptr; }
    bool isCollecting() const { return m_reads != nullptr; }

    KnownProperty property(NodeIndex node, PropertyIndex property);
    const FactProperties &properties() const { return *m_facts.properties; }
    // The boundaries around an element or boundary (itself first), innermost first.
    std::vector<NodeIndex> boundaryChain(NodeIndex node);
    // Those whose word counts for a record: of a flow, the ones that hold both of its ends. Stays
    // as it is until another record is asked about.
    const std::vector<NodeIndex> &boundariesAround(NodeIndex node);
    void touch(NodeIndex node);
    // The node of a living record that something refers to by id, else NoNode.
    NodeIndex find(RecordKind kind, const IdText &id);

    bool sawNotApplicable() const { return m_sawNotApplicable; }
    void clearNotApplicable() { m_sawNotApplicable = false; }
    void setNotApplicable() { m_sawNotApplicable = true; }

private:
    KnownProperty stored(NodeIndex node, PropertyIndex property);
    KnownProperty supposed(NodeIndex node, PropertyIndex property) const;
    KnownProperty outer(NodeIndex node, PropertyIndex property);
    const Value *platformDefault(const ModelNode &node, PropertyIndex property);
    void forget();
    // What was looked for may come with a later edit.
    void touchMissing();

    const Facts &m_facts;
    std::vector<quint32> m_marks;
    quint32 m_mark = 0;
    std::vector<NodeIndex> m_read;
    std::vector<PropertyRead> *m_reads = nullptr;
    const std::vector<SupposedValue> *m_supposed = nullptr;
    bool m_sawNotApplicable = false;
    quint32 m_generation = 0;
    // The record that boundariesAround() was last asked about, and the answer.
    NodeIndex m_surrounded = NoNode;
    std::vector<NodeIndex> m_around;
    // The platform whose defaults were last asked for.
    QString m_platform;
    const PropertyDefaults *m_defaults = nullptr;
};

} // namespace drawbridge
