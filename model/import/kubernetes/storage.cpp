#include "model/import/kubernetes/kubernetesmodel.h"
#include "model/import/showntext.h"

#include <QDir>

namespace drawbridge::kubernetes {

namespace {

// A volume of a pod as the schema of mounts has it.
struct VolumeFacts
{
    QString kind = QStringLiteral("other");
    // Host path, or the name of the claim, ConfigMap or Secret.
    QString source;
    bool readOnly = false;
    // What pods that mount the same have in common; empty for what is private.
    QString sharedKey;
};

TreeNode itemNamed(const TreeNode &list, const QString &name)
{
    for (const TreeNode &item : itemsOf(list)) {
        if (field(item, u"name").text() == name)
            return item;
    }
    return {};
}

// System folders are mounted to look into the host, not to talk to another pod.
bool holdsData(const QString &hostPath)
{
    const QString path = QDir::cleanPath(hostPath);
    static const QStringList system {QStringLiteral("/etc"),     QStringLiteral("/proc"),
                                     QStringLiteral("/sys"),     QStringLiteral("/dev"),
                                     QStringLiteral("/run"),     QStringLiteral("/usr"),
                                     QStringLiteral("/var/run"), QStringLiteral("/lib")};
    for (const QString &folder : system) {
        if (path == folder || path.startsWith(folder + u'/'))
            return false;
    }
    return path != u"/" && !path.endsWith(QStringLiteral(".sock"));
}

VolumeFacts hostFolder(const QString &path)
{
    VolumeFacts facts;
    facts.kind = QStringLiteral("bind");
    facts.source = path;
    if (holdsData(path))
        facts.sharedKey = QStringLiteral("paths.") + shown(path);
    return facts;
}

QString propagationWord(const QString &text)
{
    return text == u"Bidirectional"  ? QStringLiteral("shared")
        : text == u"HostToContainer" ? QStringLiteral("slave")
        : text == u"None"            ? QStringLiteral("private")
                                     : QString();
}

// The host folder behind a claim, where the files hold the volume that it is bound to.
QString hostPathOfClaim(const ManifestReading &reading, const Manifest &claim)
{
    const QString bound = field(claim.spec(), u"volumeName").text();
    for (qsizetype index : reading.ofKind(QStringLiteral("PersistentVolume"))) {
        const Manifest &volume = reading.manifests[index];
        const TreeNode reference = field(volume.spec(), u"claimRef");
        const bool refers = field(reference, u"name").text() == claim.name
            && field(reference, u"namespace").text() == claim.space;
        if (refers || (!bound.isEmpty() && volume.name == bound))
            return fieldAt(volume.spec(), {u"hostPath", u"path"}).text();
    }
    return {};
}

VolumeFacts claimedVolume(const ManifestReading &reading, const QString &space,
                          const TreeNode &source)
{
    const QString name = shown(field(source, u"claimName").text());
    for (qsizetype index : reading.ofKind(QStringLiteral("PersistentVolumeClaim"))) {
        const Manifest &claim = reading.manifests[index];
        if (claim.space != space || claim.name != name)
            continue;
        if (const QString path = hostPathOfClaim(reading, claim); !path.isEmpty())
            return hostFolder(path);
    }
    VolumeFacts facts;
    facts.kind = QStringLiteral("volume");
    facts.source = name;
    facts.readOnly = field(source, u"readOnly").toBool().value_or(false);
    facts.sharedKey = QStringLiteral("claims.") + space + u'.' + name;
    return facts;
}

// `volume` is an item of a pod's volumes; missing for one that a claim template makes.
VolumeFacts volumeFacts(const ManifestReading &reading, const Manifest &manifest,
                        const QString &name, const TreeNode &volume)
{
    const TreeNode templates = field(manifest.spec(), u"volumeClaimTemplates");
    VolumeFacts facts;
    for (const TreeNode &item : itemsOf(templates)) {
        if (fieldAt(item, {u"metadata", u"name"}).text() == name) {
            facts.kind = QStringLiteral("volume");
            facts.source = shown(name);
            return facts;
        }
    }
    if (const TreeNode host = field(volume, u"hostPath"); host.isMapping())
        return hostFolder(field(host, u"path").text());
    if (const TreeNode claim = field(volume, u"persistentVolumeClaim"); claim.isMapping())
        return claimedVolume(reading, manifest.space, claim);
    if (const TreeNode empty = field(volume, u"emptyDir"); !empty.isMissing()) {
        facts.kind = field(empty, u"medium").text() == u"Memory" ? QStringLiteral("tmpfs")
                                                                 : QStringLiteral("volume");
        // Containers of one pod share it; the pod is in the key.
        facts.sharedKey = manifest.key() + QStringLiteral(".volumes.") + shown(name);
    } else if (const TreeNode map = field(volume, u"configMap"); map.isMapping()) {
        facts = {QStringLiteral("config"), shown(field(map, u"name").text()), true, {}};
    } else if (const TreeNode secret = field(volume, u"secret"); secret.isMapping()) {
        facts = {QStringLiteral("secret"), shown(field(secret, u"secretName").text()), true, {}};
    } else if (field(volume, u"projected").isMapping()
               || field(volume, u"downwardAPI").isMapping()) {
        facts.kind = QStringLiteral("config");
        facts.readOnly = true;
    } else if (volume.isMissing() || field(volume, u"ephemeral").isMapping()
               || field(volume, u"csi").isMapping()) {
        facts.kind = QStringLiteral("volume");
    }
    return facts;
}

} // namespace

void KubernetesModel::describeMounts(const Workload &workload, ContainerRecords &container)
{
    const TreeNode list = field(container.node, u"volumeMounts");
    const TreeNode volumes = field(workload.pod, u"volumes");
    const SourceId source = container.element.sourceKey.source;
    ValueList mounts;
    ValueList secrets;
    for (const TreeNode &item : itemsOf(list)) {
        const QString name = field(item, u"name").text();
        const QString target = shown(field(item, u"mountPath").text());
        const TreeNode volume = itemNamed(volumes, name);
        const VolumeFacts facts = volumeFacts(m_reading, workload.manifest, name, volume);
        ValueMap mount {{QStringLiteral("kind"), facts.kind}, {QStringLiteral("target"), target}};
        mount.insert(QStringLiteral("readOnly"),
                     facts.readOnly || field(item, u"readOnly").toBool().value_or(false));
        if (!facts.source.isEmpty())
            mount.insert(QStringLiteral("source"), shown(facts.source));
        if (const QString word = propagationWord(field(item, u"mountPropagation").text());
            !word.isEmpty())
            mount.insert(QStringLiteral("propagation"), word);
        mounts += mount;
        if (facts.kind == u"secret")
            secrets += target;
        m_records.noteLine(
            {source, container.key + QStringLiteral(".volumes.") + target, item.line()});
    }
    const TreeNode devices = field(container.node, u"volumeDevices");
    ValueList paths;
    for (const TreeNode &item : itemsOf(devices))
        paths += shown(field(item, u"devicePath").text());
    if (!mounts.isEmpty())
        say(container, u"mounts", mounts,
            {source, container.key + QStringLiteral(".volumeMounts"), list.line()});
    if (!secrets.isEmpty())
        say(container, u"secretMounts", secrets,
            {source, container.key + QStringLiteral(".volumeMounts"), list.line()});
    if (!paths.isEmpty())
        say(container, u"devices", paths,
            {source, container.key + QStringLiteral(".volumeDevices"), devices.line()});
}

// The folder of the node behind a volume; empty for other volumes.
QString KubernetesModel::hostPathOf(const Workload &workload, const QString &volume) const
{
    const VolumeFacts facts = volumeFacts(m_reading, workload.manifest, volume,
                                          itemNamed(field(workload.pod, u"volumes"), volume));
    return facts.kind == u"bind" ? facts.source : QString();
}

// Writers in a ring, and the first writer to every reader: as many flows as users, and still each
// can reach each other.
void KubernetesModel::addSharedVolumes()
{
    struct User
    {
        const ContainerRecords *container;
        bool readOnly;
        int line;
    };
    std::map<QString, QList<User>> places;
    for (const Workload &workload : m_workloads) {
        for (const ContainerRecords &container : workload.containers) {
            QSet<QString> own;
            for (const TreeNode &item : itemsOf(field(container.node, u"volumeMounts"))) {
                const QString name = field(item, u"name").text();
                const VolumeFacts facts =
                    volumeFacts(m_reading, workload.manifest, name,
                                itemNamed(field(workload.pod, u"volumes"), name));
                if (facts.sharedKey.isEmpty() || own.contains(facts.sharedKey))
                    continue;
                own.insert(facts.sharedKey);
                const bool readOnly =
                    facts.readOnly || field(item, u"readOnly").toBool().value_or(false);
                places[facts.sharedKey].append({&container, readOnly, item.line()});
            }
        }
    }
    for (const auto &[key, users] : places) {
        QList<User> writers;
        QList<User> readers;
        for (const User &user : users)
            (user.readOnly ? readers : writers).append(user);
        if (writers.isEmpty() || users.size() < 2)
            continue;
        const auto connect = [&, &key = key](const User &from, const User &to, bool confirmed) {
            const ClaimPlace because {to.container->element.sourceKey.source, {}, to.line};
            DataFlow &flow = addFlow(key + u'.' + from.container->key + u'.' + to.container->key,
                                     from.container->element.id, to.container->element.id,
                                     FlowKind::SharedVolume, because);
            flow.confirmed = confirmed;
            flow.name = key.startsWith(QStringLiteral("paths.")) ? key.section(u'.', 1)
                                                                 : key.section(u'.', -1);
        };
        for (qsizetype i = 0; writers.size() > 1 && i < writers.size(); ++i)
            connect(writers[i], writers[(i + 1) % writers.size()], false);
        for (const User &reader : std::as_const(readers))
            connect(writers.first(), reader, writers.size() == 1);
    }
}

} // namespace drawbridge::kubernetes
