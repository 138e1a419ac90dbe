#include "app/panels/panelcontext.h"

#include "model/export/exportinput.h"

namespace drawbridge {

ExportInput exportInputOf(const PanelContext &context)
{
    ExportInput input;
    input.model = &context.document->model();
    input.session = &context.document->session();
    input.catalog = &context.catalog;
    input.schema = input.session->input().schema.get();
    input.findings = &context.document->findings();
    input.rules = input.session->input().rules.get();
    return input;
}

} // namespace drawbridge
