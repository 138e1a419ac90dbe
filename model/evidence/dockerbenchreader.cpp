#include "model/evidence/dockerbenchreader.h"

#include "model/evidence/dockerbenchlines.h"
#include "model/evidence/scanwords.h"

namespace drawbridge {

QString DockerBenchReader::tool() const
{
    return QStringLiteral("docker-bench");
}

bool DockerBenchReader::recognises(const QSet<QString> &paths) const
{
    return paths.contains(QStringLiteral("/dockerbenchsecurity"))
        || paths.contains(QStringLiteral("/tests/*/results"))
        || paths.contains(QStringLiteral("/tests/*/desc"));
}

QStringList DockerBenchReader::patterns() const
{
    return {QStringLiteral("/tests/*/results/*"), QStringLiteral("/dockerbenchsecurity"),
            QStringLiteral("/end")};
}

Result<void> DockerBenchReader::take(const JsonItem &item, ScanRuns &runs)
{
    if (item.pattern == 1) {
        const QString *version = item.value.asString();
        runs.run().version = version ? *version : QString();
        return {};
    }
    if (item.pattern == 2) {
        runs.run().time = timeOfSeconds(item.value);
        return {};
    }
    EvidenceResult result;
    result.check = textOf(item.value, u"id");
    result.title = textOf(item.value, u"desc");
    result.message = textOf(item.value, u"details");
    result.outcome = dockerBenchOutcome(textOf(item.value, u"result"));
    result.severity = result.outcome == EvidenceOutcome::Fail ? Severity::Medium : Severity::Info;
    QStringList items = textsOf(item.value, u"items");
    return addDockerBench(result, items, runs);
}

} // namespace drawbridge
