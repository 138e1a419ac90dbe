#include "app/services/decidefindings.h"

#include "model/assess/findingdecisions.h"
#include "model/core/names.h"
#include "model/evidence/scannertable.h"
#include "model/export/threatwords.h"

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

Result<std::pair<RecordKind, IdText>> recordCalled(const ThreatModel &model, const QString &name)
{
    QList<std::pair<RecordKind, IdText>> found;
    const auto look = [&](const auto &table) {
        using Record = std::decay_t<decltype(*table.begin())>;
        for (const Record &record : table) {
            if (record.id.toString() == name
                || qualifiedName(model, recordKind<Record>, record.id) == name)
                found += {recordKind<Record>, record.id};
        }
    };
    look(model.elements);
    look(model.interfaces);
    look(model.images);
    look(model.boundaries);
    look(model.identities);
    if (found.isEmpty())
        return Error {ErrorCode::NotFound,
                      QStringLiteral("the model has no element, image, endpoint, boundary or "
                                     "identity '%1'")
                          .arg(name),
                      {}};
    if (found.size() > 1)
        return Error {ErrorCode::Usage,
                      QStringLiteral("'%1' names several records; give an id: %2")
                          .arg(name,
                               found.first().second.toString() + QStringLiteral(", ")
                                   + found.at(1).second.toString()),
                      {}};
    return found.first();
}

} // namespace drawbridge
