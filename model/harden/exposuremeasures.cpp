#include "model/harden/composeplanning.h"

#include "model/core/defaults.h"

#include <QRegularExpression>

namespace drawbridge {

namespace {

const QString &loopback()
{
    static const QString address = QStringLiteral("127.0.0.1");
    return address;
}

// A port as it is bound to the host's own address; nothing when it is bound already or cannot be
// read (a variable may hold anything).
std::optional<PlainValue> reboundPort(const PlainValue &port)
{
    if (port.isMap()) {
        if (!port[QStringLiteral("host_ip")].isSilent()
            || port[QStringLiteral("published")].isSilent())
            return {};
        PlainValue bound = port;
        bound.set(QStringLiteral("host_ip"), PlainValue::text(loopback()));
        return bound;
    }
    // HOST:CONTAINER, each a port or a range, with an optional protocol.
    static const QRegularExpression pair(
        QStringLiteral("^(0\\.0\\.0\\.0:|\\[::\\]:)?(\\d+(-\\d+)?|\\$\\{\\w+:-\\d+\\}):"
                       "(\\d+(-\\d+)?)(/\\w+)?$"));
    const auto match = pair.match(port.text());
    if (!port.isScalar() || !match.hasMatch())
        return {};
    return PlainValue::text(loopback() + u':' + port.text().mid(match.capturedLength(1)));
}

bool isOpenToAll(const PlainValue &port)
{
    if (port.isMap())
        return !port[QStringLiteral("published")].isSilent()
            && port[QStringLiteral("host_ip")].isSilent();
    const QString text = port.text();
    return port.isScalar() && !text.startsWith(QStringLiteral("127."))
        && !text.startsWith(QStringLiteral("[::1]"))
        && !text.startsWith(QStringLiteral("localhost"));
}

// Somebody said that nobody but the host itself connects.
bool isSaidLocal(const ComposeServiceView &service)
{
    return service.property(QStringLiteral("reachableFrom")) == Value(u"local");
}

void planPortsOf(const ComposeServiceView &service, HardeningPlan &plan)
{
    const QString key = QStringLiteral("ports");
    const QString id = QStringLiteral("local-ports");
    PlainValue ports = service.own[key];
    QStringList rebound;
    bool isUnread = false;
    for (PlainValue &port : ports.items()) {
        if (!isOpenToAll(port))
            continue;
        const auto bound = reboundPort(port);
        if (!bound) {
            isUnread = true;
            continue;
        }
        rebound += port.isMap() ? port[QStringLiteral("published")].text() : port.text();
        port = *bound;
    }
    if (isUnread)
        leaveManual(plan, service, id,
                    QStringLiteral("a port is published on every address of the host, in a form "
                                   "that is not changed here"),
                    QStringLiteral("write it as 127.0.0.1:HOST_PORT:PORT unless other machines "
                                   "connect"));
    if (rebound.isEmpty())
        return;
    PlannedMeasure planned = plannedFor(
        service, id, isSaidLocal(service) ? HardeningLevel::Recommended : HardeningLevel::Strict,
        QStringLiteral("%1 published on 127.0.0.1 only").arg(rebound.join(QStringLiteral(", "))));
    planned.measure.basis = isSaidLocal(service)
        ? QStringLiteral("the model: reachable from this host only")
        : QStringLiteral("the file: no address named");
    planned.caution = QStringLiteral("who connects from outside is not known");
    planned.changes = {{service.path(key), ports}};
    plan.measures.push_back(std::move(planned));
}

} // namespace

void planPorts(const ComposeView &file, HardeningPlan &plan)
{
    for (const ComposeServiceView &service : file.services)
        planPortsOf(service, plan);
}

void planNamespaces(const ComposeView &file, HardeningPlan &plan)
{
    static const struct
    {
        const char *key;
        const char *name;
    } namespaces[] = {{"pid", "processes"}, {"ipc", "shared memory"}, {"uts", "host name"}};
    for (const ComposeServiceView &service : file.services) {
        for (const auto &space : namespaces) {
            const QString key = QString::fromLatin1(space.key);
            if (service.own[key].text() != u"host")
                continue;
            PlannedMeasure planned = plannedFor(
                service, QStringLiteral("own-namespaces"), HardeningLevel::Strict,
                QStringLiteral("no longer shares the host's %1").arg(QLatin1String(space.name)));
            planned.caution = QStringLiteral("it may watch the host on purpose");
            planned.changes = {{service.path(key), PlainValue()}};
            plan.measures.push_back(std::move(planned));
        }
        if (service.textAt({QStringLiteral("network_mode")}) == u"host")
            leaveManual(plan, service, QStringLiteral("own-namespaces"),
                        QStringLiteral("it uses the host's network; which ports it would have to "
                                       "publish instead is not in the file"),
                        QStringLiteral("attach it to a network and publish its ports"));
        if (service.textAt({QStringLiteral("userns_mode")}) == u"host")
            leaveManual(plan, service, QStringLiteral("own-namespaces"),
                        QStringLiteral("it opts out of the daemon's user mapping"),
                        QStringLiteral("remove userns_mode unless it must see the host's users"));
    }
}

void planRuntimeSocket(const ComposeView &file, HardeningPlan &plan)
{
    static const QRegularExpression socket(
        QStringLiteral("/(docker|podman|containerd|crio)(/\\w+)?\\.sock$"));
    for (const ComposeServiceView &service : file.services) {
        const Value mounts = service.property(QStringLiteral("mounts"));
        for (const Value &mount : mounts.asList() ? *mounts.asList() : ValueList()) {
            const Value source =
                mount.asMap() ? mount.asMap()->value(QStringLiteral("source")) : Value();
            if (!source.asString() || !socket.match(*source.asString()).hasMatch())
                continue;
            leaveManual(plan, service, QStringLiteral("no-runtime-socket"),
                        QStringLiteral("it can reach the container runtime's socket, which is "
                                       "root on the host; read-only mounts limit nothing"),
                        QStringLiteral("remove the mount, or put a proxy between that allows only "
                                       "the calls it needs"));
        }
    }
}

void planImages(const ComposeView &file, HardeningPlan &plan)
{
    for (const ComposeServiceView &service : file.services) {
        if (service.isBuilt() || !service.image)
            continue;
        const auto reference = ImageReference::parse(service.image->reference);
        if (!reference || reference->pinning() == u"digest")
            continue;
        const bool floats = reference->pinning() == u"floating";
        QString name = service.image->reference;
        if (floats)
            name = name.section(u':', 0, -1 - int(!reference->tag.isEmpty()))
                + QStringLiteral(":VERSION");
        leaveManual(plan, service, QStringLiteral("pinned-image"),
                    floats ? QStringLiteral("its tag moves: what runs tomorrow is another program")
                           : QStringLiteral("a tag can be moved to other bytes"),
                    QStringLiteral("name what you tested: %1@sha256:DIGEST (docker image inspect "
                                   "shows it), and renew it when fixes come out")
                        .arg(name));
    }
}

} // namespace drawbridge
