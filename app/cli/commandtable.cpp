#include "app/cli/commands.h"

namespace drawbridge {

const std::vector<AddCommand> &commandTable()
{
    static const std::vector<AddCommand> commands {
        addNewCommand,    addImportCommand,    addAnalyzeCommand, addExplainCommand,
        addPathsCommand,  addQuestionsCommand, addExportCommand,  addEvidenceCommand,
        addScanCommand,   addCompareCommand,   addDiffCommand,    addDriftCommand,
        addHardenCommand, addPackageCommand,   addReviewCommand,  addLayoutCommand,
        addFormatCommand, addCatalogCommand,   addRulesCommand,
    };
    return commands;
}

} // namespace drawbridge
