#pragma once

#include "model/import/importer.h"

namespace drawbridge {

// Manifests of Kubernetes: workloads, services, routes, policies, accounts.
std::unique_ptr<Importer> makeKubernetesImporter();

} // namespace drawbridge
