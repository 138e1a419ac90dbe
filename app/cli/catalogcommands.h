#pragma once

#include "app/cli/command.h"

namespace drawbridge {

// Subcommands of `catalog` with a file of their own.
void addCatalogImport(CLI::App &parent, Invocation &chosen);
void addCatalogDiff(CLI::App &parent, Invocation &chosen);

} // namespace drawbridge
