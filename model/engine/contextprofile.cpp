#include "model/engine/contextprofile.h"

#include <array>
#include <span>

namespace drawbridge {

static std::span<const char *const> profileNames(BoundaryKind kind)
{
    static constexpr std::array host {"daemonApi",        "rootless",
                                      "usernsRemap",      "noNewPrivilegesDefault",
                                      "daemonAuthorizer", "interContainerDefault",
                                      "logDestination",   "logRotation",
                                      "auditDaemon",      "kernelSupported",
                                      "runtimeDetection", "metadataServiceReachable"};
    static constexpr std::array cluster {"anonymousApi",  "kubeletAnonymous", "secretsEncrypted",
                                         "apiAudit",      "admission",        "verifiesImages",
                                         "seccompDefault"};
    if (kind == BoundaryKind::Host)
        return host;
    if (kind == BoundaryKind::Cluster)
        return cluster;
    return {};
}

QList<PropertyIndex> profileProperties(const PropertySchema &schema, BoundaryKind kind)
{
    QList<PropertyIndex> properties;
    for (const char *name : profileNames(kind)) {
        const PropertyIndex index = schema.find(RecordKind::Boundary, QString::fromLatin1(name));
        if (index != NoProperty)
            properties += index;
    }
    return properties;
}

QList<PropertyReference> contextProfile(const ThreatModel &model, const PropertySchema &schema)
{
    QList<PropertyReference> profile;
    for (const TrustBoundary &boundary : model.boundaries) {
        if (!boundary.scope.inScope || boundary.vanished)
            continue;
        for (const PropertyIndex property : profileProperties(schema, boundary.kind))
            profile.append({RecordKind::Boundary, boundary.id, property});
    }
    return profile;
}

// Innermost first. A parent that leads back ends the chain: a file may say anything.
static QList<BoundaryId> boundariesFrom(const ThreatModel &model, BoundaryId id)
{
    QList<BoundaryId> chain;
    while (!id.isEmpty() && !chain.contains(id)) {
        const TrustBoundary *boundary = model.boundaries.find(id);
        if (!boundary)
            break;
        chain += id;
        id = boundary->parent;
    }
    return chain;
}

static ElementId elementOf(const ThreatModel &model, RecordKind kind, const IdText &record)
{
    if (kind == RecordKind::Element)
        return ElementId(record);
    if (kind == RecordKind::Interface) {
        const Interface *interface = model.interfaces.find(InterfaceId(record));
        return interface ? interface->owner : ElementId();
    }
    if (kind == RecordKind::Flow) {
        const DataFlow *flow = model.flows.find(FlowId(record));
        return flow ? flow->target : ElementId();
    }
    return {};
}

static QList<BoundaryId> boundariesAround(const ThreatModel &model, RecordKind kind,
                                          const IdText &record)
{
    if (kind == RecordKind::Boundary)
        return boundariesFrom(model, BoundaryId(record));
    const Element *element = model.elements.find(elementOf(model, kind, record));
    QList<BoundaryId> chain =
        element ? boundariesFrom(model, element->boundary) : QList<BoundaryId>();
    if (kind != RecordKind::Flow)
        return chain;
    // A flow lies in the boundaries that hold both of its ends.
    const DataFlow *flow = model.flows.find(FlowId(record));
    const Element *source = flow ? model.elements.find(flow->source) : nullptr;
    const QList<BoundaryId> other =
        source ? boundariesFrom(model, source->boundary) : QList<BoundaryId>();
    chain.removeIf([&](const BoundaryId &id) { return !other.contains(id); });
    return chain;
}

QList<PropertyReference> answerHolders(const ThreatModel &model, const PropertySchema &schema,
                                       const PropertyReference &question)
{
    QList<PropertyReference> holders {question};
    const PropertyDefinition &definition = schema.definition(question.property);
    if (!definition.inherited || question.kind == RecordKind::Project)
        return holders;
    const PropertyIndex ofBoundary = schema.find(RecordKind::Boundary, definition.name);
    for (const BoundaryId &id : boundariesAround(model, question.kind, question.id)) {
        const PropertyReference holder {RecordKind::Boundary, id, ofBoundary};
        if (ofBoundary != NoProperty && holder != question)
            holders += holder;
    }
    const PropertyIndex ofModel = schema.find(RecordKind::Project, definition.name);
    if (ofModel != NoProperty)
        holders.append({RecordKind::Project, IdText(), ofModel});
    return holders;
}

static void addElement(const ThreatModel &model, const Element &element, QSet<IdText> &records)
{
    records.insert(element.id);
    if (!element.image.isEmpty())
        records.insert(element.image);
    if (!element.identity.isEmpty())
        records.insert(element.identity);
    for (const Interface &interface : model.interfaces) {
        if (interface.owner == element.id)
            records.insert(interface.id);
    }
    for (const DataFlow &flow : model.flows) {
        if (flow.source == element.id || flow.target == element.id)
            records.insert(flow.id);
    }
}

QSet<IdText> recordsAround(const ThreatModel &model, RecordKind kind, const IdText &record)
{
    QSet<IdText> records {record};
    if (kind == RecordKind::Element) {
        if (const Element *element = model.elements.find(ElementId(record)))
            addElement(model, *element, records);
    }
    for (const BoundaryId &id : boundariesAround(model, kind, record))
        records.insert(id);
    return records;
}

static BoundaryId hostOf(const ThreatModel &model, const QList<BoundaryId> &chain)
{
    for (const BoundaryKind wanted : {BoundaryKind::Host, BoundaryKind::Cluster}) {
        for (const BoundaryId &id : chain) {
            if (model.boundaries.find(id)->kind == wanted)
                return id;
        }
    }
    return chain.isEmpty() ? BoundaryId() : chain.last();
}

QSet<IdText> recordsOfHost(const ThreatModel &model, RecordKind kind, const IdText &record)
{
    const BoundaryId host = hostOf(model, boundariesAround(model, kind, record));
    QSet<IdText> records;
    if (host.isEmpty())
        return records;
    for (const TrustBoundary &boundary : model.boundaries) {
        if (boundariesFrom(model, boundary.id).contains(host))
            records.insert(boundary.id);
    }
    for (const Element &element : model.elements) {
        if (records.contains(element.boundary))
            addElement(model, element, records);
    }
    return records;
}

} // namespace drawbridge
