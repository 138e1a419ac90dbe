#include "catalogs/import/catalogimporter.h"

#include "catalogs/import/ctidmapping.h"
#include "catalogs/import/oscalcatalog.h"
#include "catalogs/import/oscalprofile.h"
#include "catalogs/import/stixbundle.h"

namespace drawbridge {

std::vector<std::unique_ptr<CatalogImporter>> makeCatalogImporters()
{
    std::vector<std::unique_ptr<CatalogImporter>> importers;
    importers.push_back(std::make_unique<StixBundle>());
    importers.push_back(std::make_unique<OscalCatalog>());
    importers.push_back(std::make_unique<OscalProfile>());
    importers.push_back(std::make_unique<CtidMapping>());
    return importers;
}

} // namespace drawbridge
