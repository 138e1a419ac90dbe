#include "model/import/compose/flows.h"

#include <QDir>

#include <map>

namespace drawbridge::compose {

namespace {

struct VolumeUser
{
    const ServiceRecords *records = nullptr;
    bool readOnly = false;
    Origin origin;
};

// What two services must have in common to share files; empty for what is private or of the system.
QString sharedPlaceOf(const ComposeService &service, const Mount &mount)
{
    if (mount.kind == MountKind::Volume && !mount.source.isEmpty())
        return QStringLiteral("volumes.") + mount.source;
    if (mount.kind != MountKind::Bind || mount.source.contains(u'$'))
        return {};
    const QString path = mount.source.startsWith(u'.') ? pathBelow(service.folder, mount.source)
                                                       : QDir::cleanPath(mount.source);
    static const QStringList system {QStringLiteral("/etc"),     QStringLiteral("/proc"),
                                     QStringLiteral("/sys"),     QStringLiteral("/dev"),
                                     QStringLiteral("/run"),     QStringLiteral("/usr"),
                                     QStringLiteral("/var/run"), QStringLiteral("/lib")};
    for (const QString &folder : system) {
        if (path == folder || path.startsWith(folder + u'/'))
            return {};
    }
    return path == u"/" || path.endsWith(QStringLiteral(".sock")) ? QString()
                                                                  : QStringLiteral("paths.") + path;
}

} // namespace

// Writers in a ring, and the first writer to every reader: as many flows as users, and still each
// can reach each other.
void FlowFinder::addSharedVolumes()
{
    std::map<QString, QList<VolumeUser>> places;
    for (const ServiceRecords &records : m_model.m_services) {
        QSet<QString> own;
        for (const Mount &mount : records.service.mounts) {
            const QString place = sharedPlaceOf(records.service, mount);
            if (place.isEmpty() || own.contains(place))
                continue;
            own.insert(place);
            places[place].append({&records, mount.readOnly, mount.origin});
        }
    }
    for (const auto &[place, users] : places) {
        QList<VolumeUser> writers;
        QList<VolumeUser> readers;
        for (const VolumeUser &user : users)
            (user.readOnly ? readers : writers).append(user);
        if (writers.isEmpty() || users.size() < 2)
            continue;
        const auto connect = [&](const VolumeUser &from, const VolumeUser &to, bool confirmed) {
            const QString key =
                shown(place) + u'.' + from.records->service.name + u'.' + to.records->service.name;
            DataFlow &flow = m_model.addFlow(key, from.records->element.id, to.records->element.id,
                                             FlowKind::SharedVolume, to.origin);
            flow.confirmed = confirmed;
            flow.name = shown(place.section(u'.', 1));
            m_model.m_records.noteLine(m_model.placeAt(to.origin, key));
        };
        for (qsizetype i = 0; writers.size() > 1 && i < writers.size(); ++i)
            connect(writers[i], writers[(i + 1) % writers.size()], false);
        // Read-only tells the direction when there is one who can write.
        for (const VolumeUser &reader : std::as_const(readers))
            connect(writers.first(), reader, writers.size() == 1);
    }
}

} // namespace drawbridge::compose
