#include "model/harden/composeplanning.h"

#include <algorithm>

namespace drawbridge {

static const char ReadOnlyMeasure[] = "read-only-root";

// The size keeps a program that runs wild from filling the host's memory.
static QString scratchMount(const QString &path)
{
    return path + QStringLiteral(":size=64m,mode=1777");
}

static PlainValue withScratch(const ComposeServiceView &service, const QStringList &paths,
                              QStringList *added)
{
    const QString key = QStringLiteral("tmpfs");
    PlainValue list = service.own[key];
    if (list.isScalar() && !list.isNull())
        list = PlainValue::list({list.text()});
    if (!list.isList())
        list = PlainValue::list();
    for (const QString &path : paths) {
        if (service.mountsPath(path))
            continue;
        list.items().push_back(PlainValue::text(scratchMount(path)));
        *added += path;
    }
    return list;
}

// A path that it writes to and that is neither mounted nor scratch would be lost.
static QString unmountedData(const ComposeServiceView &service)
{
    if (!service.facts)
        return {};
    for (const QString &path : service.facts->writablePaths) {
        if (!service.mountsPath(path) && !service.facts->declaredVolumes.contains(path)
            && !service.facts->scratchPaths->contains(path))
            return path;
    }
    return {};
}

static void planFileSystemOf(const ComposeServiceView &service, HardeningPlan &plan)
{
    const QString id = QString::fromLatin1(ReadOnlyMeasure);
    if (service.textAt({QStringLiteral("read_only")}) == u"true")
        return;
    const ImageFacts *facts = service.facts ? service.facts : service.base;
    const bool isKnown = facts && facts->scratchPaths;
    if (isKnown) {
        const QString path = unmountedData(service);
        if (!path.isEmpty()) {
            leaveManual(plan, service, id,
                        QStringLiteral("it keeps data in %1, which is on no volume").arg(path),
                        QStringLiteral("mount a volume at %1, then set read_only: true").arg(path));
            return;
        }
    }
    PlannedMeasure planned =
        plannedFor(service, id, isKnown ? HardeningLevel::Recommended : HardeningLevel::Strict,
                   QStringLiteral("read-only root file system"));
    planned.caution = isKnown ? QStringLiteral("whether it writes anywhere else has to be tested")
                              : QStringLiteral("nobody told where this image has to write");
    planned.changes = {{service.path(QStringLiteral("read_only")), PlainValue::flag(true)}};
    QStringList added;
    const PlainValue scratch = withScratch(
        service, isKnown ? *facts->scratchPaths : QStringList {QStringLiteral("/tmp")}, &added);
    if (!added.isEmpty()) {
        planned.changes.push_back({service.path(QStringLiteral("tmpfs")), scratch});
        planned.measure.summary +=
            QStringLiteral(" with tmpfs at %1").arg(added.join(QStringLiteral(", ")));
    }
    plan.measures.push_back(std::move(planned));
}

void planFileSystem(const ComposeView &file, HardeningPlan &plan)
{
    for (const ComposeServiceView &service : file.services)
        planFileSystemOf(service, plan);
}

} // namespace drawbridge
