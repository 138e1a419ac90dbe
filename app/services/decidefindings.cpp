#include "app/services/decidefindings.h"

#include "model/assess/findingdecisions.h"
#include "model/evidence/scannertable.h"

#include <algorithm>

namespace drawbridge {

QList<DecidedFinding> decidedFindings(const ThreatModel &model, const Findings &findings,
                                      const Finding &finding)
{
    const FindingDecision *earlier = model.findingDecisions.find(finding.decision);
    QList<DecidedFinding> decided;
    for (qsizetype i = 0; i < finding.sources.size(); ++i) {
        DecidedFinding each;
        each.decision = decisionAbout(findings.result(finding, i));
        const bool isSame = earlier && earlier->package == each.decision.package
            && earlier->place == each.decision.place
            && plainCheck(earlier->check) == plainCheck(each.decision.check);
        if (isSame)
            each.earlier = earlier->id;
        // Tools that agree on a vulnerability agree on what it is called.
        const bool isKnown =
            std::any_of(decided.begin(), decided.end(), [&](const DecidedFinding &known) {
                return known.decision.id == each.decision.id;
            });
        if (!isKnown)
            decided += each;
    }
    return decided;
}

} // namespace drawbridge
