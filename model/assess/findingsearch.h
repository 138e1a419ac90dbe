#pragma once

#include "model/assess/findingclaims.h"
#include "model/assess/findingdecisions.h"
#include "model/assess/findings.h"

namespace drawbridge {

// Makes findings of results: finds their records, joins what several tools say, and ties them.
class FindingSearch
{
public:
    explicit FindingSearch(const FindingInput &input);

    Findings run();

private:
    struct Target
    {
        RecordKind kind = RecordKind::Element;
        IdText record;
    };
    struct Meaning
    {
        QList<CheckMeaning> rows;
        // A row that says why the result does not apply.
        QString notApplicable;
    };

    void findRunning();
    void take(qsizetype run, qsizetype result);
    EvidenceMatch matchOf(const EvidenceRun &run, const EvidenceResult &result,
                          const FindingDecision *decision) const;
    Meaning meaningOf(const QString &tool, const EvidenceResult &result,
                      const EvidenceMatch &match) const;
    void judge(const EvidenceResult &result, const FindingDecision *decision,
               const QString &notApplicable, Finding &finding) const;
    QString staleness(const EvidenceResult &result, const EvidenceMatch &match) const;
    QString keyOf(const EvidenceRun &run, const EvidenceResult &result, const Finding &finding,
                  const Meaning &meaning) const;
    void join(Finding &into, Finding &&other) const;

    void tie(const EvidenceResult &result, const Meaning &meaning, Finding &finding) const;
    void tieRow(const CheckMeaning &row, const QList<Target> &running, const Value &value,
                Finding &finding) const;
    void tieWeakness(const CheckMeaning &row, int line, Finding &finding) const;
    void tieVulnerability(Finding &finding) const;
    QString currentKey(const QString &rule) const;
    void noteCoverage(Findings &findings) const;
    QList<Target> targetsOf(const EvidenceMatch &match, RecordKind kind) const;
    QList<Target> targetsOf(const QList<Target> &running, RecordKind kind) const;
    QList<IdText> endpointsWith(const QString &sink, const ElementId &owner,
                                const EvidenceMatch &match, int line) const;
    ImageId imageOf(const EvidenceMatch &match) const;

    // In findingfacts.cpp: what all of it means to the engine.
    std::shared_ptr<const EvidenceFacts> factsOf(const Findings &findings) const;
    void addResults(const Findings &findings, EvidenceFacts &facts) const;
    void addPassesOfRunning(EvidenceFacts &facts, FindingClaims &claims) const;
    void countVulnerabilities(const Findings &findings, FindingClaims &claims) const;

    const FindingInput &m_input;
    EvidenceMatcher m_matcher;
    FindingDecisions m_decisions;
    QMultiHash<ElementId, const Interface *> m_interfaces;
    PropertyIndex m_parameters = NoProperty;
    // Elements that a scan of a host saw running, by run.
    QHash<qsizetype, QList<Target>> m_running;
    QHash<QString, QList<qsizetype>> m_byKey;
    QList<Finding> m_found;
};

} // namespace drawbridge
