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

// One side of a policy's rule: who, over which ports.
struct PolicyPeer
{
    std::optional<Selector> pods;
    std::optional<Selector> spaces;
    bool addresses = false;

    bool matches(const PolicyPod &pod, const QString &policySpace) const;
};

struct PolicyRule
{
    // Empty: everybody.
    QList<PolicyPeer> peers;
    // "8080/tcp" or a port's name; empty: all.
    QStringList ports;
    int line = 0;

    bool allows(const PolicyPod &peer, const QString &policySpace, const QStringList &port) const;
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
};

// Whether the policies let a pod reach another one. `port` holds the spellings of the port
// ("8080/tcp", its name); empty when it is not known.
bool policiesAllow(const QList<NetworkPolicy> &policies, const PolicyPod &from, const PolicyPod &to,
                   const QStringList &port);

} // namespace drawbridge::kubernetes
