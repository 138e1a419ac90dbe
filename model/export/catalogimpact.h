#pragma once

#include "model/engine/catalogdiff.h"
#include "model/export/exportinput.h"

namespace drawbridge {

// What other catalogs change for one model.
struct CatalogImpact
{
    CatalogVersions before;
    CatalogVersions after;
    // What the threats of the model rest on, and what differs elsewhere.
    std::vector<CatalogChange> concerned;
    std::vector<CatalogChange> others;
};

// `input` tells what the model uses: techniques and controls of its threats, controls that answer
// these techniques under either catalog, and controls that someone wrote a statement on.
CatalogImpact catalogImpact(const ExportInput &input, const CatalogSnapshot &before,
                            const CatalogSnapshot &after);

QByteArray writeImpactText(const CatalogImpact &impact);
QByteArray writeImpactJson(const CatalogImpact &impact);

} // namespace drawbridge
