#include "app/services/exports.h"

#include "app/services/exportformats.h"
#include "app/services/inputfile.h"
#include "model/project/modelrevision.h"

#include <QFileInfo>

#include <algorithm>

namespace drawbridge {

Result<Analysis> Analysis::of(const Services &services, const LoadedProject &project,
                              const QDate &date)
{
    auto findings = findingsIn(services, project.model, project.evidence, date, project.path);
    if (!findings)
        return findings.error();
    auto session = services.analyze(project.model, date, findings->facts(), project.path);
    if (!session)
        return session.error();
    const auto catalog = services.catalog();
    if (!catalog)
        return catalog.error();
    const auto rules = services.rules(project.path);
    if (!rules)
        return rules.error();
    return Analysis {
        project.model,           std::move(*session), *catalog,         services.schema(),   *rules,
        services.technologies(), project.fileName,    project.evidence, std::move(*findings)};
}

ExportInput Analysis::exportInput() const
{
    ExportInput input;
    input.model = &model;
    input.session = &session;
    input.catalog = &catalog;
    input.schema = schema.get();
    input.rules = rules.get();
    input.fileName = fileName;
    input.scans = evidence.scans.get();
    input.findings = &findings;
    input.evidence = evidence.status;
    input.generator = programName();
    if (!model.reviews.isEmpty())
        input.revision = modelRevision(model, *schema);
    return input;
}

static QString formatFor(const QString &fileName, const QString &format)
{
    return format.isEmpty() ? QFileInfo(fileName).suffix().toLower() : format;
}

static QString unknownFormat(const QString &fileName, const QString &wanted)
{
    const QString known = exportFormatNames().join(QStringLiteral(", "));
    if (!wanted.isEmpty())
        return QStringLiteral("'%1' is no format to export; known are %2").arg(wanted, known);
    if (isStandardStream(fileName))
        return QStringLiteral("standard output needs --format with one of %1").arg(known);
    return QStringLiteral("%1: the file's ending names no format; known are %2")
        .arg(fileName, known);
}

// The format for a request, and the view that it shows.
static Result<std::pair<const ExportFormat *, QString>>
resolve(const QString &fileName, const QString &format, const QString &view)
{
    const QString wanted = formatFor(fileName, format);
    const QString fallback = defaultViewOf(wanted);
    if (fallback.isEmpty()) {
        return Error {ErrorCode::Usage, unknownFormat(fileName, wanted), {}};
    }
    const QString shown = view.isEmpty() ? fallback : view;
    for (const ExportFormat &each : exportFormats()) {
        if (each.format == wanted && each.views.contains(shown))
            return std::pair(&each, shown);
    }
    return Error {ErrorCode::Usage,
                  QStringLiteral("there is no view '%1' as %2; as %2 there is: %3")
                      .arg(shown, wanted, viewsOf(wanted).join(QStringLiteral(", "))),
                  {}};
}

Result<QByteArray> exportAnalysis(const Analysis &analysis, const ExportRequest &request)
{
    const auto chosen = resolve(request.fileName, request.format, request.view);
    if (!chosen)
        return chosen.error();
    if (request.path > 0 && chosen->second != u"diagram")
        return Error {ErrorCode::Usage,
                      QStringLiteral("an attack path is highlighted in a diagram, not in '%1'")
                          .arg(chosen->second),
                      {}};
    ExportRequest resolved = request;
    resolved.format = formatFor(request.fileName, request.format);
    resolved.view = chosen->second;
    return chosen->first->write(analysis, resolved);
}

bool exportNeedsFonts(const QString &fileName, const QString &format, const QString &view)
{
    const auto chosen = resolve(fileName, format, view);
    return chosen && chosen->first->needsFonts;
}

QString exportViewsHelp()
{
    QStringList views;
    for (const ExportFormat &format : exportFormats()) {
        for (const QString &view : format.views) {
            if (!views.contains(view))
                views += view;
        }
    }
    return QStringLiteral("What to show: ") + views.join(QStringLiteral(", "));
}

QString exportFormatsHelp()
{
    return QStringLiteral("Where the file's ending does not say: ")
        + exportFormatNames().join(QStringLiteral(", "));
}

} // namespace drawbridge
