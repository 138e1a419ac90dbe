#include "model/import/kubernetes/roles.h"

#include "model/import/kubernetes/selector.h"
#include "model/import/showntext.h"

#include <algorithm>

namespace drawbridge::kubernetes {

namespace {

constexpr qsizetype MaximumRuleWords = 200;

struct GroupFacts
{
    const char16_t *name;
    // What "*" means in this group, as far as a threat hangs on it.
    const char16_t *resources;
};

constexpr GroupFacts Groups[] = {
    {u"",
     u"pods,pods/exec,pods/attach,pods/portforward,pods/log,secrets,configmaps,services,"
     u"serviceaccounts,serviceaccounts/token,namespaces,nodes,nodes/proxy,persistentvolumes,"
     u"persistentvolumeclaims,replicationcontrollers,events,endpoints"},
    {u"apps", u"deployments,daemonsets,statefulsets,replicasets"},
    {u"extensions", u"deployments,daemonsets,replicasets,ingresses"},
    {u"batch", u"jobs,cronjobs"},
    {u"rbac.authorization.k8s.io", u"roles,rolebindings,clusterroles,clusterrolebindings"},
    {u"networking.k8s.io", u"ingresses,networkpolicies"},
};

const GroupFacts *groupFacts(const QString &name)
{
    for (const GroupFacts &group : Groups) {
        if (name == group.name)
            return &group;
    }
    return nullptr;
}

struct BuiltInRole
{
    const char16_t *name;
    const char16_t *verbs;
    const char16_t *resources;
};

// Roles that every cluster has, as far as a threat hangs on them.
constexpr BuiltInRole BuiltInRoles[] = {
    {u"cluster-admin", u"*", u"*"},
    {u"admin", u"get,list,watch,create,update,patch,delete",
     u"pods,pods/exec,pods/attach,pods/portforward,secrets,configmaps,services,serviceaccounts,"
     u"deployments,daemonsets,statefulsets,replicasets,jobs,cronjobs,roles,rolebindings"},
    {u"edit", u"get,list,watch,create,update,patch,delete",
     u"pods,pods/exec,pods/attach,pods/portforward,secrets,configmaps,services,serviceaccounts,"
     u"deployments,daemonsets,statefulsets,replicasets,jobs,cronjobs"},
    {u"view", u"get,list,watch",
     u"pods,pods/log,configmaps,services,serviceaccounts,deployments,daemonsets,statefulsets,"
     u"replicasets,jobs,cronjobs"},
};

QStringList shownWords(const TreeNode &list)
{
    QStringList words;
    for (const QString &word : textList(list)) {
        if (words.size() < MaximumRuleWords && !words.contains(shown(word)))
            words += shown(word);
    }
    return words;
}

// What stands for one resource in one group.
QStringList spellings(const QString &resource, const QString &group)
{
    const GroupFacts *facts = groupFacts(group);
    if (group == u"*")
        return {resource};
    if (!facts)
        return {resource + u'.' + group};
    const QStringList known = QString::fromUtf16(facts->resources).split(u',');
    if (resource == u"*")
        return known;
    if (resource.endsWith(u"/*")) {
        QStringList found {resource};
        for (const QString &word : known) {
            if (word.startsWith(resource.chopped(1)))
                found += word;
        }
        return found;
    }
    // Another group's resource of the same name is another thing.
    const bool elsewhere =
        std::any_of(std::begin(Groups), std::end(Groups), [&](const GroupFacts &other) {
            return other.name != facts->name
                && QString::fromUtf16(other.resources).split(u',').contains(resource);
        });
    return {known.contains(resource) || !elsewhere || group.isEmpty() ? resource
                                                                      : resource + u'.' + group};
}

void addRules(Permissions &permissions, const TreeNode &rules, const QString &scope)
{
    for (const TreeNode &rule : itemsOf(rules)) {
        const QStringList verbs = shownWords(field(rule, u"verbs"));
        QStringList resources = resourcesOfRule(rule);
        resources += shownWords(field(rule, u"nonResourceURLs"));
        if (verbs.isEmpty() || resources.isEmpty())
            continue;
        const Value permission = ValueMap {{QStringLiteral("verb"), verbs.join(u',')},
                                           {QStringLiteral("resource"), resources.join(u',')},
                                           {QStringLiteral("scope"), scope}};
        if (!permissions.list.contains(permission))
            permissions.list += permission;
    }
}

const Manifest *roleNamed(const ManifestReading &reading, const QString &kind, const QString &space,
                          const QString &name)
{
    for (qsizetype index : reading.ofKind(kind)) {
        const Manifest &role = reading.manifests[index];
        if (role.name == name && role.space == space)
            return &role;
    }
    return nullptr;
}

// The rules of a role, with those that a role gathers from others by their labels.
void addRole(Permissions &permissions, const ManifestReading &reading, const Manifest &role,
             const QString &scope)
{
    addRules(permissions, field(role.node, u"rules"), scope);
    const TreeNode gathered = fieldAt(role.node, {u"aggregationRule", u"clusterRoleSelectors"});
    for (const TreeNode &node : itemsOf(gathered)) {
        const Selector selector = Selector::of(node);
        permissions.partial = true;
        for (qsizetype index : reading.ofKind(QStringLiteral("ClusterRole"))) {
            const Manifest &other = reading.manifests[index];
            const QMap<QString, QString> labels =
                textMap(fieldAt(other.node, {u"metadata", u"labels"}));
            if (!selector.isEmpty() && selector.matches(labels))
                addRules(permissions, field(other.node, u"rules"), scope);
        }
    }
}

} // namespace

QStringList resourcesOfRule(const TreeNode &rule)
{
    QStringList groups = shownWords(field(rule, u"apiGroups"));
    if (groups.isEmpty())
        groups += QString();
    const QStringList names = shownWords(field(rule, u"resourceNames"));
    QStringList resources;
    for (const QString &resource : shownWords(field(rule, u"resources"))) {
        for (const QString &group : std::as_const(groups)) {
            for (const QString &word : spellings(resource, group)) {
                if (names.isEmpty() && !resources.contains(word))
                    resources += word;
                // A right to named objects only is no right to all of them.
                for (const QString &name : names)
                    resources += word + u'/' + name;
                if (resources.size() > MaximumRuleWords)
                    return resources;
            }
        }
    }
    return resources;
}

Permissions permissionsOfBinding(const ManifestReading &reading, const Manifest &binding)
{
    const TreeNode reference = field(binding.node, u"roleRef");
    const QString kind = field(reference, u"kind").text();
    const QString name = shown(field(reference, u"name").text());
    const QString scope = binding.space.isEmpty() ? QStringLiteral("cluster") : binding.space;
    Permissions permissions;
    const bool ofNamespace = kind == u"Role";
    if (const Manifest *role =
            roleNamed(reading, ofNamespace ? QStringLiteral("Role") : QStringLiteral("ClusterRole"),
                      ofNamespace ? binding.space : QString(), name)) {
        addRole(permissions, reading, *role, scope);
        return permissions;
    }
    for (const BuiltInRole &role : BuiltInRoles) {
        if (ofNamespace || name != role.name)
            continue;
        permissions.list +=
            ValueMap {{QStringLiteral("verb"), QString::fromUtf16(role.verbs)},
                      {QStringLiteral("resource"), QString::fromUtf16(role.resources)},
                      {QStringLiteral("scope"), scope}};
        return permissions;
    }
    permissions.partial = true;
    return permissions;
}

} // namespace drawbridge::kubernetes
