#include "model/import/debugsettings.h"
#include "model/import/kubernetes/kubernetesmodel.h"
#include "model/import/showntext.h"

#include <QRegularExpression>

namespace drawbridge::kubernetes {

// Limits of the container itself, else what a LimitRange of the namespace gives to all that have
// none.
void KubernetesModel::describeLimits(const Workload &workload, ContainerRecords &container)
{
    struct Found
    {
        TreeNode node;
        ClaimPlace place;
    };
    const auto find = [&](QStringView resource) -> Found {
        const TreeNode own = fieldAt(container.node, {u"resources", u"limits", resource});
        if (own.isScalar())
            return {own,
                    {container.element.sourceKey.source,
                     container.key + QStringLiteral(".resources.limits.") + resource.toString(),
                     own.line()}};
        for (qsizetype index : m_reading.ofKind(QStringLiteral("LimitRange"))) {
            const Manifest &range = m_reading.manifests[index];
            if (range.space != workload.manifest.space)
                continue;
            for (const TreeNode &item : itemsOf(field(range.spec(), u"limits"))) {
                const TreeNode given = fieldAt(item, {u"default", resource});
                if (given.isScalar() && field(item, u"type").text() == u"Container")
                    return {given, place(range, given.line(), QStringLiteral("limits"))};
            }
        }
        return {};
    };
    const auto complain = [&](const Found &found) {
        if (!found.node.isMissing())
            m_reading.warning(workload.manifest, found.node.line(),
                              QStringLiteral("'%1' is no quantity").arg(shown(found.node.text())));
    };
    const Found memory = find(u"memory");
    if (const auto bytes = parseMemory(memory.node.text()))
        say(container, u"memoryLimit", *bytes, memory.place);
    else
        complain(memory);
    const Found cores = find(u"cpu");
    if (const auto count = parseCpu(cores.node.text()))
        say(container, u"cpuLimit", *count, cores.place);
    else
        complain(cores);
    const Found storage = find(u"ephemeral-storage");
    if (const auto bytes = parseMemory(storage.node.text()))
        say(container, u"storageLimit", *bytes, storage.place);
    else
        complain(storage);
}

void KubernetesModel::describeLife(const Workload &workload, ContainerRecords &container)
{
    const SourceId source = container.element.sourceKey.source;
    for (const char16_t *probe : {u"livenessProbe", u"readinessProbe", u"startupProbe"}) {
        const TreeNode node = field(container.node, probe);
        if (!node.isMapping())
            continue;
        say(container, u"healthCheck", QStringLiteral("defined"),
            {source, container.key + u'.' + QString::fromUtf16(probe), node.line()});
        break;
    }
    const TreeNode policy = field(workload.pod, u"restartPolicy");
    static const QMap<QString, QString> words {
        {QStringLiteral("Always"), QStringLiteral("always")},
        {QStringLiteral("OnFailure"), QStringLiteral("on-failure")},
        {QStringLiteral("Never"), QStringLiteral("no")}};
    if (const QString word = words.value(policy.text()); !word.isEmpty())
        say(container, u"restartPolicy", word,
            place(workload.manifest, policy.line(), QStringLiteral("pod.restartPolicy")));
    else if (!policy.isMissing())
        m_reading.warning(workload.manifest, policy.line(),
                          QStringLiteral("'%1' is no restart policy").arg(shown(policy.text())));
}

void KubernetesModel::describeReplicas(const Workload &workload, ContainerRecords &container)
{
    const Manifest &manifest = workload.manifest;
    // One on every node, whatever their number.
    if (manifest.kind == u"DaemonSet")
        return say(container, u"redundant", true,
                   place(manifest, manifest.line(), QStringLiteral("kind")));
    const TreeNode own = field(manifest.spec(), u"replicas");
    TreeNode node = own;
    const Manifest *from = &manifest;
    // An autoscaler's least number counts instead of what the workload says.
    for (qsizetype index : m_reading.ofKind(QStringLiteral("HorizontalPodAutoscaler"))) {
        const Manifest &scaler = m_reading.manifests[index];
        const TreeNode target = field(scaler.spec(), u"scaleTargetRef");
        const bool fits = scaler.space == manifest.space
            && field(target, u"kind").text() == manifest.kind
            && field(target, u"name").text() == manifest.name;
        if (fits && field(scaler.spec(), u"minReplicas").toInt()) {
            node = field(scaler.spec(), u"minReplicas");
            from = &scaler;
        }
    }
    if (const auto count = node.toInt(); count && *count >= 0)
        say(container, u"replicas", *count, place(*from, node.line(), QStringLiteral("replicas")));
}

void KubernetesModel::describeCommand(const Workload &, ContainerRecords &container)
{
    const TreeNode command = field(container.node, u"command");
    const TreeNode arguments = field(container.node, u"args");
    const QStringList words = textList(command) + textList(arguments);
    if (words.isEmpty())
        return;
    const ClaimPlace from {container.element.sourceKey.source,
                           container.key + QStringLiteral(".command"),
                           command.isSequence() ? command.line() : arguments.line()};
    ValueList value;
    for (const QString &word : redactedWords(words))
        value += word;
    say(container, u"command", value, from);
    if (startsDebugger(words.join(u' ')))
        say(container, u"debugMode", true, from);
}

} // namespace drawbridge::kubernetes
