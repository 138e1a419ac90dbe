#include "model/harden/kubernetes/manifestview.h"

namespace drawbridge {

namespace {

const QString &securityContextKey()
{
    static const QString key = QStringLiteral("securityContext");
    return key;
}

ValueChange securityChange(const ContainerView &container, const QStringList &below,
                           PlainValue value)
{
    return container.pod->object->change(
        container.pathTo(QStringList {securityContextKey()} + below), std::move(value));
}

std::optional<qint64> numericUser(const QString &user)
{
    bool isNumber = false;
    const qint64 number = user.section(u':', 0, 0).toLongLong(&isNumber);
    if (!isNumber)
        return {};
    return number;
}

bool becomesUnprivileged(const HardeningPlan &plan, const ContainerView &container)
{
    for (const PlannedMeasure &planned : plan.measures) {
        if (planned.measure.id == u"no-privileged" && planned.measure.target == container.target())
            return true;
    }
    return false;
}

void planNoEscalation(const ContainerView &container, HardeningPlan &plan)
{
    const QString key = QStringLiteral("allowPrivilegeEscalation");
    const QStringList added = container.addedCapabilities();
    // The API refuses it beside these.
    const bool staysPrivileged = container.isPrivileged() && !becomesUnprivileged(plan, container);
    if (!container.security(key).isSilent() || staysPrivileged
        || added.contains(QStringLiteral("SYS_ADMIN")))
        return;
    const bool isKnown = container.facts && container.facts->publisher != u"other"
        && (!container.facts->defaultUser.isEmpty() || container.facts->capabilities);
    PlannedMeasure planned =
        plannedFor(container, QStringLiteral("no-new-privileges"),
                   isKnown ? HardeningLevel::Safe : HardeningLevel::Recommended,
                   QStringLiteral("programs cannot gain privileges (setuid, file capabilities)"));
    planned.caution = QStringLiteral("a program in it may rely on sudo or another setuid program");
    planned.changes = {securityChange(container, {key}, PlainValue::flag(false))};
    plan.measures.push_back(std::move(planned));
}

void planUnprivileged(const ContainerView &container, HardeningPlan &plan)
{
    if (!container.isPrivileged())
        return;
    PlannedMeasure planned =
        plannedFor(container, QStringLiteral("no-privileged"), HardeningLevel::Strict,
                   QStringLiteral("no longer privileged"));
    planned.caution =
        QStringLiteral("privileged containers own the node; what this one needs of it (devices, "
                       "capabilities) is not in the file: grant that and nothing else");
    planned.changes = {
        securityChange(container, {QStringLiteral("privileged")}, PlainValue::flag(false))};
    plan.measures.push_back(std::move(planned));
}

void planUserOf(const ContainerView &container, HardeningPlan &plan)
{
    const QString id = QStringLiteral("non-root-user");
    const QString refusal = QStringLiteral("runAsNonRoot");
    if (!container.securityOfBoth(refusal).isSilent())
        return;
    const QString said = container.securityOfBoth(QStringLiteral("runAsUser")).text();
    const auto saidUser = numericUser(said);
    const auto imageUser =
        container.facts ? numericUser(container.facts->defaultUser) : std::nullopt;
    const auto effective = saidUser ? saidUser : imageUser;
    if (effective.value_or(0) != 0) {
        PlannedMeasure planned =
            plannedFor(container, id, HardeningLevel::Safe,
                       QStringLiteral("is refused as root; it runs as %1").arg(*effective));
        planned.changes = {securityChange(container, {refusal}, PlainValue::flag(true))};
        plan.measures.push_back(std::move(planned));
        return;
    }
    if (saidUser == 0) {
        leaveManual(plan, container, id, QStringLiteral("the file says that it runs as root"),
                    QStringLiteral("find a user that works, and set runAsUser and runAsNonRoot"));
        return;
    }
    const bool startsAsRoot =
        container.facts && (container.facts->defaultUser == u"root" || imageUser == 0);
    const QString name = container.facts ? container.facts->runAs : QString();
    leaveManual(
        plan, container, id,
        startsAsRoot ? QStringLiteral("its image starts as root")
                     : QStringLiteral("whether its image starts as root is not known here, and a "
                                      "user by name is refused as well"),
        name.isEmpty() ? QStringLiteral("set runAsNonRoot: true, and runAsUser to the number of a "
                                        "user that owns what it writes (fsGroup for its volumes)")
                       : QStringLiteral("set runAsNonRoot: true, and runAsUser to the number that "
                                        "the user '%1' has in the image (fsGroup for its volumes)")
                             .arg(name));
}

void planCapabilitiesOf(const ContainerView &container, HardeningPlan &plan)
{
    const PlainValue &capabilities = container.security(QStringLiteral("capabilities"));
    const QStringList dropped = capabilities[QStringLiteral("drop")].texts();
    if (dropped.contains(QStringLiteral("ALL"), Qt::CaseInsensitive)
        || (container.isPrivileged() && !becomesUnprivileged(plan, container)))
        return;
    const bool isOtherUser =
        numericUser(container.securityOfBoth(QStringLiteral("runAsUser")).text()).value_or(0) != 0;
    const auto &needed = container.facts ? container.facts->capabilities : std::nullopt;
    const bool isKnown = needed || (isOtherUser && container.facts);
    PlannedMeasure planned =
        plannedFor(container, QStringLiteral("drop-capabilities"),
                   isKnown || isOtherUser ? HardeningLevel::Recommended : HardeningLevel::Strict,
                   QStringLiteral("all Linux capabilities dropped"));
    planned.caution = isKnown ? QStringLiteral("what it needs of Linux has to be tested")
                              : QStringLiteral("nobody told which capabilities this image needs");
    PlainValue drop = capabilities[QStringLiteral("drop")];
    if (!drop.isList())
        drop = PlainValue::list();
    drop.items().push_back(PlainValue::text(QStringLiteral("ALL")));
    planned.changes = {securityChange(
        container, {QStringLiteral("capabilities"), QStringLiteral("drop")}, std::move(drop))};
    PlainValue add = capabilities[QStringLiteral("add")];
    if (!add.isList())
        add = PlainValue::list();
    QStringList names;
    for (const QString &name : !isOtherUser && needed ? *needed : QStringList()) {
        if (container.addedCapabilities().contains(name))
            continue;
        add.items().push_back(PlainValue::text(name));
        names += name;
    }
    if (!names.isEmpty()) {
        planned.changes.push_back(securityChange(
            container, {QStringLiteral("capabilities"), QStringLiteral("add")}, std::move(add)));
        planned.measure.summary += QStringLiteral(" but %1").arg(names.join(QStringLiteral(", ")));
    }
    plan.measures.push_back(std::move(planned));
}

template <typename Plan>
void forEachContainer(const ManifestView &file, HardeningPlan &plan, Plan &&planOne)
{
    for (const PodView &pod : file.pods) {
        for (const ContainerView &container : pod.containers)
            planOne(container, plan);
    }
}

} // namespace

void planPodPrivileges(const ManifestView &file, HardeningPlan &plan)
{
    forEachContainer(file, plan, planUnprivileged);
    forEachContainer(file, plan, planNoEscalation);
}

void planPodUsers(const ManifestView &file, HardeningPlan &plan)
{
    forEachContainer(file, plan, planUserOf);
}

void planPodCapabilities(const ManifestView &file, HardeningPlan &plan)
{
    forEachContainer(file, plan, planCapabilitiesOf);
}

// One profile for the pod; a container that names its own keeps it.
void planPodProfiles(const ManifestView &file, HardeningPlan &plan)
{
    const QString key = QStringLiteral("seccompProfile");
    for (const PodView &pod : file.pods) {
        const PlainValue &ofPod = pod.spec[securityContextKey()];
        bool isNeeded = ofPod[key].isSilent();
        bool anySilent = false;
        for (const ContainerView &container : pod.containers)
            anySilent = anySilent || container.security(key).isSilent();
        const PlainValue &annotations = pod.object->own.at(pod.path.first(
            pod.path.size() - 1))[QStringLiteral("metadata")][QStringLiteral("annotations")];
        for (const auto &[name, value] : annotations.members())
            isNeeded = isNeeded && !name.contains(QStringLiteral("seccomp."));
        if (!isNeeded || !anySilent)
            continue;
        PlannedMeasure planned =
            plannedFor(pod, QStringLiteral("seccomp-profile"), HardeningLevel::Recommended,
                       QStringLiteral("the runtime's seccomp profile applies"));
        planned.caution = QStringLiteral("a rare system call that it makes would be refused");
        planned.changes = {
            pod.object->change(pod.pathTo({securityContextKey(), key, QStringLiteral("type")}),
                               PlainValue::text(QStringLiteral("RuntimeDefault")))};
        plan.measures.push_back(std::move(planned));
    }
}

} // namespace drawbridge
