#include "app/services/threatsummaries.h"

#include "model/export/threatwords.h"

#include <algorithm>

namespace drawbridge {

static void countFindings(const ThreatModel &model, const Findings &findings,
                          ThreatSummaries &summaries)
{
    QHash<IdText, int> ofImages;
    for (const Finding &finding : findings.all()) {
        if (!finding.counts() || !finding.match.isMatched())
            continue;
        ++summaries.byRecord[finding.match.record].findings;
        if (finding.match.kind == RecordKind::Image)
            ++ofImages[finding.match.record];
        const Interface *interface = finding.match.kind == RecordKind::Interface
            ? model.interfaces.find(InterfaceId(finding.match.record))
            : nullptr;
        if (interface)
            ++summaries.byRecord[interface->owner].findings;
    }
    if (ofImages.isEmpty())
        return;
    for (const Element &element : model.elements) {
        if (const int count = ofImages.value(element.image); count > 0)
            summaries.byRecord[element.id].findings += count;
    }
}

ThreatSummaries summarize(const ThreatModel &model, const AnalysisSession &session,
                          const Findings *findings)
{
    ThreatSummaries summaries;
    const auto count = [&](const IdText &record, Severity severity) {
        ThreatMark &mark = summaries.byRecord[record];
        ++mark.count;
        mark.highest = std::min(mark.highest, severity);
    };
    for (qsizetype i = 0; i < session.size(); ++i) {
        const Threat &threat = session.at(i);
        if (!needsAttention(threat))
            continue;
        count(threat.target, threat.severity);
        if (threat.targetKind != RecordKind::Interface)
            continue;
        if (const Interface *interface = model.interfaces.find(InterfaceId(threat.target)))
            count(interface->owner, threat.severity);
    }
    if (findings)
        countFindings(model, *findings, summaries);
    return summaries;
}

std::function<std::optional<Value>(RecordKind, const IdText &, QStringView)>
computedValuesOf(const AnalysisSession &session)
{
    return [&session](RecordKind kind, const IdText &record,
                      QStringView property) -> std::optional<Value> {
        const auto &schema = session.input().schema;
        const PropertyIndex index = schema ? schema->find(kind, property) : NoProperty;
        if (index == NoProperty || !schema->definition(index).computed)
            return std::nullopt;
        return session.computedValue(kind, record, index);
    };
}

} // namespace drawbridge
