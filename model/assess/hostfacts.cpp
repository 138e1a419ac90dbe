#include "model/assess/hostfacts.h"

#include <optional>

namespace drawbridge {

namespace {

struct BenchCheck
{
    // Part of the title, in lower case.
    const char *title;
    const char *property;
    // What a pass and a failure say; an empty text says nothing.
    const char *passed;
    const char *failed;
};

// CIS Docker Benchmark, "Docker daemon configuration" and the audit rule of the daemon, as the
// titles stand in Docker Bench 1.3 and later.
constexpr BenchCheck BenchChecks[] = {
    {"network traffic is restricted between containers", "interContainerDefault", "false", "true"},
    {"insecure registries are not used", "insecureRegistries", "[]", ""},
    {"tls authentication for docker daemon", "daemonApi", "tcp-tls", "tcp"},
    {"user namespace support", "usernsRemap", "true", "false"},
    {"authorization for docker client commands", "daemonAuthorizer", "true", "false"},
    {"centralized and remote logging", "logDestination", "remote", "local"},
    {"containers are restricted from acquiring new privileges", "noNewPrivilegesDefault", "true",
     "false"},
    {"live restore is enabled", "liveRestore", "true", "false"},
    {"daemon as a non-root user", "rootless", "true", "false"},
    {"auditing is configured for the docker daemon", "auditDaemon", "true", "false"},
};

Value benchValue(const QString &word)
{
    if (word == u"true" || word == u"false")
        return word == u"true";
    if (word == u"[]")
        return ValueList();
    return word;
}

std::optional<Value> valueOfCheck(const BenchCheck &check, const EvidenceResult &result)
{
    if (result.outcome == EvidenceOutcome::Pass && *check.passed)
        return benchValue(QString::fromLatin1(check.passed));
    if (result.outcome == EvidenceOutcome::Fail && *check.failed)
        return benchValue(QString::fromLatin1(check.failed));
    // The check is skipped where the daemon does not listen on a port at all.
    if (result.message.contains(QStringLiteral("not listening on TCP"), Qt::CaseInsensitive))
        return Value(QStringLiteral("unix"));
    return std::nullopt;
}

} // namespace

QList<HostFact> hostFacts(const EvidenceRun &run, const PropertySchema &schema)
{
    QList<HostFact> facts;
    if (run.tool != u"docker-bench")
        return facts;
    for (const BenchCheck &check : BenchChecks) {
        const PropertyIndex property =
            schema.find(RecordKind::Boundary, QString::fromLatin1(check.property));
        for (const EvidenceResult &result : run.results) {
            if (property == NoProperty || result.subject.kind != SubjectKind::Host
                || !result.title.contains(QLatin1String(check.title), Qt::CaseInsensitive))
                continue;
            if (const std::optional<Value> value = valueOfCheck(check, result)) {
                facts.append({property, *value,
                              QStringLiteral("docker-bench %1: %2")
                                  .arg(result.check, result.title.section(u'(', 0, 0).trimmed())});
                break;
            }
        }
    }
    return facts;
}

} // namespace drawbridge
