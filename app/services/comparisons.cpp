#include "app/services/comparisons.h"

#include "app/render/comparisonpdf.h"
#include "app/render/fonts.h"
#include "app/render/reportstyle.h"
#include "app/services/folderinput.h"
#include "app/services/inputfile.h"
#include "app/services/projectfindings.h"
#include "model/export/comparisondocument.h"
#include "model/export/tablewriters.h"

#include <QDir>
#include <QFileInfo>

namespace drawbridge {

static QString folderOf(const QString &projectPath)
{
    return isStandardStream(projectPath) ? QDir::currentPath()
                                         : QFileInfo(projectPath).absolutePath();
}

Result<ComparedSide> loadSide(const Services &services, const QString &path)
{
    if (!isFolder(path)) {
        Result<LoadedProject> project = loadProject(services, path);
        if (!project)
            return project.error();
        return ComparedSide {
            std::move(project->model),    inputName(path), std::move(project->diagnostics),
            std::move(project->evidence), project->path,   folderOf(path)};
    }
    SilentProgress progress;
    // One root name for both sides, so that a service has one id in both.
    ImportOptions options;
    options.importRoot = QStringLiteral("compared");
    Result<ImportResult> imported = importFolder(services, path, options, progress);
    if (!imported)
        return imported.error();
    return ComparedSide {std::move(imported->model),
                         path,
                         std::move(imported->diagnostics),
                         {},
                         {},
                         imported->folder};
}

Result<Comparison> compareSides(const Services &services, const ComparedSide &before,
                                const ComparedSide &after, const QDate &date)
{
    // Both by the same rules, or every changed rule would look like a change of the system.
    const QString &project = after.projectPath.isEmpty() ? before.projectPath : after.projectPath;
    const auto found = findingsIn(services, before.model, before.evidence, date, project);
    if (!found)
        return found.error();
    const auto foundLater = findingsIn(services, after.model, after.evidence, date, project);
    if (!foundLater)
        return foundLater.error();
    const auto earlier = services.analyze(before.model, date, found->facts(), project);
    if (!earlier)
        return earlier.error();
    const auto later = services.analyze(after.model, date, foundLater->facts(), project);
    if (!later)
        return later.error();
    return compareThreats(*earlier, *later, {&*found, &*foundLater});
}

QStringList comparisonFormats()
{
    return {QStringLiteral("text"), QStringLiteral("json"), QStringLiteral("csv"),
            QStringLiteral("md"),   QStringLiteral("html"), QStringLiteral("pdf")};
}

QString comparisonFormatFor(const QString &fileName)
{
    if (fileName.isEmpty() || isStandardStream(fileName))
        return QStringLiteral("text");
    const QString suffix = QFileInfo(fileName).suffix().toLower();
    if (suffix == u"txt")
        return QStringLiteral("text");
    return comparisonFormats().contains(suffix) ? suffix : QString();
}

// The columns that fit a terminal.
static QByteArray comparisonText(const Comparison &comparison, const ComparisonDocument &document)
{
    TableDocument table = comparisonTable(comparison);
    for (qsizetype i = table.columns.size() - 1; i >= 0; --i) {
        const QString key = table.columns[i].key;
        if (key == u"outcome" || key == u"vulnerability" || key == u"where" || key == u"severity"
            || key == u"fix")
            continue;
        table.columns.removeAt(i);
        for (QStringList &row : table.rows)
            row.removeAt(i);
    }
    return writePlainText(table) + document.summary.toUtf8() + '\n';
}

Result<QByteArray> writeComparison(const Comparison &comparison, const ComparedSide &before,
                                   const ComparedSide &after, const QString &format,
                                   const QDate &date)
{
    const ComparisonDocument document =
        composeComparison(comparison, before.name, after.name, programName());
    if (format == u"json")
        return writeComparisonJson(comparison, before.name, after.name);
    if (format == u"csv")
        return writeCsv(comparisonTable(comparison));
    if (format == u"md")
        return writeComparisonMarkdown(document);
    if (format == u"html")
        return writeComparisonHtml(document, reportStyleVariables(Theme::builtIn(ThemeKind::Light)),
                                   reportStyleVariables(Theme::builtIn(ThemeKind::Dark)));
    if (format == u"pdf")
        return writeComparisonPdf(document, QDateTime(date, QTime(0, 0), Qt::UTC));
    if (format == u"text")
        return comparisonText(comparison, document);
    return Error {ErrorCode::Usage,
                  QStringLiteral("'%1' is no format of a comparison; known are %2")
                      .arg(format, comparisonFormats().join(QStringLiteral(", "))),
                  {}};
}

} // namespace drawbridge
