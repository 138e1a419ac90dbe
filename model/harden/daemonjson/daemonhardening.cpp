#include "model/harden/daemonjson/daemonhardening.h"

#include "model/harden/planselection.h"
#include "model/harden/secretspans.h"

#include <QUrl>

namespace drawbridge {

namespace {

const QString &daemonTarget()
{
    static const QString target = QStringLiteral("daemon");
    return target;
}

// A daemon's settings for the measures to look at.
struct DaemonView
{
    const PlainValue &root;
    QString fileName;
    TreeNode node;
    // Of the model.
    IdText host;

    bool isTrue(const char *key) const { return root[QLatin1String(key)].text() == u"true"; }
    bool says(const char *key) const { return !root[QLatin1String(key)].isSilent(); }
    SourceLocation place(const char *key) const
    {
        const TreeNode value = node[QString::fromLatin1(key)];
        return value.isMissing() ? SourceLocation {fileName, 1, 0} : value.location();
    }
};

using DaemonMeasure = void (*)(const DaemonView &view, HardeningPlan &plan);

void planSetting(const DaemonView &view, const char *id, HardeningLevel level,
                 const QString &summary, const QString &caution, std::vector<ValueChange> changes,
                 HardeningPlan &found)
{
    PlannedMeasure planned;
    planned.measure.id = QString::fromLatin1(id);
    planned.measure.target = daemonTarget();
    if (!view.host.isEmpty())
        planned.measure.records = {view.host};
    planned.measure.level = level;
    planned.measure.summary = summary;
    planned.measure.basis = QStringLiteral("the file");
    planned.measure.toTest = level != HardeningLevel::Safe;
    planned.where = {view.fileName, 1, 0};
    planned.caution = caution;
    planned.changes = std::move(changes);
    found.measures.push_back(std::move(planned));
}

void leaveSetting(const DaemonView &view, const char *id, const char *key, const QString &reason,
                  const QString &proposal, HardeningPlan &found)
{
    found.manual.append(
        {QString::fromLatin1(id), daemonTarget(), view.place(key), reason, proposal});
}

// Settings that are switches, with what each costs.
void planSwitches(const DaemonView &view, HardeningPlan &found)
{
    if (!view.isTrue("no-new-privileges"))
        planSetting(view, "no-new-privileges", HardeningLevel::Recommended,
                    QStringLiteral("no container can gain privileges (setuid, file capabilities)"),
                    QStringLiteral("a container may rely on sudo or another setuid program"),
                    {{{QStringLiteral("no-new-privileges")}, PlainValue::flag(true)}}, found);
    if (view.root[QStringLiteral("icc")].text() != u"false")
        planSetting(
            view, "no-default-traffic", HardeningLevel::Recommended,
            QStringLiteral("containers on the default bridge cannot reach each other"),
            QStringLiteral("containers without a network of their own may talk to each other"),
            {{{QStringLiteral("icc")}, PlainValue::flag(false)}}, found);
    if (!view.isTrue("live-restore"))
        planSetting(view, "live-restore", HardeningLevel::Recommended,
                    QStringLiteral("containers go on while the daemon restarts"),
                    QStringLiteral("a daemon in swarm mode refuses it"),
                    {{{QStringLiteral("live-restore")}, PlainValue::flag(true)}}, found);
    if (view.root[QStringLiteral("userns-remap")].text().isEmpty() && !view.isTrue("rootless"))
        planSetting(
            view, "user-remapping", HardeningLevel::Strict,
            QStringLiteral("root in a container is another user on the host"),
            QStringLiteral("images and volumes that are there are out of sight afterwards, and "
                           "some settings of containers (host namespaces, shared folders) no "
                           "longer work"),
            {{{QStringLiteral("userns-remap")}, PlainValue::text(QStringLiteral("default"))}},
            found);
    if (view.root[QStringLiteral("seccomp-profile")].text() == u"unconfined")
        planSetting(view, "default-confinement", HardeningLevel::Strict,
                    QStringLiteral("the daemon's own seccomp profile applies again"),
                    QStringLiteral("the profile was switched off, perhaps for a reason"),
                    {{{QStringLiteral("seccomp-profile")}, PlainValue::text(QString())}}, found);
}

void planDaemonLogs(const DaemonView &view, HardeningPlan &found)
{
    const QString driver = view.root[QStringLiteral("log-driver")].text();
    const PlainValue &options = view.root[QStringLiteral("log-opts")];
    // Other drivers limit themselves, or know no such option.
    if ((!driver.isEmpty() && driver != u"json-file")
        || options.contains(QStringLiteral("max-size")))
        return;
    const QString key = QStringLiteral("log-opts");
    std::vector<ValueChange> changes;
    if (driver.isEmpty())
        changes.push_back(
            {{QStringLiteral("log-driver")}, PlainValue::text(QStringLiteral("json-file"))});
    changes.push_back({{key, QStringLiteral("max-size")}, PlainValue::text(QStringLiteral("10m"))});
    if (!options.contains(QStringLiteral("max-file")))
        changes.push_back(
            {{key, QStringLiteral("max-file")}, PlainValue::text(QStringLiteral("3"))});
    planSetting(
        view, "log-limit", HardeningLevel::Recommended,
        QStringLiteral("logs of a container take at most 30 MB"),
        QStringLiteral("older lines are dropped, and holds for containers made from now on"),
        std::move(changes), found);
}

// Who reaches the API, and how; what has to change elsewhere first cannot be done here.
void planDaemonApi(const DaemonView &view, HardeningPlan &found)
{
    bool isRemote = false;
    for (const QString &host : view.root[QStringLiteral("hosts")].texts()) {
        const QUrl address(host);
        if (address.scheme() != u"tcp")
            continue;
        isRemote = true;
        if (!view.isTrue("tlsverify"))
            leaveSetting(
                view, "daemon-api", "hosts",
                QStringLiteral("port %1 gives everybody who reaches it the rights of root, and "
                               "clients may rely on it")
                    .arg(address.port(2375)),
                QStringLiteral("take the address out and use the socket, or SSH; where TCP must "
                               "be: tlsverify with tlscacert, tlscert and tlskey, on port 2376"),
                found);
    }
    if (isRemote && view.isTrue("tlsverify")
        && view.root[QStringLiteral("authorization-plugins")].items().empty())
        leaveSetting(
            view, "daemon-authorization", "hosts",
            QStringLiteral("every client certificate gives every right"),
            QStringLiteral("authorization-plugins with one that knows who may do what, or SSH "
                           "instead of TCP"),
            found);
}

void planDaemonRegistries(const DaemonView &view, HardeningPlan &found)
{
    const QStringList insecure = view.root[QStringLiteral("insecure-registries")].texts();
    for (const QString &registry : insecure) {
        if (registry.startsWith(QStringLiteral("127."))
            || registry.startsWith(QStringLiteral("localhost")))
            continue;
        leaveSetting(
            view, "registry-tls", "insecure-registries",
            QStringLiteral("images of a registry in the list can be replaced on their way, and "
                           "it may have no certificate yet"),
            QStringLiteral("give it a certificate that the host trusts "
                           "(/etc/docker/certs.d), then take it out of the list"),
            found);
        break;
    }
    for (const QString &mirror : view.root[QStringLiteral("registry-mirrors")].texts()) {
        if (QUrl(mirror).scheme() != u"http")
            continue;
        leaveSetting(view, "registry-tls", "registry-mirrors",
                     QStringLiteral("images of a mirror without TLS can be replaced on their way"),
                     QStringLiteral("use https:// for the mirror"), found);
        break;
    }
}

const std::vector<DaemonMeasure> &daemonMeasures()
{
    static const std::vector<DaemonMeasure> measures {planSwitches, planDaemonLogs, planDaemonApi,
                                                      planDaemonRegistries};
    return measures;
}

// The host that the file speaks of, or the only one.
IdText hostOf(const HardeningInput &input)
{
    IdText found;
    for (const TrustBoundary &boundary : input.model->boundaries) {
        if (boundary.kind != BoundaryKind::Host)
            continue;
        if (boundary.sourceKey.source == input.source && !input.source.isEmpty())
            return boundary.id;
        found = found.isEmpty() ? IdText(boundary.id) : IdText();
    }
    return found;
}

Result<HardenedFile> hardenSettings(const HardeningInput &input)
{
    const auto source = HardenedSource::parse(input.bytes, input.path, HardenedSource::oneJson);
    if (!source)
        return source.error();
    const TreeNode root = source->documents.front().root();
    if (!root.isMapping())
        return root.error(QStringLiteral("the configuration of the daemon is a JSON object"));
    const DaemonView view {source->values.front(), input.path, root, hostOf(input)};
    HardeningPlan measures = planWithin(input, daemonMeasures(), view);
    auto result = carriedOut(input, *source, measures,
                             [](const ValueChange &change) { return change.path.join(u'.'); });
    if (!result)
        return result.error();
    result->file.secrets = secretSpans(source->documents.front(), input.holdsSecret);
    return std::move(result->file);
}

} // namespace

Result<HardenedFile> hardenDaemonJson(const HardeningInput &input)
{
    if (!input.bytes.trimmed().isEmpty())
        return hardenSettings(input);
    HardeningInput nothing = input;
    nothing.bytes = "{}\n";
    auto file = hardenSettings(nothing);
    if (!file)
        return file;
    file->before = input.bytes;
    if (file->done.isEmpty())
        file->after = input.bytes;
    file->edits.clear();
    if (!file->done.isEmpty())
        file->edits.push_back({{0, input.bytes.size()}, file->after});
    return file;
}

} // namespace drawbridge
