#include "app/services/diagramexport.h"

#include "app/services/threatsummaries.h"

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

DiagramPicture pictureOf(const Analysis &analysis, const DiagramId &diagram)
{
    const ThreatSummaries threats = summarize(analysis.model, analysis.session, &analysis.findings);
    const LookContext context {analysis.model, *analysis.schema, threats,
                               computedValuesOf(analysis.session)};
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
    PictureOptions options;
    options.theme = themeNamed(request.theme);
    options.title = analysis.model.project.name;
    options.created = QDateTime(request.date, QTime(0, 0), Qt::UTC);
    return exportDiagram(pictureOf(analysis, *diagram), *format, options);
}

} // namespace drawbridge
