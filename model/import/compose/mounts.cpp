#include "model/import/compose/composeservice.h"
#include "model/import/compose/quantities.h"

namespace drawbridge::compose {

namespace {

constexpr qsizetype MaximumMounts = 1000;

bool isWindowsPath(QStringView text)
{
    return text.size() > 2 && text[0].isLetter() && text[0].unicode() < 128 && text[1] == u':'
        && (text[2] == u'\\' || text[2] == u'/');
}

bool isHostPath(const QString &source)
{
    return source.startsWith(u'/') || source.startsWith(u'.') || source.startsWith(u'~')
        || source.startsWith(u'\\') || isWindowsPath(source);
}

// Splits at colons, but not after a drive letter.
QStringList splitMount(const QString &text)
{
    QStringList parts;
    qsizetype begin = 0;
    while (begin <= text.size()) {
        const qsizetype from = isWindowsPath(QStringView(text).sliced(begin)) ? begin + 2 : begin;
        qsizetype colon = text.indexOf(u':', from);
        if (colon < 0)
            colon = text.size();
        parts += text.sliced(begin, colon - begin);
        begin = colon + 1;
    }
    return parts;
}

void applyOption(Mount &mount, const QString &option)
{
    if (option == u"ro")
        mount.readOnly = true;
    else if (option == u"rw")
        mount.readOnly = false;
    else if (option == u"shared" || option == u"rshared")
        mount.propagation = QStringLiteral("shared");
    else if (option == u"slave" || option == u"rslave")
        mount.propagation = QStringLiteral("slave");
    else if (option == u"private" || option == u"rprivate")
        mount.propagation = QStringLiteral("private");
}

MountKind kindOfType(const QString &type, const Mount &mount)
{
    if (type == u"bind")
        return MountKind::Bind;
    if (type == u"tmpfs")
        return MountKind::Tmpfs;
    if (type == u"npipe")
        return MountKind::Pipe;
    if (type == u"volume" || type.isEmpty())
        return mount.source.isEmpty() ? MountKind::Anonymous : MountKind::Volume;
    return MountKind::Other;
}

std::optional<Mount> readLongMount(const ComposeNode &item)
{
    Mount mount;
    mount.source = item[u"source"].text();
    mount.target = item[u"target"].text();
    mount.kind = kindOfType(item[u"type"].text(), mount);
    mount.readOnly = parseSwitch(item[u"read_only"].text()).value_or(false);
    applyOption(mount, item[u"bind"][u"propagation"].text());
    return mount.target.isEmpty() ? std::nullopt : std::optional(mount);
}

// A named volume of the local driver may be a host path in disguise.
void resolveNamedVolume(const ComposeProject &project, Mount &mount)
{
    const ComposeNode options = project.volumes[mount.source][u"driver_opts"];
    const QString device = options[u"device"].text();
    const bool bound = options[u"o"].text().split(u',').contains(u"bind")
        || options[u"o"].text().split(u',').contains(u"rbind");
    if (bound && !device.isEmpty()) {
        mount.kind = MountKind::Bind;
        mount.source = device;
    }
}

void readTmpfs(ComposeService &service)
{
    const ComposeNode tmpfs = service.node[u"tmpfs"];
    const std::vector<ComposeNode> items =
        tmpfs.isScalar() ? std::vector<ComposeNode> {tmpfs} : tmpfs.items();
    for (const ComposeNode &item : items) {
        Mount mount;
        mount.kind = MountKind::Tmpfs;
        mount.target = item.text().section(u':', 0, 0);
        mount.origin = item.origin();
        if (!mount.target.isEmpty())
            service.mounts.append(mount);
    }
}

QList<FileGrant> readGrants(const ComposeNode &list, const QString &folder)
{
    QList<FileGrant> grants;
    for (const ComposeNode &item : list.items()) {
        FileGrant grant;
        grant.name = item.isMap() ? item[u"source"].text() : item.text();
        grant.target = item[u"target"].text();
        if (grant.target.isEmpty())
            grant.target = grant.name;
        if (!grant.target.startsWith(u'/'))
            grant.target.prepend(folder);
        grant.origin = item.origin();
        if (!grant.name.isEmpty() && grants.size() < MaximumMounts)
            grants += grant;
    }
    return grants;
}

} // namespace

std::optional<Mount> parseShortMount(const QString &text)
{
    QStringList parts = splitMount(text.trimmed());
    Mount mount;
    if (parts.size() == 1) {
        mount.kind = MountKind::Anonymous;
        mount.target = parts[0];
        return mount.target.isEmpty() ? std::nullopt : std::optional(mount);
    }
    if (parts.size() > 3 || parts[1].isEmpty())
        return std::nullopt;
    mount.source = parts[0];
    mount.target = parts[1];
    if (mount.source.startsWith(QStringLiteral("\\\\.\\pipe")))
        mount.kind = MountKind::Pipe;
    else if (mount.source.isEmpty())
        mount.kind = MountKind::Anonymous;
    else
        mount.kind = isHostPath(mount.source) ? MountKind::Bind : MountKind::Volume;
    for (const QString &option : parts.value(2).split(u','))
        applyOption(mount, option);
    return mount;
}

void readMounts(ComposeReading &reading, const ComposeProject &project, ComposeService &service)
{
    service.mountsPartial = service.partial;
    const ComposeNode volumes = service.node[u"volumes"];
    if (!volumes.isSilent() && !volumes.isList())
        reading.warning(volumes.origin(), QStringLiteral("'volumes' must be a list"));
    for (const ComposeNode &item : volumes.items()) {
        std::optional<Mount> mount =
            item.isMap() ? readLongMount(item) : parseShortMount(item.text());
        if (!mount || service.mounts.size() >= MaximumMounts) {
            service.mountsPartial = true;
            reading.warning(
                item.origin(),
                QStringLiteral("'%1' is no mount; it is not read").arg(shown(item.text())));
            continue;
        }
        mount->origin = item.origin();
        // What a variable decides, where no default tells, may well be a path of the host.
        if (mount->kind == MountKind::Volume && mount->source.startsWith(QStringLiteral("${")))
            mount->kind = MountKind::Bind;
        if (mount->kind == MountKind::Volume)
            resolveNamedVolume(project, *mount);
        service.mounts.append(*std::move(mount));
    }
    readTmpfs(service);
    service.secrets = readGrants(service.node[u"secrets"], QStringLiteral("/run/secrets/"));
    service.configs = readGrants(service.node[u"configs"], QStringLiteral("/"));
    if (!service.node[u"volumes_from"].isSilent())
        service.mountsPartial = true;
}

} // namespace drawbridge::compose
