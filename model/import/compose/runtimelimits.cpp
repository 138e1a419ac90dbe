#include "model/import/compose/composemodel.h"
#include "model/import/compose/quantities.h"
#include "model/import/debugsettings.h"
#include "model/import/logdestination.h"

#include <QSet>

namespace drawbridge::compose {

namespace {

// The first of several keys that says something.
ComposeNode firstSaid(std::initializer_list<ComposeNode> nodes)
{
    for (const ComposeNode &node : nodes) {
        if (node.isKnownScalar())
            return node;
    }
    return {};
}

QString restartPolicyOf(const QString &text)
{
    const QString word = text.section(u':', 0, 0).toLower();
    if (word == u"no" || word == u"false" || word == u"none")
        return QStringLiteral("no");
    if (word == u"any")
        return QStringLiteral("always");
    static const QSet<QString> known {QStringLiteral("always"), QStringLiteral("on-failure"),
                                      QStringLiteral("unless-stopped")};
    return known.contains(word) ? word : QString();
}

} // namespace

void ComposeModel::describeLimits(ServiceRecords &records)
{
    const ComposeNode &node = records.service.node;
    const ComposeNode deploy = node[u"deploy"];
    const ComposeNode limits = deploy[u"resources"][u"limits"];
    const ComposeNode memory = firstSaid({node[u"mem_limit"], limits[u"memory"]});
    if (const auto bytes = parseByteSize(memory.text()))
        set(records, QStringLiteral("memoryLimit"), *bytes, memory.origin());
    else if (!memory.isMissing())
        m_reading.warning(memory.origin(),
                          QStringLiteral("'%1' is no size of memory").arg(shown(memory.text())));
    const ComposeNode cores = firstSaid({node[u"cpus"], limits[u"cpus"]});
    const auto quota = firstSaid({node[u"cpu_quota"]}).text().toLongLong();
    if (const auto count = parseCores(cores.text())) {
        set(records, QStringLiteral("cpuLimit"), *count, cores.origin());
    } else if (quota > 0) {
        const qint64 period = node[u"cpu_period"].text().toLongLong();
        set(records, QStringLiteral("cpuLimit"),
            static_cast<double>(quota) / static_cast<double>(period > 0 ? period : 100'000),
            node[u"cpu_quota"].origin());
    }
    const ComposeNode pids = firstSaid({node[u"pids_limit"], limits[u"pids"]});
    bool isNumber = false;
    const qint64 count = pids.text().toLongLong(&isNumber);
    if (isNumber)
        set(records, QStringLiteral("pidsLimit"), std::max<qint64>(count, 0), pids.origin());
    const ComposeNode storage = node[u"storage_opt"][u"size"];
    if (const auto bytes = parseByteSize(storage.text()))
        set(records, QStringLiteral("storageLimit"), *bytes, storage.origin());
    const ComposeNode restart =
        firstSaid({node[u"restart"], deploy[u"restart_policy"][u"condition"]});
    if (const QString policy = restartPolicyOf(restart.text()); !policy.isEmpty())
        set(records, QStringLiteral("restartPolicy"), policy, restart.origin());
    const ComposeNode replicas = firstSaid({deploy[u"replicas"], node[u"scale"]});
    const qint64 instances = replicas.text().toLongLong(&isNumber);
    if (isNumber && instances >= 0)
        set(records, QStringLiteral("replicas"), instances, replicas.origin());
}

void ComposeModel::describeLogging(ServiceRecords &records)
{
    const ComposeNode logging = records.service.node[u"logging"];
    const ComposeNode driver = firstSaid({logging[u"driver"], records.service.node[u"log_driver"]});
    const ComposeNode options = logging[u"options"];
    if (!driver.isMissing()) {
        const QString destination =
            logDestinationOf(driver.text(), options[u"syslog-address"].text());
        if (!destination.isEmpty())
            set(records, QStringLiteral("logDestination"), destination, driver.origin());
        if (rotatesByItself(driver.text()))
            set(records, QStringLiteral("logRotation"), true, driver.origin());
    }
    if (options[u"max-size"].isKnownScalar())
        set(records, QStringLiteral("logRotation"), true, options[u"max-size"].origin());
}

void ComposeModel::describeHealth(ServiceRecords &records)
{
    const ComposeNode check = records.service.node[u"healthcheck"];
    const ComposeNode test = check[u"test"];
    const bool none = test.text().toUpper() == u"NONE"
        || (test.isList() && !test.items().empty() && test.items().front().text() == u"NONE");
    if (parseSwitch(check[u"disable"].text()).value_or(false) || none)
        set(records, QStringLiteral("healthCheck"), QStringLiteral("disabled"), check.origin());
    else if (!test.isSilent())
        set(records, QStringLiteral("healthCheck"), QStringLiteral("defined"), check.origin());
    // An interval alone adjusts the check of the image, if that has one.
}

void ComposeModel::describeEnvironment(ServiceRecords &records)
{
    const ComposeService &service = records.service;
    ValueList secrets;
    Origin origin;
    for (const EnvironmentEntry &entry : service.environment) {
        if (switchesDebuggingOn(entry.name, entry.value))
            set(records, QStringLiteral("debugMode"), true, entry.origin);
        if (entry.value.contains(QStringLiteral("-agentlib:jdwp"))) {
            set(records, QStringLiteral("remoteAdminService"), true, entry.origin);
            set(records, QStringLiteral("debugMode"), true, entry.origin);
        }
        const bool addressesApi = entry.name == u"DOCKER_HOST" || entry.name == u"CONTAINER_HOST";
        if (addressesApi && !entry.interpolated.unresolved && !entry.value.isEmpty())
            set(records, QStringLiteral("dockerHost"), shown(entry.value), entry.origin);
        if (!entry.secret)
            continue;
        secrets += ValueMap {{QStringLiteral("name"), entry.name},
                             {QStringLiteral("kind"), entry.storage()}};
        m_records.noteLine(place(entry.origin));
        if (origin.file < 0)
            origin = entry.origin;
    }
    if (!secrets.isEmpty() || service.environmentPartial) {
        const ComposeNode own = service.node[u"environment"];
        const Origin from = !own.isSilent() ? own.origin()
            : origin.file >= 0              ? origin
                                            : service.node.origin();
        set(records, QStringLiteral("envSecrets"), secrets, from, service.environmentPartial);
    }
    const QString command = (service.entrypoint + service.command).join(u' ');
    if (startsDebugger(command))
        set(records, QStringLiteral("debugMode"), true, service.commandOrigin);
    for (const PublishedPort &port : service.ports + service.exposed) {
        if (port.port == 22 && port.portLast == 22)
            set(records, QStringLiteral("remoteAdminService"), true, port.origin);
    }
    if (const auto &file = records.image.dockerfile) {
        const auto say = [&](const char16_t *name, const Value &value, const QString &instruction,
                             int line) {
            m_records.set(records.element.properties, RecordKind::Element, QString::fromUtf16(name),
                          value, ClaimSource::Image,
                          {records.image.dockerfileSource, instruction, line});
        };
        if (file->shell)
            say(u"hasShell", true, QStringLiteral("RUN"), file->shell->line);
        if (file->packageManager)
            say(u"hasPackageManager", true, QStringLiteral("RUN"), file->packageManager->line);
        if (file->debugMode)
            say(u"debugMode", true, QStringLiteral("CMD"), file->debugMode->line);
        if (file->remoteAdminService)
            say(u"remoteAdminService", true, QStringLiteral("CMD"), file->remoteAdminService->line);
    }
}

} // namespace drawbridge::compose
