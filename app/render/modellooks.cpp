#include "app/render/modellooks.h"

#include "app/render/iconset.h"
#include "model/core/defaults.h"
#include "model/core/names.h"

#include <QStringList>

#include <algorithm>
#include <tuple>

namespace drawbridge {
namespace {

template <typename Record>
Value propertyOf(const LookContext &context, const Record &record, RecordKind kind,
                 QStringView name)
{
    const PropertyIndex property = context.schema.find(kind, name);
    if (property == NoProperty)
        return {};
    const auto effective = effectiveValue(context.schema, record, property);
    return effective ? effective->claim.value : Value();
}

template <typename Record>
QString wordOf(const LookContext &context, const Record &record, RecordKind kind, QStringView name)
{
    const Value value = propertyOf(context, record, kind, name);
    const QString *text = value.asString();
    return text ? *text : QString();
}

QStringList networkNames(const LookContext &context, const Element &element)
{
    QStringList names;
    for (const BoundaryId &id : element.networks)
        if (const TrustBoundary *network = context.model.boundaries.find(id))
            names.append(network->name);
    return names;
}

// "registry.example.org/team/postgres:16@sha256:..." -> "postgres:16".
QString shortImage(const QString &reference)
{
    return reference.section(u'@', 0, 0).section(u'/', -1);
}

QString secondLineOf(const LookContext &context, const Element &element,
                     const QStringList &networks)
{
    if (!element.scope.inScope)
        return QStringLiteral("out of scope");
    if (element.implied)
        return QStringLiteral("implied");
    if (networks.size() > 1)
        return QStringLiteral("on ")
            + networks.mid(0, networks.size() - 1).join(QStringLiteral(", "))
            + QStringLiteral(" and ") + networks.last();
    if (const Image *image = context.model.images.find(element.image))
        if (!image->reference.isEmpty())
            return shortImage(image->reference);
    if (!element.technology.isEmpty() && !element.technology.startsWith(u"generic-"))
        return QString(element.technology).replace(u'-', u' ');
    return displayName(element.kind).toLower();
}

QString elementTooltip(const Element &element, const QStringList &networks,
                       const ThreatMark &threats)
{
    QStringList parts {element.name, displayName(element.kind).toLower()};
    if (element.hasRuntime)
        parts.append(QStringLiteral("runs in a container"));
    if (!networks.isEmpty())
        parts.append(QStringLiteral("on ") + networks.join(QStringLiteral(", ")));
    if (!element.scope.inScope)
        parts.append(QStringLiteral("out of scope"));
    else if (threats.count > 0)
        parts.append(threats.count == 1 ? QStringLiteral("1 threat")
                                        : QStringLiteral("%1 threats").arg(threats.count));
    if (threats.findings > 0 && element.scope.inScope)
        parts.append(threats.findings == 1
                         ? QStringLiteral("1 finding of scanners")
                         : QStringLiteral("%1 findings of scanners").arg(threats.findings));
    return parts.join(QStringLiteral(", "));
}

// "5432/tcp" -> "5432".
QString portOf(const LookContext &context, const Interface *interface)
{
    if (!interface)
        return {};
    const Value port = propertyOf(context, *interface, RecordKind::Interface, u"port");
    if (const qint64 *number = port.asInt())
        return QString::number(*number);
    const QString first = interface->name.section(u'/', 0, 0);
    bool isNumber = false;
    first.toInt(&isNumber);
    return isNumber ? first : QString();
}

QString protocolLabel(const QString &protocol)
{
    // Abbreviations are shouted, names are not.
    return protocol.size() <= 6 && protocol != u"gRPC" ? protocol.toUpper() : protocol;
}

QString flowLabel(const LookContext &context, const DataFlow &flow)
{
    const Interface *interface = context.model.interfaces.find(flow.interface);
    QString protocol = wordOf(context, flow, RecordKind::Flow, u"protocol");
    if (protocol.isEmpty() && interface)
        protocol = wordOf(context, *interface, RecordKind::Interface, u"protocol");
    if (!protocol.isEmpty()) {
        const QString port = portOf(context, interface);
        return port.isEmpty() ? protocolLabel(protocol) : protocolLabel(protocol) + u' ' + port;
    }
    if (!flow.name.isEmpty())
        return flow.name;
    return flow.kind == FlowKind::Network ? portOf(context, interface)
                                          : displayName(flow.kind).toLower();
}

ChangeMark changeOf(const LookContext &context, const IdText &id)
{
    return context.changes.value(id, ChangeMark::None);
}

} // namespace

QList<const Interface *> shownInterfaces(const LookContext &context, const ElementId &element)
{
    QList<const Interface *> found;
    for (const Interface &interface : context.model.interfaces)
        if (interface.owner == element)
            found.append(&interface);
    std::sort(found.begin(), found.end(), [](const Interface *a, const Interface *b) {
        return std::tie(a->name, a->id) < std::tie(b->name, b->id);
    });
    return found;
}

ElementLook elementLook(const LookContext &context, const Element &element,
                        const QList<const Interface *> &interfaces)
{
    const QStringList networks = networkNames(context, element);
    ElementLook look;
    look.id = element.id.toString();
    look.kind = element.kind;
    look.icon = iconForTechnology(element.technology, element.kind);
    look.name = element.name;
    look.secondLine = secondLineOf(context, element, networks);
    look.hasRuntime = element.hasRuntime;
    if (element.hasRuntime)
        look.badges = runtimeBadges(context, element);
    for (const Interface *interface : interfaces)
        look.interfaces.append({interface->id, interface->name, context.threats.of(interface->id)});
    look.threats = context.threats.of(element.id);
    look.networks = networks.size() > 1 ? networks : QStringList();
    look.tooltip = elementTooltip(element, networks, look.threats);
    look.change = changeOf(context, element.id);
    look.implied = element.implied;
    look.outOfScope = !element.scope.inScope;
    look.onPath = context.path.contains(element.id);
    return look;
}

FlowLook flowLook(const LookContext &context, const DataFlow &flow)
{
    FlowLook look;
    look.id = flow.id.toString();
    look.label = flowLabel(context, flow);
    const QString encryption = wordOf(context, flow, RecordKind::Flow, u"encryption");
    if (!encryption.isEmpty())
        look.encryption =
            encryption == u"none" ? EncryptionMark::NotEncrypted : EncryptionMark::Encrypted;
    look.unauthenticated =
        wordOf(context, flow, RecordKind::Flow, u"sourceAuthentication") == u"none";
    look.inferred = !flow.confirmed;
    look.implied = flow.implied;
    look.outOfScope = !flow.scope.inScope;
    look.change = changeOf(context, flow.id);
    look.onPath = context.path.contains(flow.id);
    look.tooltip = recordName(context.model, RecordKind::Flow, flow.id);
    if (!look.label.isEmpty())
        look.tooltip += QStringLiteral(", ") + look.label;
    if (look.inferred)
        look.tooltip += QStringLiteral(", inferred");
    return look;
}

BoundaryLook boundaryLook(const LookContext &context, const TrustBoundary &boundary)
{
    BoundaryLook look;
    look.id = boundary.id.toString();
    look.kind = boundary.kind;
    const QString kind = displayName(boundary.kind);
    const bool named = boundary.name.startsWith(kind, Qt::CaseInsensitive);
    look.title = boundary.name.isEmpty() ? kind
        : named                          ? boundary.name
                                         : kind + u' ' + boundary.name;
    look.tooltip = look.title;
    const PropertyIndex internal = context.schema.find(RecordKind::Boundary, u"internal");
    if (boundary.kind == BoundaryKind::Network && internal != NoProperty) {
        const auto effective = effectiveValue(context.schema, boundary, internal);
        const bool *isInternal = effective ? effective->claim.value.asBool() : nullptr;
        if (isInternal && *isInternal)
            look.title += QStringLiteral(", internal");
    }
    look.threats = context.threats.of(boundary.id);
    look.implied = boundary.implied;
    look.outOfScope = !boundary.scope.inScope;
    look.change = changeOf(context, boundary.id);
    return look;
}

} // namespace drawbridge
