#pragma once

#include "app/document/document.h"
#include "app/panels/selection.h"
#include "app/panels/threatfilter.h"
#include "app/services/services.h"
#include "app/settings/appearance.h"

namespace drawbridge {

struct ExportInput;

// What every panel works with. The window owns all of it and outlives the panels.
struct PanelContext
{
    Document *document = nullptr;
    Selection *selection = nullptr;
    ThreatFilter *filter = nullptr;
    Appearance *appearance = nullptr;
    const Services *services = nullptr;
    CatalogSnapshot catalog;
};

// What tables and JSON are made from, for the open document.
ExportInput exportInputOf(const PanelContext &context);

} // namespace drawbridge
