#include "model/assess/findingdecisions.h"

#include "model/assess/evidencematch.h"
#include "model/evidence/scannertable.h"

#include <algorithm>

namespace drawbridge {

// How far lines may move between two scans and still be meant.
static constexpr int MostMoved = 60;

// An image by its name alone, since tags change with every build.
static QString placeOfDecision(const EvidenceResult &result)
{
    switch (result.subject.kind) {
    case SubjectKind::Image:
        return plainReference(result.subject.name).section(u':', 0, -2);
    case SubjectKind::Host:
        return QStringLiteral("host");
    case SubjectKind::File:
        return result.path.isEmpty() ? result.subject.name : result.path;
    default:
        return result.subject.name;
    }
}

// Without an id, which costs more than the rest.
static FindingDecision namelessDecision(const EvidenceResult &result)
{
    FindingDecision decision;
    decision.check = result.cve.isEmpty() ? result.check : result.cve.first();
    decision.package = result.package.package;
    decision.place = placeOfDecision(result);
    decision.line = result.package.package.isEmpty() ? result.line : 0;
    return decision;
}

FindingDecision decisionAbout(const EvidenceResult &result)
{
    FindingDecision decision = namelessDecision(result);
    decision.id = findingDecisionIdFor(decision);
    return decision;
}

static QString keyOfDecision(const FindingDecision &decision)
{
    return plainCheck(decision.check) + QChar(0x1f) + decision.package + QChar(0x1f)
        + decision.place;
}

FindingDecisions::FindingDecisions(const ThreatModel &model, const Evidence &evidence)
{
    for (const FindingDecision &decision : model.findingDecisions) {
        Place &place = m_places[keyOfDecision(decision)];
        if (decision.line == 0)
            place.whole = &decision;
        else
            place.ofLines += &decision;
    }
    if (m_places.isEmpty())
        return;
    for (const EvidenceRun &run : evidence.runs) {
        for (const EvidenceResult &result : run.results) {
            const FindingDecision wanted = namelessDecision(result);
            const auto place = m_places.find(keyOfDecision(wanted));
            if (place != m_places.end() && !place->lines.contains(wanted.line))
                place->lines += wanted.line;
        }
    }
    for (Place &place : m_places)
        assign(place);
}

void FindingDecisions::assign(Place &place)
{
    std::sort(place.lines.begin(), place.lines.end());
    std::sort(place.ofLines.begin(), place.ofLines.end(),
              [](const auto *a, const auto *b) { return a->line < b->line; });
    QList<const FindingDecision *> moved;
    for (const FindingDecision *decision : std::as_const(place.ofLines)) {
        if (place.lines.contains(decision->line))
            place.byLine.insert(decision->line, decision);
        else
            moved += decision;
    }
    for (const FindingDecision *decision : std::as_const(moved)) {
        int nearest = 0;
        for (int line : std::as_const(place.lines)) {
            const int distance = std::abs(line - decision->line);
            if (!place.byLine.contains(line) && distance <= MostMoved
                && (nearest == 0 || distance < std::abs(nearest - decision->line)))
                nearest = line;
        }
        if (nearest > 0)
            place.byLine.insert(nearest, decision);
    }
}

const FindingDecision *FindingDecisions::of(const EvidenceResult &result) const
{
    if (m_places.isEmpty())
        return nullptr;
    const FindingDecision wanted = namelessDecision(result);
    FindingDecision anywhere = wanted;
    anywhere.place.clear();
    for (const QString &key : {keyOfDecision(wanted), keyOfDecision(anywhere)}) {
        const auto place = m_places.constFind(key);
        if (place == m_places.cend())
            continue;
        if (const FindingDecision *decision = place->byLine.value(wanted.line))
            return decision;
        if (place->whole)
            return place->whole;
    }
    return nullptr;
}

} // namespace drawbridge
