#include "model/engine/sessionstate.h"

#include <algorithm>
#include <map>

namespace drawbridge {

// How much a threat's severity counts when questions are ranked.
static int weightOf(Severity severity)
{
    static constexpr int weights[] = {16, 8, 4, 2, 1};
    return weights[static_cast<int>(severity)];
}

// Answers for many records at once are asked of the boundary that directly holds them all, else of
// the model.
static PropertyReference commonReference(const ModelIndex &index, const Vocabulary &vocabulary,
                                         const QList<PropertyReference> &asked)
{
    const PropertyIndex property = asked.first().property;
    NodeIndex boundary = NoNode;
    for (qsizetype i = 0; i < asked.size(); ++i) {
        const NodeIndex node = index.find(asked[i].kind, asked[i].id);
        const std::vector<NodeIndex> chain = asked[i].kind == RecordKind::Element
            ? index.boundaryChain(node)
            : std::vector<NodeIndex>();
        const NodeIndex around = chain.empty() ? NoNode : chain.front();
        if (i > 0 && around != boundary)
            boundary = NoNode;
        else
            boundary = around;
        if (boundary == NoNode)
            break;
    }
    if (boundary != NoNode)
        return {RecordKind::Boundary, index.node(boundary).id,
                vocabulary.inheritedFromBoundary(property)};
    return {RecordKind::Project, IdText(), vocabulary.inheritedFromModel(property)};
}

QList<OpenQuestion> AnalysisSession::openQuestions() const
{
    const Vocabulary &vocabulary = d->rules().vocabulary;
    // First by property for those that one answer may settle, else by record and property.
    std::map<PropertyReference, OpenQuestion> byReference;
    std::map<PropertyIndex, QList<PropertyReference>> inherited;
    for (NodeIndex node : d->order) {
        for (const Threat &threat : d->threats[node]) {
            const bool settled = threat.status != ThreatStatus::Open
                && threat.status != ThreatStatus::NeedsAnswer
                && threat.status != ThreatStatus::PartiallyMitigated;
            if (threat.questions.isEmpty() || settled)
                continue;
            const QString key = d->keyOf(threat);
            for (const PropertyReference &reference : threat.questions) {
                const PropertyDefinition &definition =
                    vocabulary.schema().definition(reference.property);
                if (definition.question.isEmpty())
                    continue;
                OpenQuestion &question = byReference[reference];
                if (question.threats.isEmpty() && definition.inherited)
                    inherited[reference.property] += reference;
                question.reference = reference;
                question.threats += key;
                question.weight += weightOf(threat.severity);
            }
        }
    }
    for (const auto &[property, asked] : inherited) {
        if (asked.size() < 2)
            continue;
        OpenQuestion common;
        common.reference = commonReference(d->index, vocabulary, asked);
        if (common.reference.property == NoProperty)
            continue;
        for (const PropertyReference &reference : asked) {
            const auto found = byReference.find(reference);
            common.threats += found->second.threats;
            common.weight += found->second.weight;
            byReference.erase(found);
        }
        // The boundary may be asked for its own sake as well.
        const OpenQuestion &own = byReference[common.reference];
        common.threats += own.threats;
        common.weight += own.weight;
        common.threats.removeDuplicates();
        byReference.insert_or_assign(common.reference, common);
    }
    QList<OpenQuestion> questions;
    for (auto &[reference, question] : byReference)
        questions += std::move(question);
    std::stable_sort(
        questions.begin(), questions.end(),
        [](const OpenQuestion &a, const OpenQuestion &b) { return a.weight > b.weight; });
    return questions;
}

} // namespace drawbridge
