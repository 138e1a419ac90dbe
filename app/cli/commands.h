#pragma once

#include "app/cli/command.h"

namespace drawbridge {

void addNewCommand(CLI::App &app, Invocation &chosen);
void addImportCommand(CLI::App &app, Invocation &chosen);
void addAnalyzeCommand(CLI::App &app, Invocation &chosen);
void addEvidenceCommand(CLI::App &app, Invocation &chosen);
void addExplainCommand(CLI::App &app, Invocation &chosen);
void addExportCommand(CLI::App &app, Invocation &chosen);
void addCompareCommand(CLI::App &app, Invocation &chosen);
void addDiffCommand(CLI::App &app, Invocation &chosen);
void addDriftCommand(CLI::App &app, Invocation &chosen);
void addPackageCommand(CLI::App &app, Invocation &chosen);
void addHardenCommand(CLI::App &app, Invocation &chosen);
void addLayoutCommand(CLI::App &app, Invocation &chosen);
void addFormatCommand(CLI::App &app, Invocation &chosen);
void addCatalogCommand(CLI::App &app, Invocation &chosen);
void addPathsCommand(CLI::App &app, Invocation &chosen);
void addQuestionsCommand(CLI::App &app, Invocation &chosen);
void addReviewCommand(CLI::App &app, Invocation &chosen);
void addRulesCommand(CLI::App &app, Invocation &chosen);
void addScanCommand(CLI::App &app, Invocation &chosen);

} // namespace drawbridge
