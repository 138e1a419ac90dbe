#include "model/core/names.h"

#include "model/core/evidence.h"
#include "model/core/threatmodel.h"

#include <array>

namespace drawbridge {

// The words of each enum, in the order of its values.
template <typename E>
inline constexpr std::array<const char *, 0> Words {};

template <>
inline constexpr std::array Words<RecordKind> {
    "element",  "interface",     "data-flow",         "trust-boundary", "image",
    "identity", "asset",         "assumption",        "source",         "diagram",
    "decision", "manual-threat", "control-statement", "review",         "finding-decision",
    "model"};
template <>
inline constexpr std::array Words<ElementKind> {"external-entity", "process", "data-store"};
template <>
inline constexpr std::array Words<InterfaceKind> {"http",  "tcp", "udp", "socket",
                                                  "topic", "rpc", "cli"};
template <>
inline constexpr std::array Words<FlowKind> {"network",       "ipc",   "shared-volume",
                                             "control-plane", "build", "human"};
template <>
inline constexpr std::array Words<BoundaryKind> {"internet", "account",   "cluster", "host",
                                                 "network",  "namespace", "pod"};
template <>
inline constexpr std::array Words<IdentityKind> {"service-account", "os-user", "cloud-role",
                                                 "human-role"};
template <>
inline constexpr std::array Words<AssetKind> {"data", "credential", "code", "log"};
template <>
inline constexpr std::array Words<Treatment> {"none",     "mitigate", "accept",
                                              "transfer", "avoid",    "not-applicable"};
template <>
inline constexpr std::array Words<Stride> {"spoofing",          "tampering",
                                           "repudiation",       "information-disclosure",
                                           "denial-of-service", "elevation-of-privilege"};
template <>
inline constexpr std::array Words<Severity> {"critical", "high", "medium", "low", "info"};
template <>
inline constexpr std::array Words<EvidenceOutcome> {"pass", "fail", "not-applicable", "error"};
template <>
inline constexpr std::array Words<SubjectKind> {"file", "image",   "container",
                                                "host", "package", "url"};
template <>
inline constexpr std::array Words<ControlStatus> {"unset",   "implemented", "partial",
                                                  "planned", "alternative", "not-applicable"};
template <>
inline constexpr std::array Words<ControlOrigin> {"own", "inherited", "shared"};
template <>
inline constexpr std::array Words<Baseline> {"none", "low", "moderate", "high", "privacy"};
template <>
inline constexpr std::array Words<ClaimSource> {
    "architect",   "scanner",          "file",    "image", "assumption",
    "image-table", "platform-default", "computed"};
template <typename E>
QString nameOf(E value)
{
    return QString::fromLatin1(Words<E>[static_cast<size_t>(value)]);
}

template <typename E>
std::optional<E> parseName(QStringView name)
{
    for (size_t i = 0; i < Words<E>.size(); ++i) {
        if (name == QLatin1String(Words<E>[i]))
            return static_cast<E>(i);
    }
    return std::nullopt;
}

template <typename E>
QStringList allNames()
{
    QStringList names;
    for (const char *word : Words<E>)
        names += QString::fromLatin1(word);
    return names;
}

#define DRAWBRIDGE_NAMED_ENUM(E)                                                                   \
    template QString nameOf(E);                                                                    \
    template std::optional<E> parseName<E>(QStringView);                                           \
    template QStringList allNames<E>();

DRAWBRIDGE_NAMED_ENUM(RecordKind)
DRAWBRIDGE_NAMED_ENUM(ElementKind)
DRAWBRIDGE_NAMED_ENUM(InterfaceKind)
DRAWBRIDGE_NAMED_ENUM(FlowKind)
DRAWBRIDGE_NAMED_ENUM(BoundaryKind)
DRAWBRIDGE_NAMED_ENUM(IdentityKind)
DRAWBRIDGE_NAMED_ENUM(AssetKind)
DRAWBRIDGE_NAMED_ENUM(Treatment)
DRAWBRIDGE_NAMED_ENUM(Stride)
DRAWBRIDGE_NAMED_ENUM(Severity)
DRAWBRIDGE_NAMED_ENUM(EvidenceOutcome)
DRAWBRIDGE_NAMED_ENUM(SubjectKind)
DRAWBRIDGE_NAMED_ENUM(ControlStatus)
DRAWBRIDGE_NAMED_ENUM(ControlOrigin)
DRAWBRIDGE_NAMED_ENUM(Baseline)
DRAWBRIDGE_NAMED_ENUM(ClaimSource)

#undef DRAWBRIDGE_NAMED_ENUM

// "denial-of-service" -> "Denial of service".
template <typename E>
static QString sentence(E value)
{
    QString text = nameOf(value);
    text.replace(u'-', u' ');
    text[0] = text[0].toUpper();
    return text;
}

QString displayName(Stride stride)
{
    return sentence(stride);
}

QString displayName(Severity severity)
{
    return sentence(severity);
}

QString displayName(ElementKind kind)
{
    return sentence(kind);
}

QString displayName(BoundaryKind kind)
{
    return sentence(kind);
}

QString displayName(Treatment treatment)
{
    return sentence(treatment);
}

QString displayName(FlowKind kind)
{
    return kind == FlowKind::Ipc ? QStringLiteral("IPC") : sentence(kind);
}

QChar letterOf(Stride stride)
{
    return u"STRIDE"[static_cast<int>(stride)];
}

static QString flowName(const ThreatModel &model, const DataFlow &flow)
{
    if (!flow.name.isEmpty())
        return flow.name;
    return recordName(model, RecordKind::Element, flow.source) + QStringLiteral(" to ")
        + recordName(model, RecordKind::Element, flow.target);
}

template <typename T>
static QString nameIn(const Table<T> &table, const IdText &id)
{
    const T *record = table.find(typename T::IdType(id));
    return record ? record->name : QString();
}

QString recordName(const ThreatModel &model, RecordKind kind, const IdText &id)
{
    switch (kind) {
    case RecordKind::Element:
        return nameIn(model.elements, id);
    case RecordKind::Interface:
        return nameIn(model.interfaces, id);
    case RecordKind::Boundary:
        return nameIn(model.boundaries, id);
    case RecordKind::Identity:
        return nameIn(model.identities, id);
    case RecordKind::Asset:
        return nameIn(model.assets, id);
    case RecordKind::Diagram:
        return nameIn(model.diagrams, id);
    case RecordKind::Project:
        return model.project.name;
    case RecordKind::Flow: {
        const DataFlow *flow = model.flows.find(FlowId(id));
        return flow ? flowName(model, *flow) : QString();
    }
    case RecordKind::Image: {
        const Image *image = model.images.find(ImageId(id));
        return image ? image->reference : QString();
    }
    default:
        return id.toString();
    }
}

} // namespace drawbridge
