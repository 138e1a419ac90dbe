#pragma once

#include "model/import/kubernetes/selector.h"

namespace drawbridge::kubernetes {

// A pod as a policy sees it.
struct PolicyPod
{
    QString space;
    QMap<QString, QString> spaceLabels;
    QMap<QString, QString> labels;
};

// A port of a pod; a number of 0 means that it is not known.
struct PolicyPort
{
    int number = 0;
    // "tcp", "udp", "sctp".
    QString protocol;
    // What the pod calls it.
    QString name;
};

// Ports that a rule is about: a range of numbers, or a name.
struct PolicyPorts
{
    int first = 0;
    int last = 0;
    QString protocol;
    QString name;

    bool covers(const PolicyPort &port) const;
};

// One side of a policy's rule.
struct PolicyPeer
{
    std::optional<Selector> pods;
    std::optional<Selector> spaces;
    // Addresses instead of pods, and whether they are all there are.
    bool addresses = false;
    bool anyAddress = false;

    bool matches(const PolicyPod &pod, const QString &policySpace) const;
};

struct PolicyRule
{
    // Empty: everybody.
    QList<PolicyPeer> peers;
    // Empty: all.
    QList<PolicyPorts> ports;
    int line = 0;

    bool allows(const PolicyPod &peer, const QString &policySpace, const PolicyPort &port) const;
};

// A NetworkPolicy taken apart.
struct NetworkPolicy
{
    Manifest manifest;
    Selector pods;
    bool ingress = false;
    bool egress = false;
    QList<PolicyRule> ingressRules;
    QList<PolicyRule> egressRules;

    static NetworkPolicy read(const Manifest &manifest);
    bool selects(const PolicyPod &pod) const
    {
        return manifest.space == pod.space && pods.matches(pod.labels);
    }
    bool isolates(bool incoming) const { return incoming ? ingress : egress; }
    // A rule without a condition takes all isolation away.
    bool allowsAll(bool incoming) const;
};

// Whether the policies that choose the target and those that choose the source let a pod reach a
// port of another one.
bool policiesAllow(const QList<const NetworkPolicy *> &ofTarget,
                   const QList<const NetworkPolicy *> &ofSource, const PolicyPod &from,
                   const PolicyPod &to, const PolicyPort &port);

} // namespace drawbridge::kubernetes
