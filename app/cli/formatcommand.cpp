#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "app/services/inputfile.h"
#include "model/project/projectwriter.h"

namespace drawbridge {

void addFormatCommand(CLI::App &app, Invocation &chosen)
{
    struct Options
    {
        std::string model;
        std::string output;
        bool check = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App *command = app.add_subcommand("fmt", "Write a project file in its canonical form");
    addModelArgument(*command, options->model);
    addModelOutput(*command, options->output);
    command->add_flag("--check", options->check,
                      "Write nothing; exit with 1 when the form would change");
    command->callback([options, &chosen] {
        chosen.run = [options](CommandContext &context) -> int {
            const QString path = text(options->model);
            const auto project = context.load(path);
            if (!project)
                return context.fail(project.error());
            const auto services = context.services();
            const QByteArray canonical =
                ProjectWriter(*(*services)->schema()).write(project->model);
            if (options->check) {
                if (canonical == project->bytes)
                    return Done;
                context.say(QStringLiteral("%1 is not in canonical form").arg(path));
                return CheckFailed;
            }
            const QString output = options->output.empty() ? path : text(options->output);
            if (output == path && canonical == project->bytes && !isStandardStream(path))
                return Done;
            const auto written = context.write(output, canonical);
            return written ? Done : context.fail(written.error());
        };
    });
}

} // namespace drawbridge
