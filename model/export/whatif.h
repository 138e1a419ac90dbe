#pragma once

#include "model/assess/comparison.h"
#include "model/engine/residualrisk.h"
#include "model/export/exportinput.h"

namespace drawbridge {

// A threat that is there before and after, and stands otherwise afterwards.
struct ChangedThreat
{
    QString key;
    QString title;
    QString targetName;
    Severity severityBefore = Severity::Medium;
    Severity severityAfter = Severity::Medium;
    ThreatStatus statusBefore = ThreatStatus::Open;
    ThreatStatus statusAfter = ThreatStatus::Open;
};

// How many open threats a technique has.
struct TechniqueChange
{
    QString id;
    QString name;
    int before = 0;
    int after = 0;
};

// What a change of a system would do to its threats.
struct WhatIfReport
{
    // Those that need attention, by severity.
    QMap<Severity, int> openBefore;
    QMap<Severity, int> openAfter;
    // Fixed, new, gone and open ones.
    Comparison comparison;
    QList<ChangedThreat> changed;
    // Techniques that open threats lead to, before or after.
    QList<TechniqueChange> techniques;
    RiskDistribution riskBefore;
    RiskDistribution riskAfter;

    static int total(const QMap<Severity, int> &counts);
    QList<ComparedThreat> threats(ComparisonOutcome outcome) const;
};

WhatIfReport whatIfReport(const ExportInput &before, const ExportInput &after);

// For a terminal, and as the member "whatIf" of a JSON object.
QByteArray writeWhatIfText(const WhatIfReport &report);

class JsonWriter;
void writeWhatIf(JsonWriter &writer, const WhatIfReport &report);

} // namespace drawbridge
