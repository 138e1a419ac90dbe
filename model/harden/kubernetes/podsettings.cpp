#include "model/harden/kubernetes/manifestview.h"
#include "model/harden/startinglimits.h"

#include <QRegularExpression>

#include <algorithm>

namespace drawbridge {

namespace {

// "512m" of Compose is "512Mi" here.
QString quantityOf(QString composeSize)
{
    composeSize.replace(u'g', QStringLiteral("Gi"));
    return composeSize.replace(u'm', QStringLiteral("Mi"));
}

PlannedMeasure plannedLimit(const ContainerView &container, const QString &id,
                            const QString &resource, const QString &limit, const QString &request,
                            const QString &summary)
{
    PlannedMeasure planned = plannedFor(container, id, HardeningLevel::Recommended, summary);
    planned.measure.basis = QStringLiteral("a figure to start from");
    planned.caution = QStringLiteral("how much it needs has to be measured");
    planned.mark = ": starting figure, measure under load";
    const auto at = [&](const char16_t *kind) {
        return container.pathTo({QStringLiteral("resources"), QString::fromUtf16(kind), resource});
    };
    planned.changes = {container.pod->object->change(at(u"limits"), PlainValue::text(limit))};
    // Without a request of its own the whole limit would be reserved.
    planned.changes.push_back(
        container.pod->object->change(at(u"requests"), PlainValue::text(request)));
    return planned;
}

void planLimitsOf(const ManifestView &file, const ContainerView &container, HardeningPlan &plan)
{
    const PlainValue &resources = container.own[QStringLiteral("resources")];
    const PlainValue &limits = resources[QStringLiteral("limits")];
    const PlainValue &requests = resources[QStringLiteral("requests")];
    const TrustBoundary *space = file.spaceNamed(container.pod->object->space);
    const auto hasRange =
        file.input.schema->find(RecordKind::Boundary, QStringLiteral("limitRange"));
    if (container.isInitial || (space && space->properties.value(hasRange) == Value(true)))
        return;
    const StartingLimits start = startingLimits(
        container.element ? container.element->technology : QString(), container.facts);
    const struct
    {
        const char *id;
        QString resource;
        QString limit;
        QString request;
        QString summary;
    } each[] = {
        {"memory-limit", QStringLiteral("memory"), quantityOf(start.memory), QStringLiteral("64Mi"),
         QStringLiteral("at most %1 of memory").arg(quantityOf(start.memory))},
        {"cpu-limit", QStringLiteral("cpu"), start.cpus, QStringLiteral("50m"),
         QStringLiteral("at most %1 processor cores").arg(start.cpus)},
    };
    for (const auto &limit : each) {
        const QString id = QString::fromLatin1(limit.id);
        if (!limits[limit.resource].isSilent())
            continue;
        if (!requests[limit.resource].isSilent())
            leaveManual(
                plan, container, id,
                QStringLiteral("it asks for %1 of %2, and a limit has to be above that")
                    .arg(requests[limit.resource].text(), limit.resource),
                QStringLiteral("set resources.limits.%1 from measurements").arg(limit.resource));
        else
            plan.measures.push_back(plannedLimit(container, id, limit.resource, limit.limit,
                                                 limit.request, limit.summary));
    }
}

// Whether the API of the cluster may be called with the token, for all that the files show.
bool mayUseToken(const ManifestView &file, const PodView &pod)
{
    static const QRegularExpression api(
        QStringLiteral("kubernetes\\.default|KUBERNETES_SERVICE|/var/run/secrets/kubernetes\\.io|"
                       "in-?cluster|kubectl|leader-?elect"),
        QRegularExpression::CaseInsensitiveOption);
    for (const ContainerView &container : pod.containers) {
        const QStringList words = container.own[QStringLiteral("command")].texts()
            + container.own[QStringLiteral("args")].texts();
        if (words.join(u' ').contains(api))
            return true;
        const PlainValue &variables = container.own[QStringLiteral("env")];
        for (const PlainValue &variable : variables.items()) {
            if (variable[QStringLiteral("value")].text().contains(api))
                return true;
        }
        const Identity *identity = container.element
            ? file.input.model->identities.find(container.element->identity)
            : nullptr;
        const auto permissions =
            file.input.schema->find(RecordKind::Identity, QStringLiteral("permissions"));
        const Value granted = identity ? identity->properties.value(permissions) : Value();
        if (granted.asList() && !granted.asList()->isEmpty())
            return true;
    }
    return false;
}

} // namespace

void planPodLimits(const ManifestView &file, HardeningPlan &plan)
{
    for (const PodView &pod : file.pods) {
        for (const ContainerView &container : pod.containers)
            planLimitsOf(file, container, plan);
    }
}

void planPodTokens(const ManifestView &file, HardeningPlan &plan)
{
    const QString key = QStringLiteral("automountServiceAccountToken");
    for (const PodView &pod : file.pods) {
        QString account = pod.spec[QStringLiteral("serviceAccountName")].text();
        if (account.isEmpty())
            account = pod.spec[QStringLiteral("serviceAccount")].text();
        if (!pod.spec[key].isSilent() || pod.containers.empty() || mayUseToken(file, pod))
            continue;
        const bool isOwn = !account.isEmpty() && account != u"default";
        const bool isDeclared =
            std::any_of(file.objects.begin(), file.objects.end(), [&](const ObjectView &object) {
                return object.kind == u"ServiceAccount" && object.name == account;
            });
        PlannedMeasure planned =
            plannedFor(pod, QStringLiteral("no-api-token"),
                       isOwn && !isDeclared ? HardeningLevel::Strict : HardeningLevel::Recommended,
                       QStringLiteral("no token of the cluster's API in its containers"));
        planned.measure.basis =
            QStringLiteral("the files: nothing that calls the API, and no rights for its account");
        planned.caution = QStringLiteral("whether it calls the cluster's API is not in the files");
        planned.changes = {pod.object->change(pod.pathTo({key}), PlainValue::flag(false))};
        plan.measures.push_back(std::move(planned));
    }
}

void planPodNamespaces(const ManifestView &file, HardeningPlan &plan)
{
    const QString id = QStringLiteral("own-namespaces");
    static const struct
    {
        const char *key;
        const char *name;
    } namespaces[] = {{"hostPID", "processes"}, {"hostIPC", "shared memory"}};
    for (const PodView &pod : file.pods) {
        for (const auto &space : namespaces) {
            const QString key = QString::fromLatin1(space.key);
            if (!pod.says(key))
                continue;
            PlannedMeasure planned = plannedFor(
                pod, id, HardeningLevel::Strict,
                QStringLiteral("no longer shares the node's %1").arg(QLatin1String(space.name)));
            planned.caution = QStringLiteral("it may watch the node on purpose");
            planned.changes = {pod.object->change(pod.pathTo({key}), PlainValue::flag(false))};
            plan.measures.push_back(std::move(planned));
        }
        if (pod.says(QStringLiteral("hostNetwork")))
            leaveManual(plan, pod, id,
                        QStringLiteral("it uses the node's network; which ports it would have to "
                                       "offer instead is not in the file"),
                        QStringLiteral("remove hostNetwork, and reach it through a Service"));
        static const QRegularExpression socket(
            QStringLiteral("/(docker|podman|containerd|crio|cri-dockerd)(/\\w+)?\\.sock$"));
        const PlainValue &volumes = pod.spec[QStringLiteral("volumes")];
        for (const PlainValue &volume : volumes.items()) {
            const QString path = volume[QStringLiteral("hostPath")][QStringLiteral("path")].text();
            if (path.contains(socket))
                leaveManual(plan, pod, QStringLiteral("no-runtime-socket"),
                            QStringLiteral("it can reach the container runtime's socket, which is "
                                           "root on the node; read-only mounts limit nothing"),
                            QStringLiteral("remove the volume, or use the API of the cluster with "
                                           "the few rights that it needs"));
            else if (!path.isEmpty())
                leaveManual(plan, pod, QStringLiteral("no-host-path"),
                            QStringLiteral("it mounts %1 of its node").arg(path),
                            QStringLiteral("use a claim, a ConfigMap or an emptyDir, or mount the "
                                           "one file read-only"));
        }
    }
}

void planPodProbes(const ManifestView &file, HardeningPlan &plan)
{
    for (const PodView &pod : file.pods) {
        for (const ContainerView &container : pod.containers) {
            const bool isProbed = container.own.contains(QStringLiteral("livenessProbe"))
                || container.own.contains(QStringLiteral("readinessProbe"));
            if (isProbed || container.isInitial || pod.endsByItself)
                continue;
            const PlainValue &ports = container.own[QStringLiteral("ports")];
            const QString port = ports.items().empty()
                ? QString()
                : ports.items().front()[QStringLiteral("containerPort")].text();
            leaveManual(
                plan, container, QStringLiteral("health-check"),
                QStringLiteral("what a healthy answer is, and how soon it comes, is not in the "
                               "file; a wrong probe restarts what works"),
                port.isEmpty()
                    ? QStringLiteral("add readinessProbe and livenessProbe")
                    : QStringLiteral("add readinessProbe: {tcpSocket: {port: %1}}, or httpGet with "
                                     "a path that answers, then livenessProbe")
                          .arg(port));
        }
    }
}

void planPodImages(const ManifestView &file, HardeningPlan &plan)
{
    for (const PodView &pod : file.pods) {
        for (const ContainerView &container : pod.containers) {
            const auto reference = ImageReference::parse(container.image);
            if (!reference || reference->pinning() == u"digest")
                continue;
            const bool floats = reference->pinning() == u"floating";
            QString name = container.image;
            if (floats)
                name = name.section(u':', 0,
                                    -1 - int(!reference->tag.isEmpty() && name.contains(u':')))
                    + QStringLiteral(":VERSION");
            leaveManual(plan, container, QStringLiteral("pinned-image"),
                        floats
                            ? QStringLiteral("its tag moves: what runs tomorrow is another program")
                            : QStringLiteral("a tag can be moved to other bytes"),
                        QStringLiteral("name what you tested: %1@sha256:DIGEST, and renew it when "
                                       "fixes come out")
                            .arg(name));
        }
    }
}

} // namespace drawbridge
