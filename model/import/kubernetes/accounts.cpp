#include "model/import/kubernetes/kubernetesmodel.h"
#include "model/import/kubernetes/roles.h"
#include "model/import/showntext.h"

namespace drawbridge::kubernetes {

namespace {

constexpr qsizetype MaximumPermissions = 500;

QString accountKey(const QString &space, const QString &name)
{
    return QStringLiteral("ServiceAccount.") + space + u'.' + name;
}

// Roles that even strangers have in every cluster.
bool isForEverybody(const QString &role)
{
    return role == u"system:public-info-viewer" || role == u"system:discovery"
        || role == u"system:basic-user";
}

} // namespace

IdentityRecords &KubernetesModel::identityOf(const QString &key, IdentityKind kind,
                                             const QString &name, const ClaimPlace &from)
{
    const auto known = m_identities.find(key);
    if (known != m_identities.end())
        return known->second;
    IdentityRecords records;
    Identity &identity = records.identity;
    identity.id = IdentityId(m_records.id('y', key));
    identity.kind = kind;
    identity.name = name;
    identity.sourceKey = {from.source, key};
    records.place = {from.source, key, from.line};
    m_records.noteLine(records.place);
    return m_identities.emplace(key, std::move(records)).first->second;
}

IdentityRecords &KubernetesModel::accountOf(const QString &space, const QString &name,
                                            const ClaimPlace &from)
{
    IdentityRecords &records = identityOf(accountKey(space, name), IdentityKind::ServiceAccount,
                                          space + u'/' + name, from);
    // The account "default" is in every namespace; another one may be declared elsewhere.
    if (name == u"default")
        records.identity.platform = QStringLiteral("kubernetes");
    return records;
}

void KubernetesModel::addAccounts()
{
    for (qsizetype index : m_reading.ofKind(QStringLiteral("ServiceAccount"))) {
        const Manifest &manifest = m_reading.manifests[index];
        IdentityRecords &records =
            accountOf(manifest.space, manifest.name, place(manifest, manifest.line()));
        records.identity.platform = QStringLiteral("kubernetes");
        records.own = field(manifest.node, u"automountServiceAccountToken");
    }
    for (size_t i = 0; i < m_workloads.size(); ++i) {
        Workload &workload = m_workloads[i];
        TreeNode node = field(workload.pod, u"serviceAccountName");
        if (node.text().isEmpty())
            node = field(workload.pod, u"serviceAccount");
        const QString name = node.text().isEmpty() ? QStringLiteral("default") : shown(node.text());
        const Manifest &manifest = workload.manifest;
        IdentityRecords &records =
            accountOf(manifest.space, name,
                      place(manifest, node.text().isEmpty() ? manifest.line() : node.line()));
        records.workloads.append(i);
        for (ContainerRecords &container : workload.containers)
            container.element.identity = records.identity.id;
    }
    addBindings();
    for (auto &[key, records] : m_identities)
        describeToken(records);
    addApiFlows();
}

// The pod's word goes before the account's. One pod that has the token is enough.
void KubernetesModel::describeToken(IdentityRecords &records)
{
    const Value yes(true);
    const Value no(false);
    const auto sayToken = [&](const Value &value, const ClaimPlace &from) {
        m_records.set(records.identity.properties, RecordKind::Identity,
                      QStringLiteral("automountToken"), value, ClaimSource::File, from);
    };
    const std::optional<bool> own = records.own.toBool();
    const ClaimPlace ofAccount {records.place.source,
                                records.place.keyPath + QStringLiteral(".automount"),
                                records.own.line()};
    if (records.workloads.isEmpty()) {
        if (own)
            sayToken(*own, ofAccount);
        return;
    }
    bool allRefuse = true;
    ClaimPlace refusal;
    for (size_t index : std::as_const(records.workloads)) {
        const Workload &workload = m_workloads[index];
        const TreeNode node = field(workload.pod, u"automountServiceAccountToken");
        const std::optional<bool> said = node.toBool();
        const ClaimPlace from = said
            ? place(workload.manifest, node.line(), QStringLiteral("pod.automount"))
            : ofAccount;
        const std::optional<bool> effective = said ? said : own;
        if (effective && *effective)
            return sayToken(yes, from);
        allRefuse &= effective.has_value();
        refusal = from;
    }
    if (allRefuse)
        sayToken(no, refusal);
}

void KubernetesModel::addBindings()
{
    for (const char *kind : {"RoleBinding", "ClusterRoleBinding"}) {
        for (qsizetype index : m_reading.ofKind(QLatin1String(kind))) {
            const Manifest &binding = m_reading.manifests[index];
            const Permissions permissions = permissionsOfBinding(m_reading, binding);
            if (permissions.partial && permissions.list.isEmpty())
                m_reading.information(
                    binding, binding.line(),
                    QStringLiteral("the role '%1' of '%2' is not in these files; what it allows "
                                   "stays unknown")
                        .arg(shown(fieldAt(binding.node, {u"roleRef", u"name"}).text()),
                             binding.name));
            for (const TreeNode &subject : itemsOf(field(binding.node, u"subjects")))
                bind(binding, subject, permissions);
        }
    }
    for (auto &[key, records] : m_identities) {
        if (!records.bound)
            continue;
        m_records.set(records.identity.properties, RecordKind::Identity,
                      QStringLiteral("permissions"), records.permissions, ClaimSource::File,
                      records.boundAt, records.permissionsPartial);
    }
}

void KubernetesModel::grant(IdentityRecords &records, const Manifest &binding,
                            const Permissions &permissions)
{
    if (!records.bound)
        records.boundAt = place(binding, binding.line());
    records.bound = true;
    records.permissionsPartial |= permissions.partial;
    for (const Value &permission : permissions.list) {
        if (records.permissions.size() >= MaximumPermissions)
            records.permissionsPartial = true;
        else if (!records.permissions.contains(permission))
            records.permissions += permission;
    }
}

void KubernetesModel::bind(const Manifest &binding, const TreeNode &subject,
                           const Permissions &permissions)
{
    const QString kind = field(subject, u"kind").text();
    QString name = shown(field(subject, u"name").text());
    const ClaimPlace from = place(binding, subject.line(), QStringLiteral("subjects"));
    if (name.isEmpty())
        return m_reading.warning(binding, subject.line(),
                                 QStringLiteral("a subject of '%1' has no name").arg(binding.name));
    static const QString account = QStringLiteral("system:serviceaccount:");
    QString space = shown(field(subject, u"namespace").text());
    if (space.isEmpty())
        space = binding.space.isEmpty() ? QStringLiteral("default") : binding.space;
    const bool asUser = kind == u"User" && name.startsWith(account) && name.count(u':') == 3;
    if (asUser) {
        space = name.section(u':', 2, 2);
        name = name.section(u':', 3);
    }
    if (asUser || kind == u"ServiceAccount")
        return grant(accountOf(space, name, from), binding, permissions);
    const QString role = fieldAt(binding.node, {u"roleRef", u"name"}).text();
    const bool strangers = name == u"system:anonymous" || name == u"system:unauthenticated";
    if (strangers && !isForEverybody(role))
        m_records.set(m_cluster.properties, RecordKind::Boundary, QStringLiteral("anonymousApi"),
                      true, ClaimSource::File, from);
    grant(identityOf(kind + u'.' + name, IdentityKind::HumanRole, name, from), binding,
          permissions);
    // Groups that accounts belong to by themselves.
    const QString group = QStringLiteral("system:serviceaccounts");
    const bool all = name == group || name == u"system:authenticated";
    const bool ofOne = name.startsWith(group + u':');
    if (kind != u"Group" || (!all && !ofOne))
        return;
    const QString prefix =
        QStringLiteral("ServiceAccount.") + (ofOne ? name.section(u':', 2) + u'.' : QString());
    for (auto &[key, records] : m_identities) {
        if (key.startsWith(prefix))
            grant(records, binding, permissions);
    }
}

// Whoever holds a token that is good for something can reach the API; that it does is a guess.
void KubernetesModel::addApiFlows()
{
    for (const auto &[key, records] : m_identities) {
        const Claim *token = nullptr;
        const PropertyIndex index = m_reading.context.schema
            ? m_reading.context.schema->find(RecordKind::Identity, u"automountToken")
            : NoProperty;
        if (index != NoProperty)
            token = records.identity.properties.effective(index);
        if (records.permissions.isEmpty() || (token && token->value == Value(false)))
            continue;
        for (size_t workload : records.workloads) {
            ContainerRecords *container = m_workloads[workload].mainContainer();
            if (!container)
                continue;
            DataFlow &flow = addFlow(container->key + QStringLiteral(".api"), container->element.id,
                                     m_api, FlowKind::ControlPlane, records.boundAt);
            flow.confirmed = false;
            sayOf(flow, u"protocol", QStringLiteral("kubernetes-api"), records.boundAt);
            sayOf(flow, u"encryption", QStringLiteral("tls"), records.boundAt);
            sayOf(flow, u"sourceAuthentication", QStringLiteral("token"), records.boundAt);
        }
    }
}

} // namespace drawbridge::kubernetes
