#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "app/services/projectdrift.h"

namespace drawbridge {

namespace {

struct DriftCommand
{
    std::string model;
    std::vector<std::string> files;
    std::string format;
    std::vector<std::string> profiles;
    bool json = false;

    int run(CommandContext &context) const
    {
        if (model == "-" && files.front() == "-")
            return context.fail(
                QStringLiteral("standard input cannot be both the model and the files"));
        const auto services = context.services();
        if (!services)
            return context.fail(services.error());
        const auto date = context.date();
        if (!date)
            return context.fail(date.error());
        const auto project = context.load(text(model));
        if (!project)
            return context.fail(project.error());
        ImportOptions options;
        options.format = text(format);
        options.profiles = texts(profiles);
        const auto drift = driftOf(**services, *project, text(model), texts(files), options, *date);
        if (!drift)
            return context.fail(drift.error());
        const auto written = context.write(QStringLiteral("-"),
                                           json ? writeDriftJson(*drift) : writeDriftText(*drift));
        if (!written)
            return context.fail(written.error());
        return drift->findings.isEmpty() ? Done : CheckFailed;
    }
};

} // namespace

void addDriftCommand(CLI::App &app, Invocation &chosen)
{
    auto options = std::make_shared<DriftCommand>();
    CLI::App *command = app.add_subcommand(
        "drift", "Hold a model against the files that run; exit with 1 when they came apart");
    addModelArgument(*command, options->model);
    command
        ->add_option("FILES", options->files,
                     "The files that run, - for standard input; later ones override earlier ones")
        ->required()
        ->type_name("FILE");
    command->add_option("--as", options->format, "Their format; default is what their content says")
        ->type_name("FORMAT");
    addRepeatable(*command, "--profile", options->profiles, "NAME",
                  "A Compose profile to activate, * for all; may be repeated");
    addJsonSwitch(*command, options->json);
    command->callback([options, &chosen] {
        chosen.run = [options](CommandContext &context) { return options->run(context); };
    });
}

} // namespace drawbridge
