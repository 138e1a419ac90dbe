#include "model/evidence/trivyresults.h"

#include "model/evidence/scanwords.h"

namespace drawbridge {

namespace {

QStringList cwesOf(const Value &finding, QStringView path)
{
    QStringList ids;
    for (const QString &written : textsOf(finding, path)) {
        const QString cwe = cweFrom(written);
        if (!cwe.isEmpty())
            ids += cwe;
    }
    return ids;
}

EvidenceResult vulnerability(const Value &finding)
{
    EvidenceResult result;
    result.check = textOf(finding, u"VulnerabilityID");
    result.title = textOf(finding, u"Title");
    result.severity = severityFromWord(textOf(finding, u"Severity"), Severity::Low);
    result.cve = cvesIn({result.check});
    result.cwe = cwesOf(finding, u"CweIDs");
    result.package = {textOf(finding, u"PkgName"), textOf(finding, u"InstalledVersion"),
                      textOf(finding, u"FixedVersion")};
    if (result.title.isEmpty())
        result.title = result.check + QStringLiteral(" in ") + result.package.package;
    return result;
}

EvidenceResult misconfiguration(const Value &finding)
{
    EvidenceResult result;
    result.check = textOf(finding, u"ID");
    result.title = textOf(finding, u"Title");
    result.message = textOf(finding, u"Message");
    result.severity = severityFromWord(textOf(finding, u"Severity"));
    const QString status = textOf(finding, u"Status");
    result.outcome = status == u"PASS" ? EvidenceOutcome::Pass
        : status == u"EXCEPTION"       ? EvidenceOutcome::NotApplicable
                                       : EvidenceOutcome::Fail;
    result.line = numberOf(finding, u"CauseMetadata/StartLine");
    return result;
}

// What it matched stays out, and so does the code around it.
EvidenceResult secret(const Value &finding)
{
    EvidenceResult result;
    result.check = textOf(finding, u"RuleID");
    result.title = textOf(finding, u"Title");
    result.message = QStringLiteral("a secret stands in the file");
    result.severity = severityFromWord(textOf(finding, u"Severity"), Severity::High);
    result.line = numberOf(finding, u"StartLine");
    result.cwe = {QStringLiteral("CWE-798")};
    return result;
}

} // namespace

Result<void> addTrivyResult(const Value &entry, const EvidenceSubject &subject, ScanRuns &runs)
{
    using Read = EvidenceResult (*)(const Value &);
    const std::pair<const char16_t *, Read> kinds[] = {{u"Vulnerabilities", vulnerability},
                                                       {u"Misconfigurations", misconfiguration},
                                                       {u"Secrets", secret}};
    const QString target = scannedPath(textOf(entry, u"Target"));
    // Packages of the system have no file; their target repeats the image's name.
    const bool isFile = textOf(entry, u"Class") != u"os-pkgs" && !target.startsWith(subject.name)
        && !target.contains(u'(');
    if (isFile)
        runs.addScanned({SubjectKind::File, target, {}});
    for (const auto &[member, read] : kinds) {
        const Value findings = memberOf(entry, member);
        const ValueList *list = findings.asList();
        for (qsizetype i = 0; list && i < list->size(); ++i) {
            EvidenceResult result = read(list->at(i));
            result.subject = subject;
            if (isFile)
                result.path = target;
            if (subject.name.isEmpty() && isFile)
                result.subject = {SubjectKind::File, target, {}};
            const Result<void> added = runs.add(std::move(result));
            if (!added)
                return added;
        }
    }
    return {};
}

} // namespace drawbridge
