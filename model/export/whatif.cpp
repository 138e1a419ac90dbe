#include "model/export/whatif.h"

#include "model/export/threatwords.h"

namespace drawbridge {

static QMap<Severity, int> openBySeverity(const AnalysisSession &session)
{
    QMap<Severity, int> counts;
    for (qsizetype i = 0; i < session.size(); ++i) {
        if (needsAttention(session.at(i)))
            ++counts[session.at(i).severity];
    }
    return counts;
}

static QList<ChangedThreat> changedThreats(const Comparison &comparison,
                                           const AnalysisSession &before,
                                           const AnalysisSession &after)
{
    QList<ChangedThreat> changed;
    for (const ComparedThreat &compared : comparison.threats) {
        const Threat *was = before.find(compared.keyBefore);
        const Threat *is = after.find(compared.keyAfter);
        const bool stays = compared.outcome == ComparisonOutcome::Open && was && is;
        if (!stays || (was->severity == is->severity && was->status == is->status))
            continue;
        changed.append({compared.keyAfter, compared.title, compared.targetName, was->severity,
                        is->severity, was->status, is->status});
    }
    return changed;
}

// Of threats that need attention, each technique by itself.
static QHash<QString, int> openByTechnique(const ExportInput &input)
{
    QHash<QString, int> counts;
    for (qsizetype i = 0; i < input.session->size(); ++i) {
        const Threat &threat = input.session->at(i);
        if (!needsAttention(threat))
            continue;
        for (const QString &id : attackOf(input, threat))
            ++counts[id];
    }
    return counts;
}

static QList<TechniqueChange> techniqueChanges(const ExportInput &before, const ExportInput &after)
{
    const QHash<QString, int> was = openByTechnique(before);
    const QHash<QString, int> is = openByTechnique(after);
    QStringList ids = was.keys() + is.keys();
    ids.sort();
    ids.removeDuplicates();
    QList<TechniqueChange> changes;
    for (const QString &id : std::as_const(ids)) {
        const Technique *technique = before.catalog->resolveTechnique(id);
        const TechniqueChange change {id, technique ? technique->name : QString(), was.value(id),
                                      is.value(id)};
        if (change.before != 0 || change.after != 0)
            changes += change;
    }
    return changes;
}

WhatIfReport whatIfReport(const ExportInput &before, const ExportInput &after)
{
    WhatIfReport report;
    report.openBefore = openBySeverity(*before.session);
    report.openAfter = openBySeverity(*after.session);
    report.comparison = compareThreats(*before.session, *after.session);
    report.changed = changedThreats(report.comparison, *before.session, *after.session);
    report.techniques = techniqueChanges(before, after);
    report.riskBefore = riskDistribution(*before.session);
    report.riskAfter = riskDistribution(*after.session);
    return report;
}

int WhatIfReport::total(const QMap<Severity, int> &counts)
{
    int sum = 0;
    for (const int count : counts)
        sum += count;
    return sum;
}

QList<ComparedThreat> WhatIfReport::threats(ComparisonOutcome outcome) const
{
    QList<ComparedThreat> found;
    for (const ComparedThreat &threat : comparison.threats) {
        if (threat.outcome == outcome)
            found += threat;
    }
    return found;
}

} // namespace drawbridge
