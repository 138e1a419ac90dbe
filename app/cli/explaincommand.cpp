#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "app/services/exports.h"
#include "model/export/explanation.h"

namespace drawbridge {

namespace {

struct ExplainCommand
{
    std::string model;
    std::string threat;
    std::string rule;
    std::string record;
    std::vector<std::string> rules;
    bool json = false;

    int run(CommandContext &context) const;
};

int ExplainCommand::run(CommandContext &context) const
{
    if (threat.empty() == rule.empty() || rule.empty() != record.empty())
        return context.fail(QStringLiteral(
            "name a threat with --threat, or a rule and a record with --rule and --on"));
    const auto analysis = context.analyze(text(model), texts(rules));
    if (!analysis)
        return context.fail(analysis.error());
    const ExportInput input = analysis->exportInput();
    const auto explanation = threat.empty() ? explainRule(input, text(rule), text(record))
                                            : explainThreat(input, text(threat));
    if (!explanation)
        return context.fail(explanation.error());
    const auto written = context.write(QStringLiteral("-"),
                                       json ? writeExplanationJson(*explanation)
                                            : writeExplanationText(*explanation));
    return written ? Done : context.fail(written.error());
}

} // namespace

void addExplainCommand(CLI::App &app, Invocation &chosen)
{
    auto options = std::make_shared<ExplainCommand>();
    CLI::App *command = app.add_subcommand(
        "explain",
        "Say why a threat is reported or why a rule is silent, and what would settle it");
    addModelArgument(*command, options->model);
    command->add_option("--threat", options->threat, "Key of a threat, as analyze --json gives it")
        ->type_name("KEY");
    command->add_option("--rule", options->rule, "Key of a rule, as rules list gives it")
        ->type_name("RULE");
    command
        ->add_option("--on", options->record,
                     "Name or id of the record that the rule is tried on: web, 'web: GET /ping'")
        ->type_name("RECORD");
    addRulePacks(*command, options->rules);
    addJsonSwitch(*command, options->json);
    command->callback([options, &chosen] {
        chosen.run = [options](CommandContext &context) { return options->run(context); };
    });
}

} // namespace drawbridge
