#include "model/evidence/trivyreader.h"

#include "model/evidence/scanwords.h"
#include "model/evidence/trivyresults.h"

namespace drawbridge {

static const QString TrivyName = QStringLiteral("trivy");

QString TrivyReader::tool() const
{
    return TrivyName;
}

bool TrivyReader::recognises(const QSet<QString> &paths) const
{
    return (paths.contains(QStringLiteral("/SchemaVersion"))
            && paths.contains(QStringLiteral("/ArtifactName")))
        || paths.contains(QStringLiteral("/Results/*/Target"))
        || paths.contains(QStringLiteral("/*/Target"));
}

QStringList TrivyReader::patterns() const
{
    return {QStringLiteral("/Results/*"),        QStringLiteral("/*"),
            QStringLiteral("/ArtifactName"),     QStringLiteral("/ArtifactType"),
            QStringLiteral("/Metadata/ImageID"), QStringLiteral("/Metadata/RepoDigests/*"),
            QStringLiteral("/CreatedAt"),        QStringLiteral("/Trivy/Version")};
}

Result<void> TrivyReader::take(const JsonItem &item, ScanRuns &runs)
{
    const QString *text = item.value.asString();
    switch (item.pattern) {
    case 0:
        return addTrivyResult(item.value, {}, runs);
    case 1:
        // The older list; of an object this is a member that nobody asked for.
        return textOf(item.value, u"Target").isEmpty() ? Result<void>()
                                                       : addTrivyResult(item.value, {}, runs);
    case 2:
        m_artifact = text ? *text : QString();
        return {};
    case 3:
        m_type = text ? *text : QString();
        return {};
    case 5:
        if (text)
            m_digest = text->section(u'@', -1);
        return {};
    case 4:
        if (text && m_digest.isEmpty())
            m_digest = *text;
        return {};
    case 6:
        runs.run().time = text ? *text : QString();
        return {};
    default:
        runs.run().version = text ? *text : QString();
        return {};
    }
}

// The head may stand behind the results.
void TrivyReader::finish(ScanRuns &runs)
{
    const bool isImage =
        m_type == u"container_image" || (m_type.isEmpty() && !m_artifact.isEmpty());
    if (isImage)
        runs.addScanned({SubjectKind::Image, m_artifact, m_digest});
    for (EvidenceResult &result : runs.run().results) {
        if (isImage)
            result.subject = {SubjectKind::Image, m_artifact, m_digest};
        else if (result.path.isEmpty() && result.subject.name.isEmpty())
            result.subject = {SubjectKind::Image, m_artifact, {}};
    }
}

QString TrivyClusterReader::tool() const
{
    return TrivyName;
}

bool TrivyClusterReader::recognises(const QSet<QString> &paths) const
{
    return paths.contains(QStringLiteral("/ClusterName"));
}

QStringList TrivyClusterReader::patterns() const
{
    return {QStringLiteral("/Vulnerabilities/*"), QStringLiteral("/Misconfigurations/*"),
            QStringLiteral("/Resources/*"), QStringLiteral("/Findings/*")};
}

Result<void> TrivyClusterReader::take(const JsonItem &item, ScanRuns &runs)
{
    const EvidenceSubject subject {SubjectKind::Container, textOf(item.value, u"Name"), {}};
    const Value entries = memberOf(item.value, u"Results");
    const ValueList *list = entries.asList();
    for (qsizetype i = 0; list && i < list->size(); ++i) {
        const Result<void> added = addTrivyResult(list->at(i), subject, runs);
        if (!added)
            return added;
    }
    return {};
}

QString TrivyOperatorReader::tool() const
{
    return TrivyName;
}

bool TrivyOperatorReader::recognises(const QSet<QString> &paths) const
{
    return paths.contains(QStringLiteral("/report/scanner"))
        || paths.contains(QStringLiteral("/items/*/report/scanner"));
}

QStringList TrivyOperatorReader::patterns() const
{
    return {QStringLiteral("/report"), QStringLiteral("/metadata/labels"),
            QStringLiteral("/items/*")};
}

static Result<void> addOperatorReport(const Value &report, ScanRuns &runs)
{
    EvidenceRun &run = runs.run();
    run.version = textOf(report, u"scanner/version");
    run.time = textOf(report, u"updateTimestamp");
    const Value checks = memberOf(report, u"checks");
    const ValueList *list = checks.asList();
    for (qsizetype i = 0; list && i < list->size(); ++i) {
        const Value &check = list->at(i);
        EvidenceResult result;
        result.check = textOf(check, u"checkID");
        result.title = textOf(check, u"title");
        result.message = textsOf(check, u"messages").join(QStringLiteral("; "));
        result.severity = severityFromWord(textOf(check, u"severity"));
        result.outcome = memberOf(check, u"success") == Value(true) ? EvidenceOutcome::Pass
                                                                    : EvidenceOutcome::Fail;
        result.subject.kind = SubjectKind::Container;
        const Result<void> added = runs.add(std::move(result));
        if (!added)
            return added;
    }
    const Value found = memberOf(report, u"vulnerabilities");
    const ValueList *vulnerabilities = found.asList();
    for (qsizetype i = 0; vulnerabilities && i < vulnerabilities->size(); ++i) {
        const Value &each = vulnerabilities->at(i);
        EvidenceResult result;
        result.check = textOf(each, u"vulnerabilityID");
        result.title = textOf(each, u"title");
        result.cve = cvesIn({result.check});
        result.severity = severityFromWord(textOf(each, u"severity"), Severity::Low);
        result.package = {textOf(each, u"resource"), textOf(each, u"installedVersion"),
                          textOf(each, u"fixedVersion")};
        result.subject = {SubjectKind::Image,
                          textOf(report, u"artifact/repository") + u':'
                              + textOf(report, u"artifact/tag"),
                          textOf(report, u"artifact/digest")};
        const Result<void> added = runs.add(std::move(result));
        if (!added)
            return added;
    }
    return {};
}

// Which workload a report speaks of stands in the labels of the report's resource.
static void nameWorkload(const Value &labels, EvidenceRun &run)
{
    const ValueMap *members = labels.asMap();
    if (!members)
        return;
    const Value name = members->value(QStringLiteral("trivy-operator.resource.name"));
    for (EvidenceResult &result : run.results) {
        if (result.subject.kind == SubjectKind::Container && result.subject.name.isEmpty())
            result.subject.name = name.toDisplayString();
    }
}

Result<void> TrivyOperatorReader::take(const JsonItem &item, ScanRuns &runs)
{
    switch (item.pattern) {
    case 0: {
        const Result<void> added = addOperatorReport(item.value, runs);
        if (added && !m_labels.isNull())
            nameWorkload(m_labels, runs.run());
        return added;
    }
    case 1:
        m_labels = item.value;
        nameWorkload(m_labels, runs.run());
        return {};
    default: {
        const Result<void> added = addOperatorReport(memberOf(item.value, u"report"), runs);
        nameWorkload(memberOf(item.value, u"metadata/labels"), runs.run());
        return added;
    }
    }
}

} // namespace drawbridge
