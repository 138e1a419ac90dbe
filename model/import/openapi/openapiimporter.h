#pragma once

#include "model/import/importer.h"

namespace drawbridge {

// OpenAPI 3.x and Swagger 2.0, JSON or YAML: a web service with an endpoint for every operation,
// and its clients. In a model that has the service already, the endpoints are attached to it.
std::unique_ptr<Importer> makeOpenApiImporter();

} // namespace drawbridge
