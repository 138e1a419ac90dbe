#include "model/engine/hostpath.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace drawbridge {

// Sockets of Docker, containerd, CRI-O and Podman in their usual places. Rootless ones lie below
// /run/user and are told by their file names.
static constexpr std::array RuntimeSockets {
    u"/run/docker.sock",     u"/run/containerd/containerd.sock",
    u"/run/crio/crio.sock",  u"/run/podman/podman.sock",
    u"/run/dockershim.sock", u"/run/k3s/containerd/containerd.sock",
};
static constexpr std::array SocketNames {u"docker.sock", u"containerd.sock", u"crio.sock",
                                         u"podman.sock", u"dockershim.sock", u"docker_engine"};

static constexpr std::array SystemPaths {
    u"/bin",
    u"/boot",
    u"/dev",
    u"/etc",
    u"/lib",
    u"/lib64",
    u"/root",
    u"/sbin",
    u"/srv",
    u"/usr",
    u"/var",
    u"/var/lib/containerd",
    u"/opt",
    u"/var/lib/docker",
    u"/var/lib/kubelet",
    u"/var/spool/cron",
    u"/run",
};
// Files that containers get for the clock, for names and for certificates.
static constexpr std::array HarmlessPaths {
    u"/etc/localtime", u"/etc/timezone",       u"/etc/hostname",        u"/etc/machine-id",
    u"/etc/hosts",     u"/etc/resolv.conf",    u"/etc/os-release",      u"/etc/ssl/certs",
    u"/usr/share",     u"/usr/lib/os-release", u"/etc/ca-certificates",
};

static bool isAtOrBelow(const QString &path, QStringView folder)
{
    return path == folder
        || (path.startsWith(folder) && (folder.endsWith(u'/') || path[folder.size()] == u'/'));
}

// Paths of named pipes are written with either slash.
QString normalHostPath(const QString &path)
{
    if (path.isEmpty())
        return path;
    QString slashed = path;
    slashed.replace(u'\\', u'/');
    const bool isAbsolute = slashed.startsWith(u'/');
    QStringList parts;
    for (const QString &part : slashed.split(u'/', Qt::SkipEmptyParts)) {
        if (part == u".")
            continue;
        if (part != u"..")
            parts += part;
        else if (!parts.isEmpty() && parts.last() != u"..")
            parts.removeLast();
        else if (!isAbsolute)
            parts += part;
    }
    QString clean = parts.join(u'/');
    if (isAbsolute)
        clean.prepend(u'/');
    else if (clean.isEmpty())
        clean = QStringLiteral(".");
    if (isAtOrBelow(clean, u"/var/run"))
        clean.remove(0, 4);
    return clean;
}

bool holdsRuntimeSocket(const QString &path)
{
    const QString clean = normalHostPath(path);
    const QStringView file = QStringView(clean).sliced(clean.lastIndexOf(u'/') + 1);
    if (std::any_of(SocketNames.begin(), SocketNames.end(),
                    [&](QStringView name) { return file == name; }))
        return true;
    if (!clean.startsWith(u'/'))
        return false;
    return std::any_of(RuntimeSockets.begin(), RuntimeSockets.end(),
                       [&](QStringView socket) { return isAtOrBelow(socket.toString(), clean); });
}

HostPathClass classifyHostPath(const QString &path)
{
    if (path.isEmpty())
        return HostPathClass::None;
    const QString clean = normalHostPath(path);
    if (clean == u"/")
        return HostPathClass::Root;
    if (holdsRuntimeSocket(clean))
        return HostPathClass::RuntimeSocket;
    const auto below = [&](QStringView folder) { return isAtOrBelow(clean, folder); };
    if (below(u"/proc") || below(u"/sys"))
        return HostPathClass::ProcessInformation;
    if (std::any_of(HarmlessPaths.begin(), HarmlessPaths.end(), below))
        return HostPathClass::Ordinary;
    if (clean == u"~" || clean == u"/home" || clean == u"/Users"
        || (below(u"/home") && clean.count(u'/') == 2) || clean.startsWith(u"~/.ssh")
        || clean.contains(u"/.ssh") || clean.contains(u"/.aws") || clean.contains(u"/.kube"))
        return HostPathClass::Home;
    const bool broad = clean == u"/var" || clean == u"/srv" || clean == u"/opt" || clean == u"/run";
    const bool system =
        std::any_of(SystemPaths.begin(), SystemPaths.end(), [&](QStringView folder) {
            const bool wholeOnly =
                folder == u"/var" || folder == u"/srv" || folder == u"/opt" || folder == u"/run";
            return !wholeOnly && below(folder);
        });
    return broad || system ? HostPathClass::System : HostPathClass::Ordinary;
}

QString hostPathClassName(HostPathClass pathClass)
{
    static constexpr std::array names {"root", "runtime-socket", "system", "process-information",
                                       "home", "ordinary",       "none"};
    return QString::fromLatin1(names[static_cast<size_t>(pathClass)]);
}

} // namespace drawbridge
