#pragma once

#include "model/engine/residualrisk.h"
#include "model/export/exportinput.h"
#include "model/export/tabledocument.h"

namespace drawbridge {

// The highest risks of one element: of its own threats, those of its interfaces and of the flows
// that end at it.
struct ElementRisk
{
    ElementId id;
    QString name;
    int threats = 0;
    HighestRisk highest;
};

// Elements that have threats; what most is left of as evidenced first.
QList<ElementRisk> elementRisks(const ExportInput &input);
// Threats by severity: as they are, as claimed and as evidenced.
TableDocument riskDistributionTable(const ExportInput &input);

} // namespace drawbridge
