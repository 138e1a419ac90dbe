#pragma once

#include "model/core/ids.h"
#include "model/core/propertyset.h"

#include <QByteArray>
#include <QDate>
#include <QMap>
#include <QPoint>
#include <QRect>
#include <QStringList>

namespace drawbridge {

// Members of newer file versions that this program does not know: name to raw JSON, written back
// as they were read.
using UnknownMembers = QMap<QString, QByteArray>;

// Which imported thing a record stands for. Empty for what was drawn.
struct SourceKey
{
    SourceId source;
    // "services.web"; names the thing within the source.
    QString key;

    bool isEmpty() const { return source.isEmpty(); }
    bool operator==(const SourceKey &) const = default;
};

// Whether a record counts, and why not. Out of scope: no target of threats, still a source of them.
struct Scope
{
    bool inScope = true;
    QString reason;

    bool operator==(const Scope &) const = default;
};

enum class ElementKind : quint8 { ExternalEntity, Process, DataStore };

// An external entity, process or data store of the data-flow diagram.
struct Element
{
    using IdType = ElementId;

    ElementId id;
    ElementKind kind = ElementKind::Process;
    QString name;
    QString description;
    // A word of the technology list: "web-service", "database", "queue", "cache", "browser", ...
    QString technology;
    // The innermost trust boundary of the containment tree; empty at the top.
    BoundaryId boundary;
    // Attached networks (boundaries of kind Network), sorted; a set beside the containment tree.
    QList<BoundaryId> networks;
    // Runs in a container: the runtime properties apply to it.
    bool hasRuntime = false;
    // What its file was written for: "compose", "swarm", "kubernetes"; empty when drawn. Decides
    // what an absent property means.
    QString platform;
    ImageId image;
    // Runs as.
    IdentityId identity;
    // The data assets it keeps, sorted.
    QList<AssetId> assets;
    // Added by an import because it must exist (host daemon, operator), not because a file names
    // it.
    bool implied = false;
    // Its source no longer holds it.
    bool vanished = false;
    Scope scope;
    SourceKey sourceKey;
    // Earlier source keys, after accepted renames.
    QStringList aliases;
    PropertySet properties;
    UnknownMembers unknown;

    bool operator==(const Element &) const = default;
};

enum class InterfaceKind : quint8 { HttpRoute, Tcp, Udp, Socket, Topic, Rpc, CommandLine };

// Something an element listens on. An HTTP route is what the field calls an endpoint.
struct Interface
{
    using IdType = InterfaceId;

    InterfaceId id;
    ElementId owner;
    InterfaceKind kind = InterfaceKind::HttpRoute;
    // "GET /ping", "5432/tcp".
    QString name;
    QString description;
    bool vanished = false;
    SourceKey sourceKey;
    PropertySet properties;
    UnknownMembers unknown;

    bool operator==(const Interface &) const = default;
};

enum class FlowKind : quint8 { Network, Ipc, SharedVolume, ControlPlane, Build, Human };

// Data between two elements. The source is the initiator: it opens the connection.
struct DataFlow
{
    using IdType = FlowId;

    FlowId id;
    ElementId source;
    ElementId target;
    // What it ends at, if that is known; belongs to the target.
    InterfaceId interface;
    QString name;
    QString description;
    FlowKind kind = FlowKind::Network;
    // False: inferred (a start order, a shared volume), drawn dashed and judged only when
    // confirmed.
    bool confirmed = true;
    // Assets carried from source to target, and back; sorted.
    QList<AssetId> assetsOut;
    QList<AssetId> assetsBack;
    bool implied = false;
    bool vanished = false;
    Scope scope;
    SourceKey sourceKey;
    PropertySet properties;
    UnknownMembers unknown;

    bool operator==(const DataFlow &) const = default;
};

enum class BoundaryKind : quint8 { Internet, Account, Cluster, Host, Network, Namespace, Pod };

// A trust boundary: a zone of the containment tree, or (kind Network) a set that elements attach
// to.
struct TrustBoundary
{
    using IdType = BoundaryId;

    BoundaryId id;
    BoundaryKind kind = BoundaryKind::Host;
    QString name;
    QString description;
    BoundaryId parent;
    QString platform;
    bool implied = false;
    bool vanished = false;
    Scope scope;
    SourceKey sourceKey;
    PropertySet properties;
    UnknownMembers unknown;

    bool operator==(const TrustBoundary &) const = default;
};

// A container image, shared by the elements that run it; vulnerabilities attach here.
struct Image
{
    using IdType = ImageId;

    ImageId id;
    // As written: "postgres:16", or a name derived from the build context.
    QString reference;
    QString platform;
    bool builtHere = false;
    bool vanished = false;
    SourceKey sourceKey;
    PropertySet properties;
    UnknownMembers unknown;

    bool operator==(const Image &) const = default;
};

enum class IdentityKind : quint8 { ServiceAccount, OsUser, CloudRole, HumanRole };

// Who something runs as, and what that identity may do.
struct Identity
{
    using IdType = IdentityId;

    IdentityId id;
    IdentityKind kind = IdentityKind::ServiceAccount;
    QString name;
    QString platform;
    bool vanished = false;
    SourceKey sourceKey;
    PropertySet properties;
    UnknownMembers unknown;

    bool operator==(const Identity &) const = default;
};

enum class AssetKind : quint8 { Data, Credential, Code, Log };
enum class AssetRating : quint8 { Unknown, Public, Internal, Confidential, Restricted };

// What is worth protecting. A credential is an asset that grants access to records.
struct DataAsset
{
    using IdType = AssetId;

    AssetId id;
    AssetKind kind = AssetKind::Data;
    QString name;
    QString description;
    bool vanished = false;
    SourceKey sourceKey;
    PropertySet properties;
    UnknownMembers unknown;

    bool operator==(const DataAsset &) const = default;
};

// A statement taken for true, with who stands for it and when to look again.
struct Assumption
{
    using IdType = AssumptionId;

    AssumptionId id;
    QString statement;
    QString owner;
    QDate reviewBy;
    UnknownMembers unknown;

    bool operator==(const Assumption &) const = default;
};

// An imported file. Lines and digest stand in the last section of a project file.
struct Source
{
    using IdType = SourceId;

    SourceId id;
    // "compose", "dockerfile", ...
    QString format;
    // Relative to the project file, with forward slashes.
    QString path;
    // SHA-256 of the bytes read, in hex.
    QByteArray digest;
    // Key path to line.
    QMap<QString, int> lines;
    UnknownMembers unknown;

    bool operator==(const Source &) const = default;
};

// Where a record stands in a diagram. Whole logical pixels.
struct Placement
{
    IdText record;
    QRect rect;

    bool operator==(const Placement &) const = default;
};

// Bends of a flow that the architect set by hand; flows without one are routed afresh.
struct Route
{
    FlowId flow;
    QList<QPoint> bends;

    bool operator==(const Route &) const = default;
};

// A view of the model. It shows the elements and boundaries that it places, and every flow whose
// two ends it shows.
struct Diagram
{
    using IdType = DiagramId;

    DiagramId id;
    QString name;
    // The process that this diagram opens, for a child diagram.
    ElementId parent;
    // Sorted by record id, one each.
    QList<Placement> placements;
    // Sorted by flow id.
    QList<Route> routes;
    UnknownMembers unknown;

    const Placement *placement(const IdText &record) const;
    void place(const IdText &record, const QRect &rect);
    void removePlacement(const IdText &record);

    bool operator==(const Diagram &) const = default;
};

enum class Treatment : quint8 { None, Mitigate, Accept, Transfer, Avoid, NotApplicable };

// What the architect decided about a threat. Kept when the threat is gone (orphaned).
struct Decision
{
    using IdType = DecisionId;

    DecisionId id;
    QString threatKey;
    Treatment treatment = Treatment::None;
    QString reason;
    QString owner;
    QDate date;
    QDate expires;
    QString ticket;
    // SHA-256 over the facts that it rested on; when they change the decision is to be reviewed.
    QByteArray factsDigest;
    // Text of the threat and its target when it was decided, to show of an orphan.
    QString title;
    QString targetName;
    UnknownMembers unknown;

    bool operator==(const Decision &) const = default;
};

// The id under which the decision about a threat key is stored.
DecisionId decisionIdFor(const QString &threatKey);

enum class Stride : quint8 {
    Spoofing,
    Tampering,
    Repudiation,
    InformationDisclosure,
    DenialOfService,
    ElevationOfPrivilege,
};

enum class Severity : quint8 { Critical, High, Medium, Low, Info };

// A threat that the architect wrote down; stored, unlike the engine's.
struct ManualThreat
{
    using IdType = ManualThreatId;

    ManualThreatId id;
    RecordKind targetKind = RecordKind::Element;
    IdText target;
    Stride stride = Stride::Spoofing;
    Severity severity = Severity::Medium;
    QString title;
    QString description;
    QStringList attack;
    QStringList capec;
    QStringList cwe;
    QStringList nist;
    UnknownMembers unknown;

    bool operator==(const ManualThreat &) const = default;
};

enum class ControlStatus : quint8 {
    Unset,
    Implemented,
    Partial,
    Planned,
    Alternative,
    NotApplicable
};
enum class ControlOrigin : quint8 { Own, Inherited, Shared };

// How this system meets one NIST control, in OSCAL's terms.
struct ControlStatement
{
    using IdType = ControlStatementId;

    ControlStatementId id;
    // "AC-6(10)".
    QString control;
    ControlStatus status = ControlStatus::Unset;
    ControlOrigin origin = ControlOrigin::Own;
    QString statement;
    UnknownMembers unknown;

    bool operator==(const ControlStatement &) const = default;
};

enum class Baseline : quint8 { None, Low, Moderate, High, Privacy };

// Somebody went through the model as it was then. It speaks of that revision only: a later change
// of meaning shows as "changed since".
struct Review
{
    using IdType = ReviewId;

    ReviewId id;
    QString reviewer;
    QDate date;
    // SHA-256 over what the model means, in hex; without looks, line numbers and reviews.
    QByteArray revision;
    QString note;
    UnknownMembers unknown;

    bool operator==(const Review &) const = default;
};

// What somebody decided about a result of scanners: which record it speaks of, or that it does not
// count. It holds for every later scan that reports the same check at the same place.
struct FindingDecision
{
    using IdType = FindingDecisionId;

    FindingDecisionId id;
    // "B307", "CVE-2023-1234": the check, whichever tool made it.
    QString check;
    // The vulnerable package; empty where the check is of none.
    QString package;
    // What the scan named: path of a file, image, container or host.
    QString place;
    // Line of the file, of which the nearest result is meant; 0: the whole place.
    int line = 0;
    // What it speaks of, in place of what was found; an empty record: as found.
    RecordKind recordKind = RecordKind::Element;
    IdText record;
    // Why it does not count; empty: it counts.
    QString suppressed;
    QString author;
    QDate date;
    // From the day after this it counts again.
    QDate expires;
    UnknownMembers unknown;

    bool operator==(const FindingDecision &) const = default;
};

// The id under which the decision about a check at a place is stored.
FindingDecisionId findingDecisionIdFor(const FindingDecision &decision);

// What the project says of itself.
struct ProjectInfo
{
    QString name;
    QString description;
    QString owner;
    // Stored name of the import root; part of imported ids, so that a moved folder keeps them.
    QString importRoot;
    Baseline baseline = Baseline::Moderate;
    // Starting positions of attackers that count, such as "internet"; empty means all.
    QStringList attackers;
    // Catalog versions it was last analysed with: "attack" -> "18.1".
    QMap<QString, QString> catalogs;
    PropertySet properties;
    UnknownMembers unknown;

    bool operator==(const ProjectInfo &) const = default;
};

} // namespace drawbridge
