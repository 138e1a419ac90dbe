#pragma once

#include "model/export/reportcontent.h"

namespace drawbridge {

// The parts of which composeReport makes a report.

// Threats by what they are counted to, the worst sections first.
QList<ReportSection> reportSections(const ExportInput &input);
// The measures that deal with most of what is open, best first: each next one is judged by what
// the ones before it leave.
QList<ReportAction> reportActions(const ExportInput &input);

// The ways of attackers and what cuts most of them.
void addReportPaths(ReportContent &content, const ExportInput &input);

QStringList methodNotes();
std::array<std::array<Severity, 5>, 5> severityByLikelihoodAndImpact();
// Designations and licences that the owners of the catalogs ask for.
QList<ReportTerms> catalogTerms(const CatalogSnapshot &catalog);

} // namespace drawbridge
