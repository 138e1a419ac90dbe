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

// Folders that are the host's together with all that is below them ...
static constexpr std::array SystemFolders {
    u"/bin",
    u"/boot",
    u"/lib",
    u"/lib64",
    u"/sbin",
    u"/usr",
    u"/var/lib/containerd",
    u"/var/lib/containers",
    u"/var/lib/docker",
    u"/var/lib/etcd",
    u"/var/lib/kubelet",
    u"/var/lib/rancher",
    u"/var/spool/cron",
    u"/etc/cni",
    u"/etc/docker",
    u"/etc/init.d",
    u"/etc/kubernetes",
    u"/etc/pam.d",
    u"/etc/pki/tls/private",
    u"/etc/rancher",
    u"/etc/security",
    u"/etc/ssh",
    u"/etc/ssl/private",
    u"/etc/sudoers.d",
    u"/etc/systemd",
};
// ... and those that only are as a whole: what lies below is often some service's own. The device
// files below /dev are of no use without the right to the device, which is a fact of its own.
static constexpr std::array WholeSystemFolders {
    u"/dev", u"/etc", u"/opt", u"/run", u"/srv", u"/var", u"/var/lib", u"/etc/ssl",
};
// Files of /etc, by the start of their names, that decide who is who and what runs.
static constexpr std::array SystemFiles {
    u"/etc/passwd",  u"/etc/shadow", u"/etc/group",   u"/etc/gshadow",  u"/etc/sudoers",
    u"/etc/cron",    u"/etc/ld.so",  u"/etc/profile", u"/etc/rc",       u"/etc/crontab",
    u"/etc/anacron", u"/etc/bash",   u"/etc/environ", u"/etc/nsswitch", u"/etc/krb5",
};
// What every installation of the system holds alike.
static constexpr std::array HarmlessPaths {u"/usr/share", u"/usr/lib/os-release",
                                           u"/usr/local/share"};
// Folders of keys and credentials in a home.
static constexpr std::array CredentialFolders {
    u"/.ssh", u"/.aws", u"/.kube", u"/.docker", u"/.gnupg", u"/.azure", u"/.config/gcloud",
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

static bool isHome(const QString &path)
{
    const bool someones = isAtOrBelow(path, u"/home") && path.count(u'/') == 2;
    return path == u"~" || path == u"/root" || path == u"/home" || path == u"/Users" || someones
        || std::any_of(CredentialFolders.begin(), CredentialFolders.end(),
                       [&](QStringView folder) { return path.contains(folder); });
}

static bool isSystem(const QString &path)
{
    return std::find(WholeSystemFolders.begin(), WholeSystemFolders.end(), path)
        != WholeSystemFolders.end()
        || std::any_of(SystemFolders.begin(), SystemFolders.end(),
                       [&](QStringView folder) { return isAtOrBelow(path, folder); })
        || std::any_of(SystemFiles.begin(), SystemFiles.end(),
                       [&](QStringView start) { return path.startsWith(start); });
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
    if (isAtOrBelow(clean, u"/proc") || isAtOrBelow(clean, u"/sys"))
        return HostPathClass::ProcessInformation;
    if (std::any_of(HarmlessPaths.begin(), HarmlessPaths.end(),
                    [&](QStringView folder) { return isAtOrBelow(clean, folder); }))
        return HostPathClass::Ordinary;
    if (isHome(clean))
        return HostPathClass::Home;
    return isSystem(clean) ? HostPathClass::System : HostPathClass::Ordinary;
}

QString hostPathClassName(HostPathClass pathClass)
{
    static constexpr std::array names {"root", "runtime-socket", "system", "process-information",
                                       "home", "ordinary",       "none"};
    return QString::fromLatin1(names[static_cast<size_t>(pathClass)]);
}

} // namespace drawbridge
