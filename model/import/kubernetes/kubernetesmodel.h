#pragma once

#include "model/import/hostreferences.h"
#include "model/import/knownimages.h"
#include "model/import/kubernetes/networkpolicy.h"
#include "model/import/kubernetes/roles.h"
#include "model/import/secretclassifier.h"

#include <map>

namespace drawbridge::kubernetes {

// A variable of a container. The value is used to find hosts and to classify, then dropped.
struct Variable
{
    QString name;
    QString value;
    // It comes from an object that the files do not hold.
    bool elsewhere = false;
    // Secret that it comes from: "Secret.shop.db"; empty for others.
    QString secretKey;
    std::optional<SecretShape> secret;
    AssetId credential;
    ClaimPlace place;
};

// A container of a pod on its way to becoming records.
struct ContainerRecords
{
    TreeNode node;
    QString name;
    // "Deployment.shop.web.containers.app".
    QString key;
    // Ends before the others start.
    bool initial = false;
    Element element;
    // By "80/tcp"; sorted so that ids and flows come in a fixed order.
    std::map<QString, Interface> interfaces;
    // Named port to "80/tcp".
    QMap<QString, QString> portNames;
    QList<Variable> variables;
    QHash<QString, qsizetype> variableIndex;
    bool variablesPartial = false;
    KnownImage image;
    // Ports of the nodes that lead to it, with where that is said.
    ValueList publishedPorts;
    ClaimPlace publishedPlace;

    // The variable of this name; nullptr without one.
    const Variable *variable(const QString &wanted) const
    {
        const auto found = variableIndex.constFind(wanted);
        return found == variableIndex.constEnd() ? nullptr : &variables[*found];
    }
};

// A workload with the containers of its pod.
struct Workload
{
    Manifest manifest;
    TreeNode pod;
    QMap<QString, QString> labels;
    std::vector<ContainerRecords> containers;
    // Set when the pod holds several containers.
    BoundaryId podBoundary;

    // The first container that stays; nullptr when the pod has none at all.
    ContainerRecords *mainContainer();
};

// A container that a port of a Service leads to.
struct ServiceTarget
{
    size_t workload = 0;
    ContainerRecords *container = nullptr;
    // "8080/tcp"; empty when no port is known.
    QString interface;
};

struct ServiceRecords
{
    Manifest manifest;
    // Indices into the workloads.
    QList<size_t> workloads;
    // The host outside that an ExternalName stands for.
    ElementId external;

    TreeNode ports() const { return field(manifest.spec(), u"ports"); }
};

// An account, user or group on its way to becoming a record.
struct IdentityRecords
{
    Identity identity;
    ClaimPlace place;
    // What the account itself says of its token.
    TreeNode own;
    // Indices into the workloads.
    QList<size_t> workloads;
    bool bound = false;
    ClaimPlace boundAt;
    ValueList permissions;
    bool permissionsPartial = false;
};

// One mention of a host, as found at one place.
struct HostUse
{
    // "shop.db".
    QString service;
    HostReference reference;
    // In a mounted file, where it may be an example or one of many.
    bool inFile = false;
    AssetId credential;
    ClaimPlace place;
};

// Turns the objects of a cluster's manifests into a threat model. The parts share this state; each
// part is a file of its own.
class KubernetesModel
{
public:
    KubernetesModel(ManifestReading &reading, QString keyPrefix);

    Result<ImportResult> build();

private:
    // namespaces.cpp
    void addCluster();
    void addNamespaces();
    void describeNamespace(TrustBoundary &boundary, const Manifest &manifest);
    void describeQuotas();
    TrustBoundary &namespaceOf(const QString &name, const Manifest &because);
    void noteUnread();

    // workloads.cpp
    void addWorkloads();
    void addContainers(Workload &workload, QStringView list, bool initial);
    void addElement(Workload &workload, ContainerRecords &container);
    void addPodBoundary(Workload &workload);
    void addPorts(ContainerRecords &container, const Manifest &manifest);
    void addImage(ContainerRecords &container, const Manifest &manifest);
    void describeKind(ContainerRecords &container, const Workload &workload);
    Interface &interfaceOf(ContainerRecords &container, const QString &name,
                           const ClaimPlace &place, ClaimSource source);

    // runtime.cpp
    void describeRuntime(Workload &workload, ContainerRecords &container);
    void describePrivileges(const Workload &workload, ContainerRecords &container);
    void describeProfiles(const Workload &workload, ContainerRecords &container);
    void describePodNamespaces(const Workload &workload, ContainerRecords &container);
    // limits.cpp
    void describeLimits(const Workload &workload, ContainerRecords &container);
    void describeLife(const Workload &workload, ContainerRecords &container);
    void describeCommand(const Workload &workload, ContainerRecords &container);
    void describeReplicas(const Workload &workload, ContainerRecords &container);

    // storage.cpp
    void describeMounts(const Workload &workload, ContainerRecords &container);
    QString hostPathOf(const Workload &workload, const QString &volume) const;
    void addSharedVolumes();
    // stores.cpp
    void describeStore(ContainerRecords &container);

    // environment.cpp
    void readVariables(Workload &workload, ContainerRecords &container);
    void readGroups(const Workload &workload, ContainerRecords &container);
    void readVariable(const Workload &workload, ContainerRecords &container, const TreeNode &item);
    void putVariable(ContainerRecords &container, Variable variable);
    void describeVariables(const Workload &workload, ContainerRecords &container);

    // secrets.cpp
    void addSecrets();
    AssetId secretAsset(const QString &key, const ClaimPlace &place);
    AssetId variableAsset(ContainerRecords &container, const Variable &variable);
    void keepAsset(ContainerRecords &container, const AssetId &asset);
    void keepSecretsOf(Workload &workload);
    void finishSecrets();

    // services.cpp
    void addServices();
    void addExternalName(ServiceRecords &service);
    void addEntrance(const ServiceRecords &service);
    void addEntranceAt(const ServiceRecords &service, const TreeNode &port);
    void addHostPorts();
    QList<ServiceTarget> targetsOf(const ServiceRecords &service, const QString &port);
    QList<ServiceTarget> targetsOfPort(const ServiceRecords &service, const TreeNode &port);
    const ServiceRecords *findService(const QString &space, const QString &name) const;

    // flows.cpp
    void addFlows();
    void collectHosts();
    QHash<QString, QString> hostsFor(const QString &space) const;
    void addFlowsOf(const Workload &workload, ContainerRecords &container,
                    const QHash<QString, QString> &known);
    QList<HostUse> usesIn(const ContainerRecords &container,
                          const QHash<QString, QString> &known) const;
    QList<HostUse> usesInFiles(const Workload &workload, const ContainerRecords &container,
                               const QHash<QString, QString> &known) const;
    void addUse(const ContainerRecords &container, const HostUse &use);
    void describeUse(DataFlow &flow, const HostUse &use);

    // ingress.cpp
    void addIngresses();
    void addIngressRules(const Manifest &ingress, const Element &proxy);
    void addIngressBackend(const Manifest &ingress, const Element &proxy, const TreeNode &backend);
    // proxies.cpp
    Element &proxyElement(const QString &key, const QString &name, const Manifest &because);
    void addProxyRoute(const Manifest &route, const Element &proxy, const QString &host,
                       const QString &path, int line);
    void addProxyEntrance(const Manifest &because, const Element &proxy, const QString &port,
                          const QString &protocol, int line);
    void sayProtocol(DataFlow &flow, const QString &protocol, const ClaimPlace &place);
    void addProxyFlow(const Manifest &route, const Element &proxy, const ServiceRecords &service,
                      const QString &port, const QString &protocol, int line);

    // gateways.cpp
    void addGateways();
    void addListener(const Manifest &gateway, const Element &proxy, const TreeNode &listener);
    void addRoutes();
    void addRouteRules(const Manifest &route, const Element &proxy);
    void addRouteBackend(const Manifest &route, const Element &proxy, const TreeNode &backend);
    Element *gatewayOf(const Manifest &route, const TreeNode &parent);

    // accounts.cpp
    void addAccounts();
    void addBindings();
    void bind(const Manifest &binding, const TreeNode &subject, const Permissions &permissions);
    void grant(IdentityRecords &records, const Manifest &binding, const Permissions &permissions);
    IdentityRecords &identityOf(const QString &key, IdentityKind kind, const QString &name,
                                const ClaimPlace &place);
    IdentityRecords &accountOf(const QString &space, const QString &name, const ClaimPlace &place);
    void describeToken(IdentityRecords &records);
    void addApiFlows();

    // policies.cpp
    void addPolicies();
    bool matchPolicies();
    PolicyPod podOfPolicy(const Workload &workload) const;
    void describeIsolation(TrustBoundary &space, const QList<const NetworkPolicy *> &policies,
                           bool incoming);
    void addPolicyFlows();
    bool addPolicyFlow(const NetworkPolicy &policy, const PolicyRule &rule, size_t from, size_t to,
                       QSet<std::pair<ElementId, ElementId>> &known);
    void tellBlockedFlows();

    // implied.cpp
    void addControlPlane();
    DataFlow &addInternetFlow(const QString &key, const ElementId &target,
                              const InterfaceId &interface, const ClaimPlace &place,
                              bool confirmed);
    void addRegistries();
    void addRuntimeSockets();

    ClaimPlace place(const Manifest &manifest, int line, const QString &path = {}) const;
    SourceKey sourceKey(const Manifest &manifest, const QString &key) const;
    void say(ContainerRecords &container, const char16_t *property, const Value &value,
             const ClaimPlace &place, bool partial = false);
    void sayOf(DataFlow &flow, const char16_t *property, const Value &value,
               const ClaimPlace &place);
    DataFlow &addFlow(const QString &key, const ElementId &from, const ElementId &to, FlowKind kind,
                      const ClaimPlace &place);
    const Manifest *findManifest(const QString &kind, const QString &space,
                                 const QString &name) const;
    void finish();

    ManifestReading &m_reading;
    RecordAssembly m_records;
    QList<SourceId> m_sources;
    QHash<QString, qsizetype> m_manifests;
    TrustBoundary m_cluster;
    TrustBoundary m_nodes;
    QMap<QString, TrustBoundary> m_namespaces;
    std::vector<TrustBoundary> m_pods;
    std::vector<Workload> m_workloads;
    // By "shop.web".
    std::map<QString, ServiceRecords> m_services;
    // Host name to "shop.web".
    QHash<QString, QString> m_hosts;
    // Elements that belong to no container: proxies, hosts outside, the control plane.
    std::map<QString, Element> m_others;
    std::map<QString, Interface> m_proxyInterfaces;
    QMap<QString, Image> m_images;
    QMap<QString, DataAsset> m_assets;
    QMap<QString, ClaimPlace> m_assetPlaces;
    QMap<AssetId, QSet<ElementId>> m_grants;
    std::map<QString, DataFlow> m_flows;
    qsizetype m_variables = 0;
    std::map<QString, IdentityRecords> m_identities;
    QList<NetworkPolicy> m_policies;
    // One a workload: the pod as policies see it, and the policies that choose it.
    std::vector<PolicyPod> m_policyPods;
    std::vector<QList<const NetworkPolicy *>> m_choosing;
    ElementId m_api;
    ElementId m_runtime;
    InterfaceId m_runtimeSocket;
    ElementId m_internet;
};

} // namespace drawbridge::kubernetes
