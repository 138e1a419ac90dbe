#include "app/services/exportformats.h"

#include "app/services/diagramexport.h"
#include "app/services/reportexport.h"
#include "model/export/analysisjson.h"
#include "model/export/sarif.h"
#include "model/export/tableviews.h"
#include "model/export/tablewriters.h"

namespace drawbridge {

static TableDocument tableOf(const Analysis &analysis, const ExportRequest &request)
{
    return findTableView(request.view)->build(analysis.exportInput());
}

static Result<QByteArray> exportCsv(const Analysis &analysis, const ExportRequest &request)
{
    return writeCsv(tableOf(analysis, request));
}

static Result<QByteArray> exportMarkdownTable(const Analysis &analysis,
                                              const ExportRequest &request)
{
    return writeMarkdown(tableOf(analysis, request));
}

static Result<QByteArray> exportTableJson(const Analysis &analysis, const ExportRequest &request)
{
    return writeTableJson(tableOf(analysis, request));
}

static Result<QByteArray> exportAnalysisJson(const Analysis &analysis, const ExportRequest &)
{
    return writeAnalysisJson(analysis.exportInput());
}

static Result<QByteArray> exportSarif(const Analysis &analysis, const ExportRequest &)
{
    return writeSarif(analysis.exportInput());
}

static QStringList tableNames()
{
    QStringList names;
    for (const TableView &view : tableViews())
        names += view.name;
    return names;
}

const QList<ExportFormat> &exportFormats()
{
    static const QStringList diagram {QStringLiteral("diagram")};
    static const QStringList report {QStringLiteral("report")};
    static const QStringList analysis {QStringLiteral("analysis")};
    // The first view of a format's first line is what it shows unless asked otherwise.
    static const QList<ExportFormat> formats {
        {QStringLiteral("svg"), diagram, true, exportDiagramView},
        {QStringLiteral("png"), diagram, true, exportDiagramView},
        {QStringLiteral("pdf"), report, true, exportPdfReport},
        {QStringLiteral("pdf"), diagram, true, exportDiagramView},
        {QStringLiteral("html"), report, true, exportHtmlReport},
        {QStringLiteral("md"), report, false, exportMarkdownReport},
        {QStringLiteral("csv"), tableNames(), false, exportCsv},
        {QStringLiteral("md"), tableNames(), false, exportMarkdownTable},
        {QStringLiteral("json"), analysis, false, exportAnalysisJson},
        {QStringLiteral("json"), tableNames(), false, exportTableJson},
        {QStringLiteral("sarif"), analysis, false, exportSarif},
    };
    return formats;
}

QStringList exportFormatNames()
{
    QStringList names;
    for (const ExportFormat &format : exportFormats()) {
        if (!names.contains(format.format))
            names += format.format;
    }
    return names;
}

QStringList viewsOf(const QString &format)
{
    QStringList views;
    for (const ExportFormat &each : exportFormats()) {
        if (each.format == format)
            views += each.views;
    }
    return views;
}

QString defaultViewOf(const QString &format)
{
    return viewsOf(format).value(0);
}

} // namespace drawbridge
