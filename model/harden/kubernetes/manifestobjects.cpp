#include "model/harden/kubernetes/manifestview.h"

#include <QSet>

#include <algorithm>

namespace drawbridge {

namespace {

QStringList literalSecretNames(const ManifestView &file, const ContainerView &container)
{
    QStringList names;
    const Value secrets = file.property(container.element, u"envSecrets");
    for (const Value &secret : secrets.asList() ? *secrets.asList() : ValueList()) {
        const ValueMap fields = secret.asMap() ? *secret.asMap() : ValueMap();
        const Value name = fields.value(QStringLiteral("name"));
        if (fields.value(QStringLiteral("kind")) == Value(u"literal") && name.asString())
            names += *name.asString();
    }
    return names;
}

const QString &rotationProposal()
{
    static const QString text =
        QStringLiteral("make a new value, and record the date of its rotation in the model");
    return text;
}

void planVariables(const ManifestView &file, const ContainerView &container, HardeningPlan &plan)
{
    const QStringList names = literalSecretNames(file, container);
    if (names.isEmpty())
        return;
    const QString shownNames = names.join(QStringLiteral(", "));
    leaveManual(plan, container, QStringLiteral("secret-reference"),
                QStringLiteral("%1 stands in the file in clear").arg(shownNames),
                QStringLiteral("keep it in a Secret that is made outside of the files, and name it "
                               "with valueFrom.secretKeyRef, or mount it as a file"));
    leaveManual(plan, container, QStringLiteral("rotate-secret"),
                QStringLiteral("whoever saw the file or its history knows %1").arg(shownNames),
                rotationProposal());
}

void planWrittenSecret(const ObjectView &object, HardeningPlan &plan)
{
    const bool isWritten = std::any_of(
        object.own.members().begin(), object.own.members().end(), [](const auto &member) {
            return (member.first == u"data" || member.first == u"stringData")
                && !member.second.members().empty();
        });
    if (object.kind != u"Secret" || !isWritten)
        return;
    plan.manual.append({QStringLiteral("written-secret"), object.target(), object.where,
                        QStringLiteral("its values stand in the file; base64 hides nothing"),
                        QStringLiteral("make it outside of version control (an external secret "
                                       "store, or encrypted for the cluster alone)")});
    plan.manual.append({QStringLiteral("rotate-secret"), object.target(), object.where,
                        QStringLiteral("whoever saw the file or its history knows its values"),
                        rotationProposal()});
}

// What the level "baseline" of pod security refuses.
bool isWithinBaseline(const PodView &pod)
{
    static const QSet<QString> allowed {
        QStringLiteral("AUDIT_WRITE"),     QStringLiteral("CHOWN"),
        QStringLiteral("DAC_OVERRIDE"),    QStringLiteral("FOWNER"),
        QStringLiteral("FSETID"),          QStringLiteral("KILL"),
        QStringLiteral("MKNOD"),           QStringLiteral("SETGID"),
        QStringLiteral("SETUID"),          QStringLiteral("SETFCAP"),
        QStringLiteral("SETPCAP"),         QStringLiteral("SYS_CHROOT"),
        QStringLiteral("NET_BIND_SERVICE")};
    const PlainValue &ofPod = pod.spec[QStringLiteral("securityContext")];
    const auto isTame = [](const PlainValue &context) {
        return context.at({QStringLiteral("seccompProfile"), QStringLiteral("type")}).text()
            != u"Unconfined"
            && context.at({QStringLiteral("appArmorProfile"), QStringLiteral("type")}).text()
            != u"Unconfined"
            && !context.contains(QStringLiteral("seLinuxOptions"))
            && !context.contains(QStringLiteral("procMount"))
            && !context.contains(QStringLiteral("windowsOptions"));
    };
    const PlainValue &volumes = pod.spec[QStringLiteral("volumes")];
    if (pod.says(QStringLiteral("hostNetwork")) || pod.says(QStringLiteral("hostPID"))
        || pod.says(QStringLiteral("hostIPC")) || !isTame(ofPod)
        || ofPod.contains(QStringLiteral("sysctls"))
        || std::any_of(
            volumes.items().begin(), volumes.items().end(),
            [](const PlainValue &volume) { return volume.contains(QStringLiteral("hostPath")); }))
        return false;
    return std::all_of(
        pod.containers.begin(), pod.containers.end(), [&](const ContainerView &container) {
            const QStringList added = container.addedCapabilities();
            const PlainValue &ports = container.own[QStringLiteral("ports")];
            return !container.isPrivileged()
                && isTame(container.own[QStringLiteral("securityContext")])
                && std::all_of(added.begin(), added.end(),
                               [](const QString &name) { return allowed.contains(name); })
                && std::none_of(ports.items().begin(), ports.items().end(),
                                [](const PlainValue &port) {
                                    return port.contains(QStringLiteral("hostPort"));
                                });
        });
}

QString podSecurityLabel(const QString &mode)
{
    return QStringLiteral("pod-security.kubernetes.io/") + mode;
}

PlannedMeasure plannedSpace(const ManifestView &file, const ObjectView &space, const QString &id,
                            HardeningLevel level, const QString &summary)
{
    PlannedMeasure planned;
    planned.measure.id = id;
    planned.measure.target = space.target();
    if (const TrustBoundary *boundary = file.spaceNamed(space.name))
        planned.measure.records = {boundary->id};
    planned.measure.level = level;
    planned.measure.summary = summary;
    planned.measure.basis = QStringLiteral("the file");
    planned.measure.toTest = level != HardeningLevel::Safe;
    planned.where = space.where;
    return planned;
}

void planSpaceLabels(const ManifestView &file, const ObjectView &space, HardeningPlan &plan)
{
    const QStringList path {QStringLiteral("metadata"), QStringLiteral("labels")};
    const PlainValue &labels = space.own.at(path);
    const auto labelled = [&](const char *mode) {
        return !labels[podSecurityLabel(QLatin1String(mode))].isSilent();
    };
    const auto label = [&](const char *mode, const char *level) {
        return space.change(path + QStringList {podSecurityLabel(QLatin1String(mode))},
                            PlainValue::text(QLatin1String(level)));
    };
    if (!labelled("warn") && !labelled("audit")) {
        // Warnings and audit records refuse nothing.
        PlannedMeasure planned =
            plannedSpace(file, space, QStringLiteral("pod-security-warnings"), HardeningLevel::Safe,
                         QStringLiteral("what is not restricted there is warned of and recorded"));
        planned.changes = {label("warn", "restricted"), label("audit", "restricted")};
        plan.measures.push_back(std::move(planned));
    }
    if (labelled("enforce"))
        return;
    bool fits = true;
    bool isUsed = false;
    for (const PodView &pod : file.pods) {
        if (pod.object->space != space.name)
            continue;
        isUsed = true;
        fits = fits && isWithinBaseline(pod);
    }
    if (!fits) {
        plan.manual.append({QStringLiteral("pod-security"), space.target(), space.where,
                            QStringLiteral("a pod in the file needs more than the level baseline "
                                           "lets through"),
                            QStringLiteral("give that pod a namespace of its own, then label this "
                                           "one %1: baseline")
                                .arg(podSecurityLabel(QStringLiteral("enforce")))});
        return;
    }
    PlannedMeasure planned = plannedSpace(
        file, space, QStringLiteral("pod-security"),
        isUsed ? HardeningLevel::Recommended : HardeningLevel::Strict,
        QStringLiteral("pods that could take over their node are refused (level baseline)"));
    planned.caution = QStringLiteral("pods that come from other files may be refused");
    planned.changes = {label("enforce", "baseline")};
    plan.measures.push_back(std::move(planned));
}

// A namespace whose pods anybody in the cluster may call, and who may call anybody.
void planDefaultDeny(const ManifestView &file, HardeningPlan &plan)
{
    QSet<QString> seen;
    const auto denied = [&](const TrustBoundary &space, const char16_t *name) {
        const auto index = file.input.schema->find(RecordKind::Boundary, QString::fromUtf16(name));
        return space.properties.value(index) == Value(true);
    };
    for (const PodView &pod : file.pods) {
        const QString &name = pod.object->space;
        const TrustBoundary *space = file.spaceNamed(name);
        if (seen.contains(name))
            continue;
        seen.insert(name);
        if (space && denied(*space, u"defaultDenyIngress") && denied(*space, u"defaultDenyEgress"))
            continue;
        plan.manual.append(
            {QStringLiteral("default-deny"), QStringLiteral("Namespace/") + name, pod.object->where,
             QStringLiteral("no network policy denies what nobody asked for; which connections are "
                            "needed is not all in the files"),
             QStringLiteral("{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: "
                            "{name: default-deny, namespace: %1}, spec: {podSelector: {}, "
                            "policyTypes: [Ingress, Egress]}}, then a policy for each flow and for "
                            "DNS")
                 .arg(name)});
    }
}

} // namespace

void planPodSecrets(const ManifestView &file, HardeningPlan &plan)
{
    for (const PodView &pod : file.pods) {
        for (const ContainerView &container : pod.containers)
            planVariables(file, container, plan);
    }
    for (const ObjectView &object : file.objects)
        planWrittenSecret(object, plan);
}

void planSpaces(const ManifestView &file, HardeningPlan &plan)
{
    for (const ObjectView &object : file.objects) {
        if (object.kind == u"Namespace")
            planSpaceLabels(file, object, plan);
    }
    planDefaultDeny(file, plan);
}

} // namespace drawbridge
