#pragma once

#include <QStringList>

#include <optional>

namespace drawbridge {

// What an attacker who makes use of a threat holds afterwards. Attack paths are chains of these.
enum class Gain : quint8 {
    None,
    Account, // may log in at the target
    Code, // runs code in the target
    Data, // reads and changes what the target keeps
    Queries, // reads and changes what the target's databases keep
    Contents, // reads what a flow carries
    Files, // reads the target's files, and the credentials among them
    Secrets, // reads the credentials that the target keeps
    Environments, // reads the environment of every container on the host
    Relay, // sends requests from where the target stands
    Network, // reaches the members of a network, or what the host listens to
    Identity, // acts as the identity
    Image, // decides what an image holds
    Workloads, // starts containers of its own
    HostFiles, // reads files of the host, and changes them where they are mounted writable
    Host, // controls the host
    Cluster, // controls the cluster
};

// As rule packs spell it: "host-files"; empty for none.
QString nameOf(Gain gain);
std::optional<Gain> gainNamed(const QString &word);
QStringList gainWords();

} // namespace drawbridge
