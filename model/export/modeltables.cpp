#include "model/core/names.h"
#include "model/export/tableviews.h"
#include "model/export/threatwords.h"

namespace drawbridge {

TableDocument questionTable(const ExportInput &input)
{
    TableDocument table {
        QStringLiteral("questions"), QStringLiteral("Open questions"), {}, {}, {}, {}};
    table.note =
        QStringLiteral("What nobody has answered yet, the answers that settle most first.");
    table.columns = {{QStringLiteral("question"), QStringLiteral("Question")},
                     {QStringLiteral("about"), QStringLiteral("About")},
                     {QStringLiteral("property"), QStringLiteral("Property")},
                     {QStringLiteral("decides"), QStringLiteral("Decides"), true},
                     {QStringLiteral("threats"), QStringLiteral("Threats")}};
    for (const OpenQuestion &question : input.session->openQuestions()) {
        const PropertyDefinition &property = input.schema->definition(question.reference.property);
        table.rows.append(
            {property.question.isEmpty() ? property.label : property.question,
             qualifiedName(*input.model, question.reference.kind, question.reference.id),
             property.name, QString::number(question.threats.size()), question.threats.join(u' ')});
    }
    return table;
}

TableDocument elementTable(const ExportInput &input)
{
    TableDocument table {QStringLiteral("elements"), QStringLiteral("Elements"), {}, {}, {}, {}};
    table.columns = {{QStringLiteral("name"), QStringLiteral("Element")},
                     {QStringLiteral("kind"), QStringLiteral("Kind")},
                     {QStringLiteral("technology"), QStringLiteral("Technology")},
                     {QStringLiteral("boundary"), QStringLiteral("Trust boundary")},
                     {QStringLiteral("networks"), QStringLiteral("Networks")},
                     {QStringLiteral("image"), QStringLiteral("Image")},
                     {QStringLiteral("scope"), QStringLiteral("Scope")},
                     {QStringLiteral("threats"), QStringLiteral("Threats"), true}};
    for (const Element &element : input.model->elements) {
        QStringList networks;
        for (const BoundaryId &network : element.networks)
            networks += recordName(*input.model, RecordKind::Boundary, network);
        const QString scope = element.scope.inScope
            ? QStringLiteral("in scope")
            : QStringLiteral("out of scope: ") + element.scope.reason;
        table.rows.append(
            {element.name, displayName(element.kind), element.technology,
             recordName(*input.model, RecordKind::Boundary, element.boundary),
             networks.join(QStringLiteral(", ")),
             recordName(*input.model, RecordKind::Image, element.image), scope,
             QString::number(input.session->threatsOf(RecordKind::Element, element.id).size())});
    }
    return table;
}

} // namespace drawbridge
