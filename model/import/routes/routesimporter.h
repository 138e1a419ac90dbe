#pragma once

#include "model/import/importer.h"

namespace drawbridge {

// Sources of Flask, FastAPI and Express applications: a web service with an endpoint for every
// route, and where its parameters end. In a model that has the service already, the endpoints are
// attached to it.
std::unique_ptr<Importer> makeRoutesImporter();

} // namespace drawbridge
