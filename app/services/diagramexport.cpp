#include "app/services/diagramexport.h"

#include "app/services/threatsummaries.h"
#include "model/assess/attackpaths.h"

#include <QStringList>

namespace drawbridge {

ThemeKind themeNamed(const QString &name)
{
    if (name == QStringLiteral("dark"))
        return ThemeKind::Dark;
    return name == QStringLiteral("print") ? ThemeKind::Print : ThemeKind::Light;
}

Result<DiagramId> chooseDiagram(const ThreatModel &model, const QString &name)
{
    QStringList names;
    for (const Diagram &diagram : model.diagrams) {
        if (name.isEmpty() || diagram.name == name)
            return diagram.id;
        names += diagram.name;
    }
    if (names.isEmpty())
        return Error {ErrorCode::NotFound,
                      QStringLiteral("the model has no diagram; `layout` makes one"),
                      {}};
    return Error {ErrorCode::NotFound,
                  QStringLiteral("there is no diagram named '%1'; there is: %2")
                      .arg(name, names.join(QStringLiteral(", "))),
                  {}};
}

// What the best route of a path runs over; nothing for 0.
static Result<QSet<IdText>> recordsOfPath(const Analysis &analysis, int number)
{
    if (number == 0)
        return QSet<IdText>();
    AttackPathOptions options;
    options.mostPaths = number;
    options.routesPerPath = 1;
    const AttackPathReport report = findAttackPaths(analysis.session, options);
    if (report.paths.size() < number)
        return Error {ErrorCode::Usage,
                      QStringLiteral("there is no attack path %1: there are %2")
                          .arg(number)
                          .arg(report.paths.size()),
                      {}};
    return report.paths[number - 1].best().records();
}

DiagramPicture pictureOf(const Analysis &analysis, const DiagramId &diagram,
                         const QSet<IdText> &path)
{
    const ThreatSummaries threats = summarize(analysis.model, analysis.session, &analysis.findings);
    const LookContext context {
        analysis.model, *analysis.schema, threats, computedValuesOf(analysis.session), {}, path};
    return composeDiagram(context, diagram, Theme::builtIn(ThemeKind::Light).metrics);
}

Result<QByteArray> exportDiagramView(const Analysis &analysis, const ExportRequest &request)
{
    const Result<DiagramId> diagram = chooseDiagram(analysis.model, request.diagram);
    if (!diagram)
        return diagram.error();
    const Result<PictureFormat> format =
        pictureFormatOf(QStringLiteral("diagram.") + request.format);
    if (!format)
        return format.error();
    const Result<QSet<IdText>> path = recordsOfPath(analysis, request.path);
    if (!path)
        return path.error();
    PictureOptions options;
    options.theme = themeNamed(request.theme);
    options.title = analysis.model.project.name;
    options.created = QDateTime(request.date, QTime(0, 0), Qt::UTC);
    return exportDiagram(pictureOf(analysis, *diagram, *path), *format, options);
}

} // namespace drawbridge
