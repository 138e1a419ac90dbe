#pragma once

#include "app/services/loadproject.h"
#include "app/services/projectfindings.h"
#include "model/export/exportinput.h"

#include <QDate>

namespace drawbridge {

// A project with everything that exports need, kept together.
struct Analysis
{
    ThreatModel model;
    AnalysisSession session;
    CatalogSnapshot catalog;
    std::shared_ptr<const PropertySchema> schema;
    std::shared_ptr<const RuleSet> rules;
    std::shared_ptr<const Technologies> technologies;
    QString fileName;
    ProjectEvidence evidence;
    Findings findings;

    static Result<Analysis> of(const Services &services, const LoadedProject &project,
                               const QDate &date);
    ExportInput exportInput() const;
};

struct ExportRequest
{
    // Name of the file to write; its ending chooses the format.
    QString fileName;
    // "svg", "csv", ...; empty: from the file name.
    QString format;
    // "diagram", "report", "threats", ...; empty: what is usual for the format.
    QString view;
    // Name of the diagram; empty: the first.
    QString diagram;
    // Number of an attack path to highlight in a diagram, as `paths` lists them; 0: none.
    int path = 0;
    // "light", "dark" or "print".
    QString theme;
    // The date that dated formats (PDF, reports) carry.
    QDate date;
};

// The finished file. Needs a QGuiApplication where exportNeedsFonts() says so.
Result<QByteArray> exportAnalysis(const Analysis &analysis, const ExportRequest &request);
bool exportNeedsFonts(const QString &fileName, const QString &format, const QString &view);
// Lines that name all views and all formats, for --help.
QString exportViewsHelp();
QString exportFormatsHelp();

} // namespace drawbridge
