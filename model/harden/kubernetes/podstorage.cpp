#include "model/harden/kubernetes/manifestview.h"

#include <QRegularExpression>

namespace drawbridge {

namespace {

// A name for a volume, as Kubernetes allows it; empty where there is none.
QString volumeName(const ContainerView &container, const QString &path)
{
    static const QRegularExpression other(QStringLiteral("[^a-z0-9-]+"));
    static const QRegularExpression valid(QStringLiteral("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"));
    QString name = container.name + path.toLower().replace(other, QStringLiteral("-"));
    return valid.match(name).hasMatch() ? name : QString();
}

// Makes one pod's containers read-only, with volumes for what they write to.
class ReadOnlyPlanner
{
public:
    ReadOnlyPlanner(const PodView &pod, HardeningPlan &plan)
        : m_pod(pod)
        , m_plan(plan)
        , m_volumes(pod.spec[volumesKey()])
    {
        if (!m_volumes.isList())
            m_volumes = PlainValue::list();
    }

    void plan()
    {
        // What nobody knows anything of comes last, as what is added to the pod builds on what is
        // added for the others.
        for (const bool isKnown : {true, false}) {
            for (const ContainerView &container : m_pod.containers) {
                const bool knowsPaths = container.facts && container.facts->scratchPaths;
                if (knowsPaths == isKnown)
                    planOne(container, isKnown);
            }
        }
    }

private:
    static QString volumesKey() { return QStringLiteral("volumes"); }

    static QString unmountedData(const ContainerView &container)
    {
        for (const QString &path : container.facts->writablePaths) {
            // A volume that the image declares is empty at each start all the same.
            if (!container.mountsPath(path) && !container.facts->scratchPaths->contains(path))
                return path;
        }
        return {};
    }

    void planOne(const ContainerView &container, bool isKnown)
    {
        const QString id = QStringLiteral("read-only-root");
        const QString key = QStringLiteral("readOnlyRootFilesystem");
        if (container.security(key).text() == u"true")
            return;
        if (isKnown) {
            if (const QString path = unmountedData(container); !path.isEmpty()) {
                leaveManual(m_plan, container, id,
                            QStringLiteral("it keeps data in %1, which is on no volume").arg(path),
                            QStringLiteral("mount a volume at %1, then set "
                                           "readOnlyRootFilesystem: true")
                                .arg(path));
                return;
            }
        }
        PlannedMeasure planned = plannedFor(
            container, id, isKnown ? HardeningLevel::Recommended : HardeningLevel::Strict,
            QStringLiteral("read-only root file system"));
        planned.caution = isKnown
            ? QStringLiteral("whether it writes anywhere else has to be tested")
            : QStringLiteral("nobody told where this image has to write");
        planned.changes = {m_pod.object->change(
            container.pathTo({QStringLiteral("securityContext"), key}), PlainValue::flag(true))};
        const QStringList paths =
            isKnown ? *container.facts->scratchPaths : QStringList {QStringLiteral("/tmp")};
        if (!addScratch(container, paths, planned)) {
            leaveManual(m_plan, container, id,
                        QStringLiteral("its scratch volumes would need names of their own"),
                        QStringLiteral("set readOnlyRootFilesystem: true, with an emptyDir at %1")
                            .arg(paths.join(QStringLiteral(", "))));
            return;
        }
        m_plan.measures.push_back(std::move(planned));
    }

    bool isTaken(const QString &name) const
    {
        for (const PlainValue &volume : m_volumes.items()) {
            if (volume[QStringLiteral("name")].text() == name)
                return true;
        }
        return false;
    }

    bool addScratch(const ContainerView &container, const QStringList &paths,
                    PlannedMeasure &planned)
    {
        PlainValue mounts = container.own[QStringLiteral("volumeMounts")];
        if (!mounts.isList())
            mounts = PlainValue::list();
        QStringList added;
        PlainValue volumes = m_volumes;
        for (const QString &path : paths) {
            if (container.mountsPath(path))
                continue;
            const QString name = volumeName(container, path);
            if (name.isEmpty() || isTaken(name))
                return false;
            mounts.items().push_back(
                PlainValue::map({{QStringLiteral("name"), PlainValue::text(name)},
                                 {QStringLiteral("mountPath"), PlainValue::text(path)}}));
            // The size keeps a program that runs wild from filling the node's disk.
            volumes.items().push_back(
                PlainValue::map({{QStringLiteral("name"), PlainValue::text(name)},
                                 {QStringLiteral("emptyDir"),
                                  PlainValue::map({{QStringLiteral("sizeLimit"),
                                                    PlainValue::text(QStringLiteral("64Mi"))}})}}));
            added += path;
        }
        if (added.isEmpty())
            return true;
        m_volumes = volumes;
        planned.changes.push_back(m_pod.object->change(
            container.pathTo({QStringLiteral("volumeMounts")}), std::move(mounts)));
        planned.changes.push_back(
            m_pod.object->change(m_pod.pathTo({volumesKey()}), std::move(volumes)));
        planned.measure.summary +=
            QStringLiteral(" with an emptyDir at %1").arg(added.join(QStringLiteral(", ")));
        return true;
    }

    const PodView &m_pod;
    HardeningPlan &m_plan;
    PlainValue m_volumes;
};

} // namespace

void planPodFileSystems(const ManifestView &file, HardeningPlan &plan)
{
    for (const PodView &pod : file.pods)
        ReadOnlyPlanner(pod, plan).plan();
}

} // namespace drawbridge
