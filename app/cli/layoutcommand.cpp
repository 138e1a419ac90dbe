#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "app/services/layoutmodel.h"
#include "model/project/projectwriter.h"

namespace drawbridge {

void addLayoutCommand(CLI::App &app, Invocation &chosen)
{
    struct Options
    {
        std::string model;
        std::string output;
        std::string diagram;
    };
    auto options = std::make_shared<Options>();
    CLI::App *command = app.add_subcommand("layout", "Arrange the diagrams of a model afresh");
    addModelArgument(*command, options->model);
    addModelOutput(*command, options->output);
    command->add_option("--diagram", options->diagram, "Name of the only diagram to arrange")
        ->type_name("NAME");
    command->callback([options, &chosen] {
        chosen.needsFonts = true;
        chosen.run = [options](CommandContext &context) -> int {
            auto project = context.load(text(options->model));
            if (!project)
                return context.fail(project.error());
            const auto services = context.services();
            SilentProgress progress;
            const auto arranged =
                relayoutModel(project->model, **services, text(options->diagram), progress);
            if (!arranged)
                return context.fail(arranged.error());
            context.tell(*arranged);
            const QString output =
                options->output.empty() ? text(options->model) : text(options->output);
            const auto written =
                context.write(output, ProjectWriter(*(*services)->schema()).write(project->model));
            return written ? Done : context.fail(written.error());
        };
    });
}

} // namespace drawbridge
