#include "app/panels/statuscounting.h"

namespace drawbridge {

QHash<QString, StatusCounts> countByTechnique(const PanelContext &context)
{
    return countByTechnique(exportInputOf(context));
}

QHash<QString, StatusCounts> countByControl(const PanelContext &context)
{
    return countByControl(exportInputOf(context));
}

ExportInput exportInputOf(const PanelContext &context)
{
    ExportInput input;
    input.model = &context.document->model();
    input.session = &context.document->session();
    input.catalog = &context.catalog;
    input.schema = input.session->input().schema.get();
    input.rules = input.session->input().rules.get();
    return input;
}

} // namespace drawbridge
