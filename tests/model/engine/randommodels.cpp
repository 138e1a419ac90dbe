#include "tests/model/engine/randommodels.h"

namespace drawbridge::test {

static constexpr int Elements = 9;
static constexpr int Boundaries = 5;
static constexpr int Others = 4;

template <typename Id>
Id RandomModels::any(char letter, int count)
{
    if (chance(15))
        return Id();
    return Id(QByteArrayView(QByteArray(1, letter) + QByteArray::number(below(count))));
}

template <typename Id>
QList<Id> RandomModels::some(char letter, int count)
{
    QList<Id> ids;
    for (int i = below(3); i > 0; --i) {
        if (const Id id = any<Id>(letter, count); !id.isEmpty() && !ids.contains(id))
            ids += id;
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

template <typename T>
bool RandomModels::begin(Table<T> &table, T &record, char letter, int count)
{
    typename T::IdType id;
    while (id.isEmpty())
        id = any<typename T::IdType>(letter, count);
    if (chance(20)) {
        table.remove(id);
        return false;
    }
    if (const T *known = table.find(id))
        record = *known;
    record.id = id;
    return true;
}

Value RandomModels::valueFor(const PropertyType &type, int depth)
{
    static const QStringList words {"root",       "0",
                                    "app",        "",
                                    "${X}",       "/var/run/docker.sock",
                                    "/etc",       "0.0.0.0",
                                    "127.0.0.1",  "SYS_ADMIN",
                                    "2020-01-01", "*",
                                    "secrets",    "tcp://x:2375",
                                    "all",        "http",
                                    "PASSWORD"};
    switch (chance(3) ? PropertyKind::String : type.kind) {
    case PropertyKind::Bool:
        return chance(50);
    case PropertyKind::Int:
        return below(3) * 443;
    case PropertyKind::Double:
        return below(4) / 2.0;
    case PropertyKind::Enum:
        return type.members.value(below(static_cast<int>(type.members.size())));
    case PropertyKind::Reference: {
        const char letter = type.target == RecordKind::Identity ? 'y'
            : type.target == RecordKind::Asset                  ? 'a'
                                                                : 'e';
        return any<ElementId>(letter, Elements).toString();
    }
    case PropertyKind::List: {
        ValueList list;
        for (int i = below(3); i > 0 && depth < 3; --i)
            list += valueFor(*type.item, depth + 1);
        return list;
    }
    case PropertyKind::Record: {
        ValueMap map;
        for (const PropertyField &field : type.fields) {
            if (chance(80))
                map.insert(field.name, valueFor(field.type, depth + 1));
        }
        return map;
    }
    default:
        return words[below(static_cast<int>(words.size()))];
    }
}

// Claims about some properties; some are taken back.
template <typename T>
void RandomModels::describe(T &record)
{
    // The project is the one that no table holds.
    const QList<PropertyIndex> properties = m_schema->propertiesOf(recordKind<T>);
    for (int i = below(6); i > 0; --i) {
        const PropertyIndex property = properties[below(static_cast<int>(properties.size()))];
        const PropertyDefinition &definition = m_schema->definition(property);
        if (definition.computed)
            continue;
        if (chance(25)) {
            record.properties.remove(property);
            continue;
        }
        Claim claim;
        claim.notApplicable = chance(4);
        claim.partial = chance(10);
        if (!claim.notApplicable)
            claim.value = valueFor(definition.type);
        claim.provenance.claim = chance(50) ? ClaimSource::Architect : ClaimSource::File;
        record.properties.set(property, claim);
    }
}

void RandomModels::changeElement(ThreatModel &model)
{
    static const QStringList technologies {
        "", "database", "container-runtime", "reverse-proxy", "browser", "registry"};
    static const QStringList platforms {"", "compose", "kubernetes"};
    Element element;
    if (!begin(model.elements, element, 'e', Elements))
        return;
    element.kind = static_cast<ElementKind>(below(3));
    element.name = technologies[below(6)];
    element.technology = technologies[below(6)];
    element.platform = platforms[below(3)];
    element.hasRuntime = chance(60);
    element.implied = chance(10);
    element.vanished = chance(5);
    element.scope.inScope = !chance(10);
    if (chance(50)) {
        element.boundary = any<BoundaryId>('b', Boundaries);
        element.networks = some<BoundaryId>('b', Boundaries);
        element.image = any<ImageId>('i', Others);
        element.identity = any<IdentityId>('y', Others);
        element.assets = some<AssetId>('a', Others);
    }
    describe(element);
    model.elements.put(element);
}

void RandomModels::changeFlow(ThreatModel &model)
{
    DataFlow flow;
    if (!begin(model.flows, flow, 'f', Elements))
        return;
    flow.source = any<ElementId>('e', Elements);
    flow.target = any<ElementId>('e', Elements);
    flow.interface = any<InterfaceId>('p', Others);
    flow.kind = static_cast<FlowKind>(below(6));
    flow.confirmed = chance(80);
    flow.implied = chance(10);
    flow.scope.inScope = !chance(10);
    flow.assetsOut = some<AssetId>('a', Others);
    flow.assetsBack = some<AssetId>('a', Others);
    describe(flow);
    model.flows.put(flow);
}

void RandomModels::changeInterface(ThreatModel &model)
{
    Interface interface;
    if (!begin(model.interfaces, interface, 'p', Others))
        return;
    interface.owner = any<ElementId>('e', Elements);
    interface.kind = static_cast<InterfaceKind>(below(7));
    describe(interface);
    model.interfaces.put(interface);
}

void RandomModels::changeBoundary(ThreatModel &model)
{
    TrustBoundary boundary;
    if (!begin(model.boundaries, boundary, 'b', Boundaries))
        return;
    boundary.kind = static_cast<BoundaryKind>(below(7));
    boundary.parent = any<BoundaryId>('b', Boundaries);
    boundary.platform = chance(50) ? QStringLiteral("compose") : QString();
    boundary.scope.inScope = !chance(10);
    describe(boundary);
    model.boundaries.put(boundary);
}

void RandomModels::changeImage(ThreatModel &model)
{
    static const QStringList references {"", "nginx", "app:1.2", "x@sha256:1", "a:${T}"};
    Image image;
    if (!begin(model.images, image, 'i', Others))
        return;
    image.reference = references[below(5)];
    image.builtHere = chance(30);
    describe(image);
    model.images.put(image);
}

void RandomModels::changeIdentity(ThreatModel &model)
{
    Identity identity;
    if (!begin(model.identities, identity, 'y', Others))
        return;
    identity.kind = static_cast<IdentityKind>(below(4));
    identity.platform = chance(50) ? QStringLiteral("kubernetes") : QString();
    describe(identity);
    model.identities.put(identity);
}

void RandomModels::changeAsset(ThreatModel &model)
{
    DataAsset asset;
    if (!begin(model.assets, asset, 'a', Others))
        return;
    asset.kind = static_cast<AssetKind>(below(4));
    describe(asset);
    model.assets.put(asset);
}

void RandomModels::changeDecision(ThreatModel &model, const QStringList &keys)
{
    if (!model.decisions.isEmpty() && chance(30)) {
        model.decisions.remove(
            model.decisions.at(below(static_cast<int>(model.decisions.size()))).id);
        return;
    }
    if (keys.isEmpty())
        return;
    Decision decision;
    decision.threatKey = keys[below(static_cast<int>(keys.size()))];
    decision.id = decisionIdFor(decision.threatKey);
    decision.treatment = static_cast<Treatment>(below(6));
    decision.expires = chance(50) ? QDate(2025 + below(3), 1, 1) : QDate();
    decision.factsDigest = chance(50) ? QByteArray("0123") : QByteArray();
    model.decisions.put(decision);
}

void RandomModels::changeManualThreat(ThreatModel &model)
{
    ManualThreat threat;
    if (!begin(model.manualThreats, threat, 't', Others))
        return;
    threat.targetKind = chance(50) ? RecordKind::Element : RecordKind::Flow;
    threat.target = any<ElementId>(threat.targetKind == RecordKind::Element ? 'e' : 'f', Elements);
    threat.severity = static_cast<Severity>(below(5));
    model.manualThreats.put(threat);
}

void RandomModels::change(ThreatModel &model, const QStringList &keys)
{
    const int kind = below(100);
    if (kind < 28)
        changeElement(model);
    else if (kind < 45)
        changeFlow(model);
    else if (kind < 53)
        changeInterface(model);
    else if (kind < 65)
        changeBoundary(model);
    else if (kind < 72)
        changeImage(model);
    else if (kind < 78)
        changeIdentity(model);
    else if (kind < 84)
        changeAsset(model);
    else if (kind < 93)
        changeDecision(model, keys);
    else if (kind < 98)
        changeManualThreat(model);
    else if (kind < 99)
        describe(model.project);
    else
        model.project.attackers = chance(50) ? QStringList() : QStringList {"internet", "operator"};
}

} // namespace drawbridge::test
