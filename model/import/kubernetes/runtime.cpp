#include "model/import/kubernetes/kubernetesmodel.h"
#include "model/import/showntext.h"

namespace drawbridge::kubernetes {

namespace {

// "CAP_NET_ADMIN" and "net_admin" are the same capability.
ValueList capabilityNames(const TreeNode &list)
{
    ValueList names;
    for (const QString &text : textList(list)) {
        QString name = shown(text).toUpper();
        if (name.startsWith(QStringLiteral("CAP_")))
            name = name.sliced(4);
        if (!name.isEmpty())
            names += name;
    }
    return names;
}

// The word of the schema for a profile's type, in the old annotations' spelling too.
QString seccompWord(const QString &type)
{
    if (type == u"Unconfined" || type == u"unconfined")
        return QStringLiteral("unconfined");
    if (type == u"RuntimeDefault" || type == u"runtime/default" || type == u"docker/default")
        return QStringLiteral("default");
    if (type == u"Localhost" || type.startsWith(u"localhost/"))
        return QStringLiteral("custom");
    return {};
}

QString appArmorWord(const QString &type)
{
    const QString word = seccompWord(type);
    return word == u"custom" ? QStringLiteral("apparmor") : word;
}

// The first of several nodes that is there.
TreeNode firstOf(std::initializer_list<TreeNode> nodes)
{
    for (const TreeNode &node : nodes) {
        if (!node.isMissing() && !node.isNull())
            return node;
    }
    return {};
}

TreeNode podAnnotation(const Workload &workload, const QString &name)
{
    return field(fieldAt(podOf(workload.manifest), {u"metadata", u"annotations"}), name);
}

} // namespace

void KubernetesModel::describeRuntime(Workload &workload, ContainerRecords &container)
{
    describePrivileges(workload, container);
    describeProfiles(workload, container);
    describePodNamespaces(workload, container);
    describeLimits(workload, container);
    describeLife(workload, container);
    describeReplicas(workload, container);
    describeCommand(workload, container);
    describeMounts(workload, container);
    describeVariables(workload, container);
    describeStore(container);
}

// What the container says goes before what its pod says; some fields only one of them has.
void KubernetesModel::describePrivileges(const Workload &workload, ContainerRecords &container)
{
    const TreeNode own = field(container.node, u"securityContext");
    const TreeNode ofPod = field(workload.pod, u"securityContext");
    const auto from = [&](const TreeNode &node, const char16_t *key) {
        return ClaimPlace {container.element.sourceKey.source,
                           container.key + QStringLiteral(".securityContext.")
                               + QString::fromUtf16(key),
                           node.line()};
    };
    const auto flag = [&](const TreeNode &node, const char16_t *key, const char16_t *property,
                          bool inverted) {
        if (const auto on = node.toBool())
            say(container, property, *on != inverted, from(node, key));
        else if (!node.isMissing() && !node.isNull())
            m_reading.warning(
                workload.manifest, node.line(),
                QStringLiteral("'%1' must be true or false").arg(QString::fromUtf16(key)));
    };
    const auto both = [&](QStringView key) {
        return firstOf({field(own, key), field(ofPod, key)});
    };
    flag(field(own, u"privileged"), u"privileged", u"privileged", false);
    flag(field(own, u"readOnlyRootFilesystem"), u"readOnlyRootFilesystem", u"readOnlyRoot", false);
    flag(both(u"runAsNonRoot"), u"runAsNonRoot", u"runAsNonRoot", false);
    flag(field(own, u"allowPrivilegeEscalation"), u"allowPrivilegeEscalation", u"noNewPrivileges",
         true);
    const TreeNode user = both(u"runAsUser");
    const TreeNode group = both(u"runAsGroup");
    if (user.isScalar()) {
        const QString text = group.isScalar() ? user.text() + u':' + group.text() : user.text();
        say(container, u"user", shown(text), from(user, u"runAsUser"));
    }
    const TreeNode capabilities = field(own, u"capabilities");
    for (const auto &[key, property] :
         {std::pair(u"add", u"capAdd"), std::pair(u"drop", u"capDrop")}) {
        const TreeNode list = field(capabilities, key);
        if (list.isSequence())
            say(container, property, capabilityNames(list), from(list, property));
    }
    ValueList sysctls;
    const TreeNode kernel = field(ofPod, u"sysctls");
    for (const TreeNode &item : itemsOf(kernel))
        sysctls += shown(field(item, u"name").text() + u'=' + field(item, u"value").text());
    if (!sysctls.isEmpty())
        say(container, u"sysctls", sysctls, from(kernel, u"sysctls"));
}

void KubernetesModel::describeProfiles(const Workload &workload, ContainerRecords &container)
{
    const TreeNode own = field(container.node, u"securityContext");
    const TreeNode ofPod = field(workload.pod, u"securityContext");
    const auto from = [&](const TreeNode &node, const QString &key) {
        return ClaimPlace {container.element.sourceKey.source,
                           container.key + QStringLiteral(".securityContext.") + key, node.line()};
    };
    const TreeNode seccomp = firstOf(
        {fieldAt(own, {u"seccompProfile", u"type"}), fieldAt(ofPod, {u"seccompProfile", u"type"}),
         podAnnotation(workload,
                       QStringLiteral("container.seccomp.security.alpha.kubernetes.io/")
                           + container.name),
         podAnnotation(workload, QStringLiteral("seccomp.security.alpha.kubernetes.io/pod"))});
    if (const QString word = seccompWord(seccomp.text()); !word.isEmpty())
        say(container, u"seccomp", word, from(seccomp, QStringLiteral("seccompProfile")));
    const TreeNode appArmor =
        firstOf({fieldAt(own, {u"appArmorProfile", u"type"}),
                 podAnnotation(workload,
                               QStringLiteral("container.apparmor.security.beta.kubernetes.io/")
                                   + container.name),
                 fieldAt(ofPod, {u"appArmorProfile", u"type"})});
    const TreeNode linux =
        firstOf({field(own, u"seLinuxOptions"), field(ofPod, u"seLinuxOptions")});
    if (const QString word = appArmorWord(appArmor.text()); !word.isEmpty()) {
        say(container, u"mandatoryAccess", word, from(appArmor, QStringLiteral("appArmorProfile")));
    } else if (linux.isMapping()) {
        // This type switches the separation of SELinux off.
        const bool off = field(linux, u"type").text() == u"spc_t";
        say(container, u"mandatoryAccess",
            off ? QStringLiteral("unconfined") : QStringLiteral("selinux"),
            from(linux, QStringLiteral("seLinuxOptions")));
    }
    const TreeNode runtime = field(workload.pod, u"runtimeClassName");
    const QString name = runtime.text().toLower();
    if (name.contains(u"gvisor") || name.contains(u"runsc"))
        say(container, u"sandbox", QStringLiteral("gvisor"),
            from(runtime, QStringLiteral("runtime")));
    else if (name.contains(u"kata"))
        say(container, u"sandbox", QStringLiteral("vm"), from(runtime, QStringLiteral("runtime")));
}

void KubernetesModel::describePodNamespaces(const Workload &workload, ContainerRecords &container)
{
    const auto from = [&](const TreeNode &node, const char16_t *key) {
        return place(workload.manifest, node.line(),
                     QStringLiteral("pod.") + QString::fromUtf16(key));
    };
    for (const auto &[key, property] :
         {std::pair(u"hostNetwork", u"hostNetwork"), std::pair(u"hostPID", u"hostPid"),
          std::pair(u"hostIPC", u"hostIpc")}) {
        const TreeNode node = field(workload.pod, key);
        if (const auto on = node.toBool())
            say(container, property, *on, from(node, key));
    }
    const TreeNode users = field(workload.pod, u"hostUsers");
    if (const auto host = users.toBool())
        say(container, u"userNamespace",
            *host ? QStringLiteral("host") : QStringLiteral("remapped"), from(users, u"hostUsers"));
    // The containers of a pod share its network: each hears what another binds to loopback.
    ValueList partners;
    for (const ContainerRecords &other : workload.containers) {
        const bool together = !other.initial && !container.initial && other.key != container.key;
        if (together)
            partners += other.element.id.toString();
    }
    if (!partners.isEmpty())
        say(container, u"sharesNamespaceWith", partners,
            from(field(workload.pod, u"containers"), u"containers"));
}

} // namespace drawbridge::kubernetes
