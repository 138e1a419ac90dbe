#include "model/engine/factreader.h"

#include "model/engine/evidenceindex.h"

#include <algorithm>

namespace drawbridge {

FactProperties::FactProperties(const PropertySchema &schema)
{
    const auto ofElement = [&](QStringView name) { return schema.find(RecordKind::Element, name); };
    user = ofElement(u"user");
    runAsNonRoot = ofElement(u"runAsNonRoot");
    privileged = ofElement(u"privileged");
    capAdd = ofElement(u"capAdd");
    capDrop = ofElement(u"capDrop");
    readOnlyRoot = ofElement(u"readOnlyRoot");
    mounts = ofElement(u"mounts");
    dockerHost = ofElement(u"dockerHost");
    healthCheck = ofElement(u"healthCheck");
    publishedPorts = ofElement(u"publishedPorts");
    reachableFrom = ofElement(u"reachableFrom");
    hostNetwork = ofElement(u"hostNetwork");
    trust = ofElement(u"trust");
    imageUser = schema.find(RecordKind::Image, u"defaultUser");
    imageHealthCheck = schema.find(RecordKind::Image, u"healthCheck");
    interfaceReachableFrom = schema.find(RecordKind::Interface, u"reachableFrom");
    port = schema.find(RecordKind::Interface, u"port");
    allowedOperations = schema.find(RecordKind::Flow, u"allowedOperations");
    permissions = schema.find(RecordKind::Identity, u"permissions");
    confidentiality = schema.find(RecordKind::Asset, u"confidentiality");
}

FactReader::FactReader(const Facts &facts)
    : m_facts(facts)
{
}

void FactReader::begin(NodeIndex target)
{
    if (m_marks.size() < m_facts.index->size())
        m_marks.resize(m_facts.index->size(), 0);
    ++m_mark;
    m_read.clear();
    if (target < m_marks.size())
        m_marks[target] = m_mark;
    m_sawNotApplicable = false;
    forget();
}

void FactReader::forget()
{
    ++m_generation;
    m_surrounded = NoNode;
}

void FactReader::touch(NodeIndex node)
{
    // A change of the project itself re-evaluates everything.
    if (node == ModelIndex::ModelRoot || node >= m_marks.size() || m_marks[node] == m_mark)
        return;
    m_marks[node] = m_mark;
    m_read.push_back(node);
}

// Noted as a reading of the model's root, which no one lists otherwise.
void FactReader::touchMissing()
{
    if (m_marks[ModelIndex::ModelRoot] == m_mark)
        return;
    m_marks[ModelIndex::ModelRoot] = m_mark;
    m_read.push_back(ModelIndex::ModelRoot);
}

NodeIndex FactReader::find(RecordKind kind, const IdText &id)
{
    const NodeIndex found = m_facts.index->find(kind, id);
    if (found == NoNode) {
        touchMissing();
        return NoNode;
    }
    touch(found);
    return m_facts.index->node(found).alive ? found : NoNode;
}

KnownProperty FactReader::supposed(NodeIndex index, PropertyIndex property) const
{
    for (const SupposedValue &each : *m_supposed) {
        if (each.node == index && each.property == property)
            return {&each.value, false, false, false, ClaimSource::Architect, nullptr, index};
    }
    return {};
}

// How well founded a claim is: observed, declared in a file, said by somebody, taken for usual.
static int foundationOf(ClaimSource source)
{
    switch (source) {
    case ClaimSource::Scanner:
        return 3;
    case ClaimSource::File:
    case ClaimSource::Image:
        return 2;
    case ClaimSource::Architect:
    case ClaimSource::Assumption:
        return 1;
    default:
        return 0;
    }
}

static bool isContradicted(const PropertyEntry &entry)
{
    const int foundation = foundationOf(entry.effective().provenance.claim);
    const QList<Claim> conflicts = entry.conflicts();
    return std::any_of(conflicts.begin(), conflicts.end(), [foundation](const Claim &claim) {
        return foundationOf(claim.provenance.claim) >= foundation;
    });
}

KnownProperty FactReader::stored(NodeIndex index, PropertyIndex property)
{
    touch(index);
    if (m_supposed) {
        if (const KnownProperty known = supposed(index, property); known.value)
            return known;
    }
    const PropertySet *properties = m_facts.evidence->properties(index);
    if (!properties)
        properties = propertiesOf(m_facts.index->node(index));
    const PropertyEntry *entry = properties ? properties->find(property) : nullptr;
    if (!entry)
        return {};
    const Claim &claim = entry->effective();
    const bool conflicting = entry->claims.size() > 1 && isContradicted(*entry);
    return {&claim.value,           claim.notApplicable, claim.partial, conflicting,
            claim.provenance.claim, &claim.provenance,   index};
}

const std::vector<NodeIndex> &FactReader::boundariesAround(NodeIndex index)
{
    if (index == m_surrounded)
        return m_around;
    const ModelNode &node = m_facts.index->node(index);
    const bool isFlow = node.kind == RecordKind::Flow;
    m_around = boundaryChain(isFlow ? node.references[0] : index);
    if (isFlow && !m_around.empty()) {
        const std::vector<NodeIndex> other = boundaryChain(node.references[1]);
        std::erase_if(m_around, [&](NodeIndex boundary) {
            return std::find(other.begin(), other.end(), boundary) == other.end();
        });
    }
    m_surrounded = index;
    return m_around;
}

// What the boundaries around a record, or the model, say for all that they hold.
KnownProperty FactReader::outer(NodeIndex index, PropertyIndex property)
{
    const PropertyIndex ofBoundary = m_facts.vocabulary->inheritedFromBoundary(property);
    if (ofBoundary == NoProperty)
        return {};
    for (NodeIndex boundary : boundariesAround(index)) {
        if (const KnownProperty known = stored(boundary, ofBoundary); known.value)
            return known;
    }
    return stored(ModelIndex::ModelRoot, m_facts.vocabulary->inheritedFromModel(property));
}

const Value *FactReader::platformDefault(const ModelNode &node, PropertyIndex property)
{
    const QString &platform = platformOf(node);
    if (platform.isEmpty())
        return nullptr;
    if (platform != m_platform) {
        m_defaults = m_facts.vocabulary->defaultsOn(platform);
        m_platform = platform;
    }
    return m_defaults ? (*m_defaults)[property] : nullptr;
}

KnownProperty FactReader::property(NodeIndex index, PropertyIndex property)
{
    if (property == NoProperty || index == NoNode)
        return {};
    if (m_reads)
        m_reads->push_back({index, property});
    if (const KnownProperty known = stored(index, property); known.value)
        return known;
    if (const KnownProperty known = outer(index, property); known.value)
        return known;
    const Value *byDefault = platformDefault(m_facts.index->node(index), property);
    if (!byDefault)
        return {};
    return {byDefault, false, false, false, ClaimSource::PlatformDefault, nullptr, index};
}

std::vector<NodeIndex> FactReader::boundaryChain(NodeIndex node)
{
    if (node == NoNode)
        return {};
    touch(node);
    const ModelNode &start = m_facts.index->node(node);
    std::vector<NodeIndex> chain = m_facts.index->boundaryChain(node);
    for (NodeIndex boundary : chain)
        touch(boundary);
    // Where it ends may be a boundary that is still to come.
    touch(chain.empty() ? start.references[0] : m_facts.index->node(chain.back()).references[0]);
    return chain;
}

} // namespace drawbridge
