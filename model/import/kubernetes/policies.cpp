#include "model/import/kubernetes/kubernetesmodel.h"
#include "model/import/kubernetes/networkpolicy.h"
#include "model/import/showntext.h"

#include <algorithm>

namespace drawbridge::kubernetes {

namespace {

constexpr qsizetype MaximumPolicyFlows = 5000;
// Many policies for many pods would take for ever: more comparisons than this are not made.
constexpr qsizetype MaximumComparisons = 3'000'000;

PolicyPort policyPortOf(const ContainerRecords &container, const InterfaceId &interface)
{
    for (const auto &[name, candidate] : container.interfaces) {
        if (candidate.id == interface)
            return {name.section(u'/', 0, 0).toInt(), name.section(u'/', 1),
                    container.portNames.key(name)};
    }
    return {};
}

// A peer that names somebody: not everyone of a namespace, nor addresses.
bool namesPods(const PolicyPeer &peer)
{
    return peer.pods && !peer.pods->isEmpty();
}

} // namespace

PolicyPod KubernetesModel::podOfPolicy(const Workload &workload) const
{
    PolicyPod pod;
    pod.space = workload.manifest.space;
    pod.labels = workload.labels;
    if (const Manifest *space = findManifest(QStringLiteral("Namespace"), {}, pod.space))
        pod.spaceLabels = textMap(fieldAt(space->node, {u"metadata", u"labels"}));
    // Every namespace has it, with its own name.
    pod.spaceLabels.insert(QStringLiteral("kubernetes.io/metadata.name"), pod.space);
    return pod;
}

// Which policies choose which workload; false when there are too many to find out.
bool KubernetesModel::matchPolicies()
{
    QHash<QString, QList<const NetworkPolicy *>> bySpace;
    for (const NetworkPolicy &policy : std::as_const(m_policies))
        bySpace[policy.manifest.space].append(&policy);
    qsizetype compared = 0;
    for (const Workload &workload : m_workloads) {
        m_policyPods.push_back(podOfPolicy(workload));
        QList<const NetworkPolicy *> choosing;
        for (const NetworkPolicy *policy : bySpace.value(workload.manifest.space)) {
            if (++compared > MaximumComparisons)
                return false;
            if (policy->selects(m_policyPods.back()))
                choosing += policy;
        }
        m_choosing.push_back(choosing);
    }
    return true;
}

void KubernetesModel::addPolicies()
{
    for (qsizetype index : m_reading.ofKind(QStringLiteral("NetworkPolicy")))
        m_policies.append(NetworkPolicy::read(m_reading.manifests[index]));
    if (m_policies.isEmpty())
        return;
    const Manifest &first = m_policies.first().manifest;
    if (!matchPolicies())
        return m_reading.warning(first, first.line(),
                                 QStringLiteral("there are too many network policies to judge"));
    QMap<QString, QList<const NetworkPolicy *>> bySpace;
    for (const NetworkPolicy &policy : std::as_const(m_policies))
        bySpace[policy.manifest.space].append(&policy);
    for (auto it = bySpace.begin(); it != bySpace.end(); ++it) {
        const auto space = m_namespaces.find(it.key());
        if (space == m_namespaces.end()) {
            const Manifest &policy = it->first()->manifest;
            m_reading.information(policy, policy.line(),
                                  QStringLiteral("network policies of the namespace '%1' are not "
                                                 "judged: none of its pods is in these files")
                                      .arg(it.key()));
            continue;
        }
        describeIsolation(*space, *it, true);
        describeIsolation(*space, *it, false);
    }
    addPolicyFlows();
    tellBlockedFlows();
}

// Denied by default is what a policy for all pods says, or policies that leave none of them out.
void KubernetesModel::describeIsolation(TrustBoundary &space,
                                        const QList<const NetworkPolicy *> &policies, bool incoming)
{
    const NetworkPolicy *because = nullptr;
    for (const NetworkPolicy *policy : policies) {
        if (policy->pods.isEmpty() && policy->isolates(incoming) && !policy->allowsAll(incoming))
            because = policy;
    }
    const NetworkPolicy *some = nullptr;
    QStringList open;
    for (size_t i = 0; !because && i < m_workloads.size(); ++i) {
        if (m_workloads[i].manifest.space != space.name)
            continue;
        const NetworkPolicy *found = nullptr;
        for (const NetworkPolicy *policy : std::as_const(m_choosing[i])) {
            if (policy->isolates(incoming) && !policy->allowsAll(incoming))
                found = policy;
        }
        if (!found)
            open += m_workloads[i].manifest.name;
        else
            some = found;
    }
    const QString property =
        incoming ? QStringLiteral("defaultDenyIngress") : QStringLiteral("defaultDenyEgress");
    const NetworkPolicy *from = because ? because : some;
    const bool denies = because || (some && open.isEmpty());
    if (!from && !incoming)
        return;
    const Manifest &manifest = (from ? from : policies.first())->manifest;
    m_records.set(space.properties, RecordKind::Boundary, property, denies, ClaimSource::File,
                  place(manifest, manifest.line(), property));
    if (!denies && some && incoming)
        m_reading.information(
            manifest, manifest.line(),
            QStringLiteral("no network policy of the namespace '%1' is about the pods of %2")
                .arg(space.name, open.mid(0, 5).join(QStringLiteral(", "))));
}

// Who is named as a peer is expected to come: an inferred flow where no other is known.
void KubernetesModel::addPolicyFlows()
{
    QSet<std::pair<ElementId, ElementId>> known;
    for (const auto &[key, flow] : m_flows)
        known.insert({flow.source, flow.target});
    qsizetype added = 0;
    qsizetype compared = 0;
    const auto isNamed = [this](const NetworkPolicy &policy, const PolicyRule &rule, size_t from) {
        return std::any_of(rule.peers.begin(), rule.peers.end(), [&](const PolicyPeer &peer) {
            return namesPods(peer) && peer.matches(m_policyPods[from], policy.manifest.space);
        });
    };
    for (size_t to = 0; to < m_workloads.size(); ++to) {
        for (const NetworkPolicy *policy : std::as_const(m_choosing[to])) {
            for (const PolicyRule &rule : policy->ingressRules) {
                for (size_t from = 0; policy->ingress && from < m_workloads.size(); ++from) {
                    if (++compared > MaximumComparisons || added >= MaximumPolicyFlows)
                        return;
                    if (from != to && isNamed(*policy, rule, from))
                        added += addPolicyFlow(*policy, rule, from, to, known) ? 1 : 0;
                }
            }
        }
    }
}

bool KubernetesModel::addPolicyFlow(const NetworkPolicy &policy, const PolicyRule &rule,
                                    size_t from, size_t to,
                                    QSet<std::pair<ElementId, ElementId>> &known)
{
    const ContainerRecords *source = m_workloads[from].mainContainer();
    ContainerRecords *target = m_workloads[to].mainContainer();
    if (!source || !target || known.contains({source->element.id, target->element.id}))
        return false;
    const Manifest &manifest = policy.manifest;
    InterfaceId interface;
    for (auto &container : m_workloads[to].containers) {
        for (const auto &[name, candidate] : container.interfaces) {
            const PolicyPort port = policyPortOf(container, candidate.id);
            if (interface.isEmpty() && rule.ports.size() == 1 && rule.ports.first().covers(port)) {
                interface = candidate.id;
                target = &container;
            }
        }
    }
    known.insert({source->element.id, target->element.id});
    DataFlow &flow = addFlow(manifest.key() + u'.' + source->key + u'.' + target->key,
                             source->element.id, target->element.id, FlowKind::Network,
                             place(manifest, rule.line, QStringLiteral("ingress")));
    flow.interface = interface;
    flow.confirmed = false;
    flow.description = QStringLiteral("Let in by the NetworkPolicy '%1'.").arg(manifest.name);
    return true;
}

// A flow that was found and that no policy lets through: one of the two is wrong.
void KubernetesModel::tellBlockedFlows()
{
    QHash<ElementId, size_t> workloads;
    for (size_t i = 0; i < m_workloads.size(); ++i) {
        for (const ContainerRecords &container : m_workloads[i].containers)
            workloads.insert(container.element.id, i);
    }
    qsizetype compared = 0;
    for (auto &[key, flow] : m_flows) {
        const auto from = workloads.constFind(flow.source);
        const auto to = workloads.constFind(flow.target);
        const bool between = from != workloads.constEnd() && to != workloads.constEnd()
            && flow.kind == FlowKind::Network && *from != *to;
        if (!between)
            continue;
        PolicyPort port;
        for (const ContainerRecords &container : m_workloads[*to].containers) {
            if (container.element.id == flow.target)
                port = policyPortOf(container, flow.interface);
        }
        compared += m_choosing[*to].size() + m_choosing[*from].size();
        if (compared > MaximumComparisons)
            return;
        if (policiesAllow(m_choosing[*to], m_choosing[*from], m_policyPods[*from],
                          m_policyPods[*to], port))
            continue;
        flow.description = QStringLiteral("No network policy lets this through.");
        const Manifest &source = m_workloads[*from].manifest;
        m_reading.information(
            source, source.line(),
            QStringLiteral("'%1' uses '%2', but no network policy lets it through")
                .arg(source.name, m_workloads[*to].manifest.name));
    }
}

} // namespace drawbridge::kubernetes
