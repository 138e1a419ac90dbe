#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "model/diff/diffwriters.h"

namespace drawbridge {

void addDiffCommand(CLI::App &app, Invocation &chosen)
{
    struct Options
    {
        std::string before;
        std::string after;
        bool exitCode = false;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App *command =
        app.add_subcommand("diff", "Say what differs in meaning between two models");
    command->add_option("BEFORE", options->before, "Project file, - for standard input")
        ->required()
        ->type_name("FILE");
    command->add_option("AFTER", options->after, "The project file to compare it with")
        ->required()
        ->type_name("FILE");
    command->add_flag("--exit-code", options->exitCode, "Exit with 1 when something differs");
    addJsonSwitch(*command, options->json);
    command->callback([options, &chosen] {
        chosen.run = [options](CommandContext &context) -> int {
            const auto before = context.load(text(options->before));
            if (!before)
                return context.fail(before.error());
            const auto after = context.load(text(options->after));
            if (!after)
                return context.fail(after.error());
            const auto services = context.services();
            if (!services)
                return context.fail(services.error());
            const ModelDiff diff =
                compareModels(before->model, after->model, *(*services)->schema());
            const auto written = context.write(
                QStringLiteral("-"), options->json ? writeDiffJson(diff) : writeDiffText(diff));
            if (!written)
                return context.fail(written.error());
            return options->exitCode && !diff.isEmpty() ? CheckFailed : Done;
        };
    });
}

} // namespace drawbridge
