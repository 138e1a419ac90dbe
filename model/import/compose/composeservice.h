#pragma once

#include "model/import/compose/composeproject.h"
#include "model/import/secretclassifier.h"

#include <optional>

namespace drawbridge::compose {

// A published port, or a range of them.
struct PublishedPort
{
    // "0.0.0.0" when the file names no address.
    QString hostIp;
    // 0 when the daemon chooses one.
    int hostPort = 0;
    int hostPortLast = 0;
    int port = 0;
    int portLast = 0;
    // "tcp", "udp" or "sctp".
    QString protocol;
    Origin origin;

    // "80/tcp" or "5000-5010/tcp".
    QString name() const;
    bool isOnAllAddresses() const { return hostIp == u"0.0.0.0" || hostIp == u"::"; }
    bool isLoopback() const;
};

enum class MountKind { Bind, Volume, Anonymous, Tmpfs, Pipe, Config, Secret, Other };

struct Mount
{
    MountKind kind = MountKind::Volume;
    // Host path or volume name; empty for anonymous volumes and tmpfs.
    QString source;
    QString target;
    bool readOnly = false;
    // "shared", "slave" or "private"; empty when not said.
    QString propagation;
    Origin origin;
};

// A variable that the service gets. The value is used to find hosts and to classify, then dropped.
struct EnvironmentEntry
{
    QString name;
    QString value;
    // Only the name is given: the value comes from the shell that starts Compose.
    bool inherited = false;
    bool fromFile = false;
    Interpolated interpolated;
    Origin origin;
    std::optional<SecretShape> secret;

    // "literal", "env-file" or "interpolated", as the schema of envSecrets has it.
    QString storage() const;
};

struct NetworkAttachment
{
    QString network;
    QStringList aliases;
    QStringList addresses;
    Origin origin;
};

struct BuildSettings
{
    // As written; a URL for a remote context.
    QString context;
    QString dockerfile;
    QString inlineDockerfile;
    QString target;
    // Names with their values when they are not secret.
    QMap<QString, QString> arguments;
    // Arguments that hold a secret: these end in the image's history.
    QStringList secretArguments;
    Origin origin;
};

struct Dependency
{
    QString service;
    Origin origin;
};

// A secret or config that is mounted into a service.
struct FileGrant
{
    QString name;
    QString target;
    Origin origin;
};

// One service with its settings taken apart.
struct ComposeService
{
    QString name;
    QString folder;
    ComposeNode node;
    bool partial = false;

    // Empty for a service that is only built.
    ComposeNode image;
    std::optional<BuildSettings> build;
    QList<PublishedPort> ports;
    bool portsPartial = false;
    QList<PublishedPort> exposed;
    QList<Mount> mounts;
    bool mountsPartial = false;
    QList<EnvironmentEntry> environment;
    bool environmentPartial = false;
    // Empty with a network mode.
    QList<NetworkAttachment> networks;
    QString networkMode;
    Origin networkModeOrigin;
    // The service whose network this one uses.
    QString sharesNetworkOf;
    QList<Dependency> dependencies;
    // Services named in links and external_links, with the alias in `alias`.
    QList<Dependency> links;
    QMap<QString, QString> linkAliases;
    QList<FileGrant> secrets;
    QList<FileGrant> configs;
    QStringList command;
    QStringList entrypoint;
    Origin commandOrigin;
    // Whether some key of it only Swarm honours.
    bool forSwarm = false;
};

ComposeService readService(ComposeReading &reading, const ComposeProject &project,
                           const ResolvedService &resolved);

// Parts of readService, one a file.
void readPorts(ComposeReading &reading, ComposeService &service);
void readMounts(ComposeReading &reading, const ComposeProject &project, ComposeService &service);
void readEnvironment(ComposeReading &reading, ComposeService &service);

// "host:port" of a short port: at most 65535, from <= to. Exposed for tests.
std::optional<PublishedPort> parseShortPort(const QString &text);
// "source:target:options" as Compose splits it, with Windows paths. Exposed for tests.
std::optional<Mount> parseShortMount(const QString &text);

// The words of a command, split as a shell would when it is a text.
QStringList wordsOfCommand(const ComposeNode &command);

} // namespace drawbridge::compose
