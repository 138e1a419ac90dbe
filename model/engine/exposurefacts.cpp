#include "model/engine/computedfacts.h"

#include <algorithm>

namespace drawbridge {

using cel::CelValue;

static constexpr std::array ExposureNames {u"internet", u"partner", u"internal", u"local"};
static constexpr std::array ClassificationNames {u"restricted", u"confidential", u"internal",
                                                 u"public"};

template <size_t N>
static int positionOf(const std::array<const char16_t *, N> &names, const Value *value)
{
    const QString *text = value ? value->asString() : nullptr;
    if (!text)
        return -1;
    for (size_t i = 0; i < N; ++i) {
        if (QStringView(*text) == QStringView(names[i]))
            return static_cast<int>(i);
    }
    return -1;
}

// What publishing on a host address means: a wildcard is reachable from wherever the host is.
static int exposureOfAddress(const QString &address)
{
    if (address.startsWith(u"127.") || address == u"::1" || address == u"[::1]"
        || address == u"localhost")
        return 3;
    if (address.startsWith(u"10.") || address.startsWith(u"192.168.")
        || address.startsWith(u"169.254.") || address.startsWith(u"fd")
        || address.startsWith(u"[fd"))
        return 2;
    if (address.startsWith(u"172.")) {
        const int second = address.section(u'.', 1, 1).toInt();
        return second >= 16 && second <= 31 ? 2 : 0;
    }
    return 0;
}

// Of one port of an element (0: of any); level 4 when it is not published at all.
ComputedFacts::Exposure ComputedFacts::publishedExposure(NodeIndex element, qint64 port)
{
    Exposure exposure;
    exposure.level = 4;
    const FactProperties &names = m_reader.properties();
    const ModelNode &node = m_reader.node(element);
    if (!node.alive || !node.as<Element>().hasRuntime)
        return exposure;
    const KnownProperty hostNetwork = m_reader.property(element, names.hostNetwork);
    if (hostNetwork.isKnown() && hostNetwork.value->asBool() && *hostNetwork.value->asBool())
        exposure.level = 2;
    const KnownProperty ports = m_reader.property(element, names.publishedPorts);
    const ValueList *list = ports.isKnown() ? ports.value->asList() : nullptr;
    for (const Value &item : list ? *list : ValueList()) {
        const ValueMap *entry = item.asMap();
        if (!entry)
            continue;
        const Value number = entry->value(QStringLiteral("port"));
        if (port > 0 && number.asInt() && *number.asInt() != port)
            continue;
        const Value address = entry->value(QStringLiteral("hostIp"));
        const QString text = address.asString() ? *address.asString() : QString();
        exposure.level = std::min(exposure.level, exposureOfAddress(text));
    }
    if (!list || ports.partial)
        exposure.unknown = asksFor(element, names.reachableFrom);
    return exposure;
}

ComputedFacts::Exposure ComputedFacts::externalExposure(NodeIndex,
                                                        const std::vector<NodeIndex> &flows)
{
    Exposure exposure;
    exposure.level = 4;
    for (NodeIndex index : flows) {
        const ModelNode &flow = m_reader.node(index);
        if (!flow.alive || (!flow.as<DataFlow>().confirmed && !flow.as<DataFlow>().implied))
            continue;
        const ModelNode &source = m_reader.node(flow.references[0]);
        if (!source.alive || source.as<Element>().kind != ElementKind::ExternalEntity)
            continue;
        const KnownProperty trust =
            m_reader.property(flow.references[0], m_reader.properties().trust);
        const QString *word = trust.isKnown() ? trust.value->asString() : nullptr;
        if (!word)
            exposure.unknown = asksFor(flow.references[0], m_reader.properties().trust);
        else if (*word == u"public")
            exposure.level = 0;
        else
            exposure.level = std::min(exposure.level, *word == u"partner" ? 1 : 2);
    }
    return exposure;
}

CelValue ComputedFacts::exposureValue(const Exposure &exposure) const
{
    if (exposure.level > 0 && exposure.unknown.isUnknown())
        return exposure.unknown;
    return CelValue::string(ExposureNames[static_cast<size_t>(std::min(exposure.level, 3))]);
}

static void widen(int &level, cel::CelValue &unknown, int otherLevel, const cel::CelValue &other)
{
    level = std::min(level, otherLevel);
    if (!unknown.isUnknown())
        unknown = other;
}

CelValue ComputedFacts::elementExposure(NodeIndex element, cel::Scratch &)
{
    const KnownProperty said = m_reader.property(element, m_reader.properties().reachableFrom);
    if (const int level = positionOf(ExposureNames, said.value); said.isKnown() && level >= 0)
        return CelValue::string(ExposureNames[static_cast<size_t>(level)]);
    Exposure exposure = publishedExposure(element, 0);
    const Exposure external = externalExposure(element, m_reader.node(element).lists[0]);
    widen(exposure.level, exposure.unknown, external.level, external.unknown);
    if (exposure.level == 4)
        exposure.level = 2;
    return exposureValue(exposure);
}

CelValue ComputedFacts::interfaceExposure(NodeIndex interface, cel::Scratch &scratch)
{
    const FactProperties &names = m_reader.properties();
    const KnownProperty said = m_reader.property(interface, names.interfaceReachableFrom);
    if (const int level = positionOf(ExposureNames, said.value); said.isKnown() && level >= 0)
        return CelValue::string(ExposureNames[static_cast<size_t>(level)]);
    const ModelNode &node = m_reader.node(interface);
    const NodeIndex owner = node.references[0];
    const KnownProperty port = m_reader.property(interface, names.port);
    const qint64 *number = port.isKnown() ? port.value->asInt() : nullptr;
    if (!number)
        return owner == NoNode ? CelValue() : elementExposure(owner, scratch);
    const KnownProperty ofOwner = m_reader.property(owner, names.reachableFrom);
    if (const int level = positionOf(ExposureNames, ofOwner.value); ofOwner.isKnown() && level >= 0)
        return CelValue::string(ExposureNames[static_cast<size_t>(level)]);
    Exposure exposure = publishedExposure(owner, *number);
    const Exposure external = externalExposure(owner, node.lists[0]);
    widen(exposure.level, exposure.unknown, external.level, external.unknown);
    if (exposure.level == 4)
        exposure.level = 2;
    return exposureValue(exposure);
}

CelValue ComputedFacts::classification(NodeIndex element, bool withFlows)
{
    std::vector<IdText> assets;
    const ModelNode &node = m_reader.node(element);
    for (const AssetId &asset : node.as<Element>().assets)
        assets.push_back(asset);
    for (size_t list = 0; withFlows && list < 2; ++list) {
        for (NodeIndex flowIndex : node.lists[list]) {
            const ModelNode &flow = m_reader.node(flowIndex);
            if (!flow.alive)
                continue;
            for (const AssetId &asset : flow.as<DataFlow>().assetsOut)
                assets.push_back(asset);
            for (const AssetId &asset : flow.as<DataFlow>().assetsBack)
                assets.push_back(asset);
        }
    }
    int highest = static_cast<int>(ClassificationNames.size());
    CelValue unknown = assets.empty() ? asksFor(element, NoProperty) : CelValue();
    for (const IdText &id : assets) {
        const NodeIndex asset = m_reader.find(RecordKind::Asset, id);
        const PropertyIndex property = m_reader.properties().confidentiality;
        const KnownProperty known = m_reader.property(asset, property);
        const int level = known.isKnown() ? positionOf(ClassificationNames, known.value) : -1;
        if (level >= 0)
            highest = std::min(highest, level);
        else if (asset != NoNode)
            unknown = asksFor(asset, property);
    }
    if (highest > 0 && unknown.isUnknown())
        return unknown;
    return CelValue::string(ClassificationNames[static_cast<size_t>(std::min(highest, 3))]);
}

CelValue ComputedFacts::highestClassification(NodeIndex element, cel::Scratch &)
{
    return classification(element, true);
}

CelValue ComputedFacts::storedClassification(NodeIndex element, cel::Scratch &)
{
    return classification(element, false);
}

const std::vector<NodeIndex> &ComputedFacts::crossedBoundaries(NodeIndex flow)
{
    if (m_crossing == flow && m_crossingGeneration == m_reader.generation())
        return m_crossed;
    const ModelNode &node = m_reader.node(flow);
    const std::vector<NodeIndex> from = m_reader.boundaryChain(node.references[0]);
    const std::vector<NodeIndex> to = m_reader.boundaryChain(node.references[1]);
    m_crossed.clear();
    const auto addMissing = [&](const std::vector<NodeIndex> &some,
                                const std::vector<NodeIndex> &others) {
        for (NodeIndex boundary : some) {
            if (std::find(others.begin(), others.end(), boundary) == others.end())
                m_crossed.push_back(boundary);
        }
    };
    addMissing(from, to);
    addMissing(to, from);
    m_crossing = flow;
    m_crossingGeneration = m_reader.generation();
    return m_crossed;
}

bool ComputedFacts::isBetweenNetworks(NodeIndex flow)
{
    const ModelNode &node = m_reader.node(flow);
    const std::vector<NodeIndex> &from = m_reader.node(node.references[0]).lists[3];
    const std::vector<NodeIndex> &to = m_reader.node(node.references[1]).lists[3];
    return !from.empty() && !to.empty()
        && std::none_of(from.begin(), from.end(), [&](NodeIndex network) {
               return std::find(to.begin(), to.end(), network) != to.end();
           });
}

CelValue ComputedFacts::crosses(NodeIndex flow, cel::Scratch &scratch)
{
    const quint16 type = m_reader.facts().vocabulary->objectType(RecordKind::Boundary);
    std::vector<CelValue> items;
    for (NodeIndex boundary : crossedBoundaries(flow))
        items.push_back(CelValue::object({boundary, type}));
    return scratch.list(items);
}

} // namespace drawbridge
