#include "model/assess/findingsearch.h"

#include <algorithm>

namespace drawbridge {

std::shared_ptr<const EvidenceFacts> FindingSearch::factsOf(const Findings &findings) const
{
    auto facts = std::make_shared<EvidenceFacts>();
    FindingClaims claims;
    addResults(findings, *facts);
    for (const Finding &finding : findings.all()) {
        const bool failed = finding.counts();
        const bool isOld = failed ? finding.state == FindingState::Stale : !m_input.isKnown;
        const EvidenceRun &run = findings.run(finding);
        const EvidenceResult &result = findings.result(finding);
        const QString label = checkLabel(run.tool, result) + QStringLiteral(", ")
            + placeLabel(result) + (isOld ? QStringLiteral(" (earlier version)") : QString());
        // Of an earlier version, only what nobody else could say.
        for (const FindingClaim &claim : finding.claims) {
            if (!isOld || (failed && claim.decides))
                claims.take(claim, failed, label);
        }
    }
    addPassesOfRunning(*facts, claims);
    countVulnerabilities(findings, claims);
    claims.write(*facts);
    return facts;
}

void FindingSearch::addResults(const Findings &findings, EvidenceFacts &facts) const
{
    for (const Finding &finding : findings.all()) {
        // Vulnerabilities weigh by their number, which is a property of the image.
        if (!findings.result(finding).package.package.isEmpty())
            continue;
        for (const FindingTie &tie : finding.ties) {
            for (qsizetype i = 0; i < finding.sources.size(); ++i) {
                const EvidenceResult &result = findings.result(finding, i);
                TiedResult tied;
                tied.fingerprint = result.fingerprint;
                tied.label = checkLabel(findings.run(finding, i).tool, result);
                tied.where = placeLabel(result);
                tied.failed = finding.counts();
                tied.stale = tied.failed ? finding.state == FindingState::Stale : !m_input.isKnown;
                tied.contradicts = tie.contradicts;
                tied.decides = tie.decides;
                facts.results.insert({tie.rule, tie.record, {}}, tied);
            }
        }
    }
}

// A check of running containers that fails for some of them passes for the others.
void FindingSearch::addPassesOfRunning(EvidenceFacts &facts, FindingClaims &claims) const
{
    for (auto run = m_running.cbegin(); m_input.isKnown && run != m_running.cend(); ++run) {
        const EvidenceRun &of = m_input.evidence->runs[run.key()];
        QMap<QString, const EvidenceResult *> checks;
        QHash<QString, QSet<IdText>> failing;
        for (const EvidenceResult &result : of.results) {
            if (result.subject.kind != SubjectKind::Container
                || result.outcome != EvidenceOutcome::Fail)
                continue;
            checks.insert(result.check, &result);
            failing[result.check].insert(matchOf(of, result, m_decisions.of(result)).record);
        }
        for (const EvidenceResult *result : std::as_const(checks)) {
            Finding passed;
            passed.match.topic = EvidenceTopic::Host;
            QList<Target> others;
            for (const Target &element : *run) {
                if (!failing[result->check].contains(element.record))
                    others += element;
            }
            for (const CheckMeaning &row : meaningOf(of.tool, *result, passed.match).rows)
                tieRow(row, others, row.passed, passed);
            const QString label = checkLabel(of.tool, *result);
            for (const FindingTie &tie : std::as_const(passed.ties)) {
                TiedResult tied {result->fingerprint, label, QStringLiteral("host"), false};
                tied.decides = tie.decides;
                facts.results.insert({tie.rule, tie.record, {}}, tied);
            }
            for (const FindingClaim &claim : std::as_const(passed.claims))
                claims.take(claim, false, label);
        }
    }
}

namespace {

struct ImageCounts
{
    qint64 critical = 0;
    qint64 high = 0;
    qint64 fixable = 0;
    qint64 exploited = 0;
    QString scanned;
    QStringList tools;
};

} // namespace

void FindingSearch::countVulnerabilities(const Findings &findings, FindingClaims &claims) const
{
    QMap<IdText, ImageCounts> images;
    for (const Finding &finding : findings.all()) {
        const bool isOfPackage = !findings.result(finding).package.package.isEmpty();
        const ImageId image = isOfPackage ? imageOf(finding.match) : ImageId();
        if (image.isEmpty() || !finding.counts())
            continue;
        ImageCounts &counts = images[image];
        counts.critical += finding.severity == Severity::Critical;
        counts.high += finding.severity == Severity::High;
        bool fixable = false;
        bool exploited = false;
        for (qsizetype i = 0; i < finding.sources.size(); ++i) {
            const EvidenceRun &run = findings.run(finding, i);
            fixable = fixable || !findings.result(finding, i).package.fixedVersion.isEmpty();
            exploited = exploited || findings.result(finding, i).knownExploited;
            counts.scanned = std::max(counts.scanned, run.time.left(10));
            if (!counts.tools.contains(run.tool))
                counts.tools += run.tool;
        }
        counts.fixable += fixable && finding.severity <= Severity::High;
        counts.exploited += exploited;
    }
    const VulnerabilityMeaning &meaning = m_input.table->vulnerabilities();
    const PropertyIndex counted = m_input.schema->find(RecordKind::Image, meaning.property);
    const PropertyIndex scanned = m_input.schema->find(RecordKind::Image, meaning.scannedProperty);
    for (auto it = images.cbegin(); it != images.cend(); ++it) {
        const QString label = it->tools.join(QStringLiteral(", "));
        const ValueMap value {{QStringLiteral("critical"), it->critical},
                              {QStringLiteral("high"), it->high},
                              {QStringLiteral("fixable"), it->fixable},
                              {QStringLiteral("knownExploited"), it->exploited}};
        claims.take({RecordKind::Image, it.key(), counted, value, false, true}, true, label);
        if (QDate::fromString(it->scanned, Qt::ISODate).isValid())
            claims.take({RecordKind::Image, it.key(), scanned, it->scanned, false, true}, true,
                        label);
    }
}

} // namespace drawbridge
