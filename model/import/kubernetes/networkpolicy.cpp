#include "model/import/kubernetes/networkpolicy.h"

#include <algorithm>

namespace drawbridge::kubernetes {

static PolicyPeer readPeer(const TreeNode &node)
{
    PolicyPeer peer;
    const TreeNode pods = field(node, u"podSelector");
    const TreeNode spaces = field(node, u"namespaceSelector");
    const TreeNode block = field(node, u"ipBlock");
    if (!pods.isMissing())
        peer.pods = Selector::of(pods);
    if (!spaces.isMissing())
        peer.spaces = Selector::of(spaces);
    const QString range = field(block, u"cidr").text();
    peer.addresses = block.isMapping();
    peer.anyAddress =
        (range == u"0.0.0.0/0" || range == u"::/0") && itemsOf(field(block, u"except")).empty();
    return peer;
}

static PolicyPorts readPorts(const TreeNode &node)
{
    PolicyPorts ports;
    const TreeNode port = field(node, u"port");
    const QString protocol = field(node, u"protocol").text().toLower();
    ports.protocol = protocol.isEmpty() ? QStringLiteral("tcp") : protocol;
    bool isNumber = false;
    ports.first = port.text().toInt(&isNumber);
    ports.last = std::max(field(node, u"endPort").text().toInt(), ports.first);
    if (!isNumber)
        ports.name = port.text();
    // Without a port it is about all of the protocol.
    if (port.isMissing() || port.isNull())
        ports.last = 65535;
    return ports;
}

static QList<PolicyRule> readRules(const TreeNode &list, QStringView peersKey)
{
    QList<PolicyRule> rules;
    for (const TreeNode &node : itemsOf(list)) {
        PolicyRule rule;
        rule.line = node.line();
        for (const TreeNode &peer : itemsOf(field(node, peersKey)))
            rule.peers.append(readPeer(peer));
        for (const TreeNode &port : itemsOf(field(node, u"ports")))
            rule.ports.append(readPorts(port));
        rules.append(rule);
    }
    return rules;
}

bool PolicyPorts::covers(const PolicyPort &port) const
{
    if (port.number == 0)
        return true;
    if (protocol != port.protocol)
        return false;
    return name.isEmpty() ? port.number >= first && port.number <= last : name == port.name;
}

bool NetworkPolicy::allowsAll(bool incoming) const
{
    const QList<PolicyRule> &rules = incoming ? ingressRules : egressRules;
    return std::any_of(rules.begin(), rules.end(), [](const PolicyRule &rule) {
        return rule.ports.isEmpty()
            && (rule.peers.isEmpty()
                || std::any_of(rule.peers.begin(), rule.peers.end(),
                               [](const PolicyPeer &peer) { return peer.anyAddress; }));
    });
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
        return anyAddress;
    if (spaces && !spaces->matches(pod.spaceLabels))
        return false;
    if (!spaces && pod.space != policySpace)
        return false;
    return pods ? pods->matches(pod.labels) : spaces.has_value();
}

bool PolicyRule::allows(const PolicyPod &peer, const QString &policySpace,
                        const PolicyPort &port) const
{
    const bool here = ports.isEmpty()
        || std::any_of(ports.begin(), ports.end(),
                       [&port](const PolicyPorts &range) { return range.covers(port); });
    const bool who = peers.isEmpty()
        || std::any_of(peers.begin(), peers.end(),
                       [&](const PolicyPeer &one) { return one.matches(peer, policySpace); });
    return here && who;
}

bool policiesAllow(const QList<const NetworkPolicy *> &ofTarget,
                   const QList<const NetworkPolicy *> &ofSource, const PolicyPod &from,
                   const PolicyPod &to, const PolicyPort &port)
{
    bool isolatedTo = false;
    bool isolatedFrom = false;
    bool mayEnter = false;
    bool mayLeave = false;
    for (const NetworkPolicy *policy : ofTarget) {
        isolatedTo |= policy->ingress;
        for (const PolicyRule &rule : policy->ingressRules)
            mayEnter |= policy->ingress && rule.allows(from, policy->manifest.space, port);
    }
    for (const NetworkPolicy *policy : ofSource) {
        isolatedFrom |= policy->egress;
        for (const PolicyRule &rule : policy->egressRules)
            mayLeave |= policy->egress && rule.allows(to, policy->manifest.space, port);
    }
    return (!isolatedTo || mayEnter) && (!isolatedFrom || mayLeave);
}

} // namespace drawbridge::kubernetes
