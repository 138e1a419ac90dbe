#pragma once

#include "app/render/reporttable.h"
#include "model/export/reportcontent.h"

namespace drawbridge {

// The chapters of a report in print, each placed onto pages. What has nothing to say but matters by
// being empty (questions, decisions) says so in a sentence.

// Title, figures, bars and first things to do, on the page that is already begun.
void drawReportSummary(ReportPages &pages, const ReportContent &content, qsizetype methodPage);

// Every measure that helps most, with all places where it is missing.
void drawReportActions(ReportPages &pages, const ReportContent &content);
// Every attack path step by step, and what cuts most of them.
void drawReportPaths(ReportPages &pages, const ReportContent &content);
void drawReportScope(ReportPages &pages, const ReportContent &content);
void drawReportThreats(ReportPages &pages, const ReportContent &content);
// Every critical and high threat with its reasons and mitigations.
void drawReportDetails(ReportPages &pages, const ReportContent &content);
void drawReportEndpoints(ReportPages &pages, const ReportContent &content);
void drawReportRisk(ReportPages &pages, const ReportContent &content);
void drawReportConsidered(ReportPages &pages, const ReportContent &content);
void drawReportTechniques(ReportPages &pages, const ReportContent &content);
void drawReportControls(ReportPages &pages, const ReportContent &content);
void drawReportQuestions(ReportPages &pages, const ReportContent &content);
void drawReportDecisions(ReportPages &pages, const ReportContent &content);
void drawReportMethod(ReportPages &pages, const ReportContent &content);

// The icon of what a section is about.
QString iconForSection(const ReportSection &section);
// The chapter that explains severities.
QString methodChapter();

} // namespace drawbridge
