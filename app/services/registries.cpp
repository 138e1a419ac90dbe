#include "app/services/registries.h"

#include "model/import/compose/composeimporter.h"
#include "model/import/daemonjson/daemonjsonimporter.h"
#include "model/import/dockerfile/dockerfileimporter.h"
#include "model/import/kubernetes/kubernetesimporter.h"
#include "model/import/openapi/openapiimporter.h"
#include "model/import/routes/routesimporter.h"

namespace drawbridge {

std::vector<std::unique_ptr<Importer>> makeImporters()
{
    std::vector<std::unique_ptr<Importer>> importers;
    importers.push_back(makeComposeImporter());
    importers.push_back(makeDockerfileImporter());
    importers.push_back(makeKubernetesImporter());
    importers.push_back(makeOpenApiImporter());
    importers.push_back(makeDaemonJsonImporter());
    importers.push_back(makeRoutesImporter());
    return importers;
}

} // namespace drawbridge
