#include "model/import/kubernetes/networkpolicy.h"

#include <algorithm>

namespace drawbridge::kubernetes {

static constexpr qsizetype MaximumRules = 1000;

static QList<PolicyRule> readRules(const TreeNode &list, QStringView peersKey)
{
    QList<PolicyRule> rules;
    const qsizetype count = list.isSequence() ? std::min(list.size(), MaximumRules) : 0;
    for (qsizetype i = 0; i < count; ++i) {
        PolicyRule rule;
        rule.line = list.at(i).line();
        const TreeNode peers = field(list.at(i), peersKey);
        for (qsizetype k = 0; peers.isSequence() && k < std::min(peers.size(), MaximumRules); ++k) {
            PolicyPeer peer;
            const TreeNode pods = field(peers.at(k), u"podSelector");
            const TreeNode spaces = field(peers.at(k), u"namespaceSelector");
            if (!pods.isMissing())
                peer.pods = Selector::of(pods);
            if (!spaces.isMissing())
                peer.spaces = Selector::of(spaces);
            peer.addresses = field(peers.at(k), u"ipBlock").isMapping();
            rule.peers.append(peer);
        }
        const TreeNode ports = field(list.at(i), u"ports");
        for (qsizetype k = 0; ports.isSequence() && k < std::min(ports.size(), MaximumRules); ++k) {
            const QString port = field(ports.at(k), u"port").text();
            const QString protocol = field(ports.at(k), u"protocol").text().toLower();
            bool isNumber = false;
            port.toInt(&isNumber);
            if (isNumber)
                rule.ports += port + u'/' + (protocol.isEmpty() ? QStringLiteral("tcp") : protocol);
            else if (!port.isEmpty())
                rule.ports += port;
        }
        rules.append(rule);
    }
    return rules;
}

NetworkPolicy NetworkPolicy::read(const Manifest &manifest)
{
    NetworkPolicy policy;
    policy.manifest = manifest;
    const TreeNode spec = manifest.spec();
    policy.pods = Selector::of(field(spec, u"podSelector"));
    const QStringList types = textList(field(spec, u"policyTypes"));
    const TreeNode egress = field(spec, u"egress");
    // Without types a policy is about incoming traffic, and about outgoing when it says something.
    policy.ingress = types.isEmpty() || types.contains(QStringLiteral("Ingress"));
    policy.egress =
        types.isEmpty() ? egress.isSequence() : types.contains(QStringLiteral("Egress"));
    policy.ingressRules = readRules(field(spec, u"ingress"), u"from");
    policy.egressRules = readRules(egress, u"to");
    return policy;
}

bool PolicyPeer::matches(const PolicyPod &pod, const QString &policySpace) const
{
    if (addresses)
        return false;
    if (spaces && !spaces->matches(pod.spaceLabels))
        return false;
    if (!spaces && pod.space != policySpace)
        return false;
    return pods ? pods->matches(pod.labels) : spaces.has_value();
}

bool PolicyRule::allows(const PolicyPod &peer, const QString &policySpace,
                        const QStringList &port) const
{
    const bool here = ports.isEmpty() || port.isEmpty()
        || std::any_of(port.begin(), port.end(),
                       [this](const QString &spelling) { return ports.contains(spelling); });
    const bool who = peers.isEmpty()
        || std::any_of(peers.begin(), peers.end(),
                       [&](const PolicyPeer &one) { return one.matches(peer, policySpace); });
    return here && who;
}

bool policiesAllow(const QList<NetworkPolicy> &policies, const PolicyPod &from, const PolicyPod &to,
                   const QStringList &port)
{
    bool isolatedTo = false;
    bool isolatedFrom = false;
    bool mayEnter = false;
    bool mayLeave = false;
    for (const NetworkPolicy &policy : policies) {
        const QString &space = policy.manifest.space;
        if (policy.ingress && policy.selects(to)) {
            isolatedTo = true;
            for (const PolicyRule &rule : policy.ingressRules)
                mayEnter |= rule.allows(from, space, port);
        }
        if (policy.egress && policy.selects(from)) {
            isolatedFrom = true;
            for (const PolicyRule &rule : policy.egressRules)
                mayLeave |= rule.allows(to, space, port);
        }
    }
    return (!isolatedTo || mayEnter) && (!isolatedFrom || mayLeave);
}

} // namespace drawbridge::kubernetes
