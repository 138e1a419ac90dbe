#include "model/assess/attackways.h"

#include <algorithm>

namespace drawbridge {

static constexpr qint8 LikelihoodOfReading = 4;
static constexpr qint8 LikelihoodOfServing = 3;

static Foothold heldBy(FootholdKind kind, const IdText &id)
{
    return {kind, RecordKind::Element, id};
}

static Foothold assetFoothold(const IdText &id)
{
    return {FootholdKind::Asset, RecordKind::Asset, id};
}

void AttackWays::addHoldings(const Element &element)
{
    const Foothold code = heldBy(FootholdKind::Code, element.id);
    const Foothold data = heldBy(FootholdKind::Data, element.id);
    const bool isStore = element.kind == ElementKind::DataStore;
    if (isStore)
        m_graph.connect(
            code, data,
            {.kind = WayKind::Owns, .subjectKind = RecordKind::Element, .subject = element.id});
    for (const AssetId &id : element.assets) {
        const DataAsset *asset = m_model.assets.find(id);
        if (!asset || asset->vanished)
            continue;
        const bool isCredential = asset->kind == AssetKind::Credential;
        const Way reads {.kind = isCredential ? WayKind::HoldsCredential : WayKind::Keeps,
                         .likelihood = LikelihoodOfReading,
                         .subjectKind = RecordKind::Element,
                         .subject = element.id};
        if (!isCredential)
            m_graph.connect(data, assetFoothold(id), reads);
        if (!m_givenAway.contains({element.id, id}) && (isCredential || !isStore))
            m_graph.connect(code, assetFoothold(id), reads);
        if (isCredential)
            addOpenedBy(element, id);
        m_graph.connect(heldBy(FootholdKind::Files, element.id), assetFoothold(id), reads);
    }
    for (const QList<FlowId> &flows : {m_links.outflows(element.id), m_links.inflows(element.id)}) {
        for (const FlowId &id : flows) {
            const DataFlow &flow = *m_model.flows.find(id);
            for (const QList<AssetId> *assets : {&flow.assetsOut, &flow.assetsBack}) {
                for (const AssetId &asset : *assets)
                    m_graph.connect(code, assetFoothold(asset),
                                    {.kind = WayKind::Handles,
                                     .likelihood = LikelihoodOfReading,
                                     .subjectKind = RecordKind::Flow,
                                     .subject = id});
            }
        }
    }
    if (element.technology == u"registry")
        addRegistry(element);
    const TrustBoundary *cluster =
        m_model.boundaries.find(boundaryAround(element, BoundaryKind::Cluster));
    const bool verifies = cluster && isTrue(*cluster, RecordKind::Boundary, u"verifiesImages");
    if (!element.image.isEmpty() && !verifies)
        m_graph.connect({FootholdKind::Image, RecordKind::Image, element.image}, code,
                        {.kind = WayKind::RunsImage,
                         .subjectKind = RecordKind::Element,
                         .subject = element.id});
}

// What the host of an element has to do with it.
void AttackWays::addHostPassages(const Element &element)
{
    const Foothold host = hostOf(element);
    const bool isStore = element.kind == ElementKind::DataStore;
    const Way here {
        .kind = WayKind::RunsOn, .subjectKind = RecordKind::Element, .subject = element.id};
    if (host.record == RecordKind::Boundary)
        m_graph.connect(host, heldBy(isStore ? FootholdKind::Data : FootholdKind::Code, element.id),
                        here);
    const Foothold environments {FootholdKind::Environments, host.record, host.id};
    if (m_used.contains(environments)) {
        for (const AssetId &id : credentialsInEnvironment(element))
            m_graph.connect(environments, assetFoothold(id), {});
    }
    const Foothold loopback {FootholdKind::Loopback, host.record, host.id};
    const std::optional<Value> ports = known(element, RecordKind::Element, u"publishedPorts");
    const std::optional<Value> onHost = known(element, RecordKind::Element, u"hostNetwork");
    const bool listensOnHost = (ports && ports->asList() && !ports->asList()->isEmpty())
        || (onHost && onHost->asBool() && *onHost->asBool());
    if (listensOnHost && m_used.contains(loopback)) {
        Way listens = here;
        listens.kind = WayKind::Attached;
        listens.subjectKind = host.record;
        listens.subject = host.id;
        m_graph.connect(loopback, heldBy(FootholdKind::Reach, element.id), listens);
    }
    const Foothold files {FootholdKind::HostFiles, host.record, host.id};
    if (m_graph.find(files) < 0)
        return;
    Way holds = here;
    holds.kind = WayKind::HoldsCredential;
    holds.likelihood = LikelihoodOfReading;
    for (const AssetId &id : credentialsNamed(element, {}))
        m_graph.connect(files, assetFoothold(id), holds);
}

QList<AssetId> AttackWays::credentialsInEnvironment(const Element &element) const
{
    QList<AssetId> credentials;
    const std::optional<Value> variables = known(element, RecordKind::Element, u"envSecrets");
    const ValueList *list = variables ? variables->asList() : nullptr;
    for (const Value &item : list ? *list : ValueList()) {
        const Value name = item.asMap() ? item.asMap()->value(QStringLiteral("name")) : Value();
        if (name.asString() && !name.asString()->isEmpty())
            credentials += credentialsNamed(element, *name.asString());
    }
    return credentials;
}

// What threats of the boundaries around an element have to do with it.
void AttackWays::addBoundaryPassages(const Element &element)
{
    const Foothold code = heldBy(FootholdKind::Code, element.id);
    const Foothold host = hostOf(element);
    QList<BoundaryId> around = boundariesOf(element);
    if (host.record == RecordKind::Boundary && !around.contains(BoundaryId(host.id)))
        around += BoundaryId(host.id);
    for (const BoundaryId &boundary : std::as_const(around)) {
        const auto of = [&](FootholdKind kind) {
            return Foothold {kind, RecordKind::Boundary, boundary};
        };
        if (m_used.contains(of(FootholdKind::Inside)) && element.hasRuntime)
            m_graph.connect(code, of(FootholdKind::Inside), {});
        if (m_used.contains(of(FootholdKind::Execution)) && element.hasRuntime)
            m_graph.connect(of(FootholdKind::Execution), code, {});
        if (!m_used.contains(of(FootholdKind::Secrets)))
            continue;
        for (const AssetId &id : credentialsNamed(element, {}))
            m_graph.connect(of(FootholdKind::Secrets), assetFoothold(id), {});
    }
}

QList<ElementId> AttackWays::grantsOf(const DataAsset &asset) const
{
    QList<ElementId> opened;
    const std::optional<Value> grants = known(asset, RecordKind::Asset, u"grants");
    const ValueList *list = grants ? grants->asList() : nullptr;
    for (const Value &item : list ? *list : ValueList()) {
        if (item.asString())
            opened += ElementId(QStringView(*item.asString()));
    }
    return opened;
}

bool AttackWays::calls(const ElementId &source, const ElementId &target) const
{
    const QList<FlowId> flows = m_links.outflows(source);
    return std::any_of(flows.begin(), flows.end(), [&](const FlowId &id) {
        const DataFlow *flow = m_model.flows.find(id);
        return flow && flow->target == target && flow->confirmed && !flow->vanished
            && (flow->kind == FlowKind::Network || flow->kind == FlowKind::Ipc);
    });
}

// What somebody has who may use an element: what a store keeps, the host of a daemon, an account.
Foothold AttackWays::openedBy(const Element &target) const
{
    if (target.technology == u"container-runtime")
        return hostOf(target);
    if (target.kind == ElementKind::DataStore)
        return heldBy(FootholdKind::Data, target.id);
    return heldBy(FootholdKind::Account, target.id);
}

// Who holds a credential without standing anywhere needs a way to what it opens.
void AttackWays::addCredential(const DataAsset &asset)
{
    if (asset.kind != AssetKind::Credential || asset.vanished)
        return;
    for (const ElementId &id : grantsOf(asset)) {
        const Element *target = m_model.elements.find(id);
        if (!target || target->vanished || target->kind == ElementKind::ExternalEntity)
            continue;
        const Exposure exposure = exposureOf(RecordKind::Element, id);
        Way opens {.kind = WayKind::Opens,
                   .certainty = Certainty::Supposed,
                   .likelihood = LikelihoodOfServing,
                   .subjectKind = RecordKind::Asset,
                   .subject = asset.id};
        if (exposure == Exposure::Internet)
            opens.certainty = Certainty::Known;
        else if (exposure == Exposure::Unknown)
            opens.certainty = Certainty::Unanswered;
        m_graph.connect(assetFoothold(asset.id), openedBy(*target), opens);
    }
}

// Who runs code where a credential is kept uses it from there. Where there is a flow to what it
// opens, that says so already.
void AttackWays::addOpenedBy(const Element &holder, const AssetId &credential)
{
    for (const ElementId &id : grantsOf(*m_model.assets.find(credential))) {
        const Element *target = m_model.elements.find(id);
        if (!target || !takesPart(*target) || id == holder.id || !canMeet(holder, *target)
            || (target->kind == ElementKind::DataStore && calls(holder.id, id)))
            continue;
        m_graph.connect(heldBy(FootholdKind::Code, holder.id), openedBy(*target),
                        {.kind = WayKind::Opens,
                         .likelihood = LikelihoodOfReading,
                         .subjectKind = RecordKind::Asset,
                         .subject = credential});
    }
}

// Who can change what a registry keeps decides what runs, unless the content is checked.
void AttackWays::addRegistry(const Element &registry)
{
    const PropertyIndex origin = m_schema.find(RecordKind::Image, u"registry");
    const PropertyIndex pinning = m_schema.find(RecordKind::Image, u"pinning");
    const auto textOfImage = [&](const Image &image, PropertyIndex property) {
        const std::optional<Value> value =
            m_session.computedValue(RecordKind::Image, image.id, property);
        return value && value->asString() ? *value->asString() : QString();
    };
    for (const Image &image : m_model.images) {
        if (image.vanished || textOfImage(image, origin) != registry.name
            || textOfImage(image, pinning) == u"digest"
            || isTrue(image, RecordKind::Image, u"signatureVerified"))
            continue;
        m_graph.connect(heldBy(FootholdKind::Data, registry.id),
                        {FootholdKind::Image, RecordKind::Image, image.id},
                        {.kind = WayKind::Serves,
                         .likelihood = LikelihoodOfServing,
                         .subjectKind = RecordKind::Element,
                         .subject = registry.id});
    }
}

} // namespace drawbridge
