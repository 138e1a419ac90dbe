#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "app/services/importproject.h"
#include "app/services/inputfile.h"
#include "app/services/layoutmodel.h"
#include "app/services/sourcepaths.h"
#include "model/project/projectwriter.h"

#include <QFileInfo>

namespace drawbridge {

namespace {

struct ImportCommand
{
    std::vector<std::string> sources;
    std::string output;
    std::string format;
    std::string root;
    std::vector<std::string> profiles;

    int run(CommandContext &context) const
    {
        const auto services = context.services();
        if (!services)
            return context.fail(services.error());
        SilentProgress progress;
        auto imported = importFiles(**services, texts(sources),
                                    {text(format), text(root), texts(profiles)}, progress);
        if (!imported)
            return context.fail(imported.error());
        const auto arranged = layoutModel(imported->model, **services, progress);
        if (!arranged)
            return context.fail(arranged.error());
        context.tell(imported->diagnostics);
        context.tell(*arranged);
        if (!isStandardStream(text(output)) && !isStandardStream(text(sources.front())))
            nameSourcesFrom(imported->model, QFileInfo(text(sources.front())).absolutePath(),
                            QFileInfo(text(output)).absolutePath());
        const auto written = context.write(
            text(output), ProjectWriter(*(*services)->schema()).write(imported->model));
        if (!written)
            return context.fail(written.error());
        const ThreatModel &model = imported->model;
        context.say(QStringLiteral("%1: %2 elements, %3 flows, %4 boundaries")
                        .arg(outputName(text(output)))
                        .arg(model.elements.size())
                        .arg(model.flows.size())
                        .arg(model.boundaries.size()));
        return Done;
    }
};

} // namespace

void addImportCommand(CLI::App &app, Invocation &chosen)
{
    auto options = std::make_shared<ImportCommand>();
    CLI::App *command =
        app.add_subcommand("import", "Make a model of Compose files or Dockerfiles");
    command
        ->add_option("SOURCE", options->sources,
                     "Files to read, - for standard input; later ones override earlier ones")
        ->required()
        ->type_name("FILE");
    command
        ->add_option("-o,--output", options->output, "Project file to write, - for standard output")
        ->required()
        ->type_name("FILE");
    command
        ->add_option("--as", options->format,
                     "compose or dockerfile; default is what the files' content says")
        ->type_name("FORMAT");
    command
        ->add_option("--root-name", options->root,
                     "Name of the import root, part of every imported id; default is the folder's")
        ->type_name("NAME");
    addRepeatable(*command, "--profile", options->profiles, "NAME",
                  "A Compose profile to activate, * for all; may be repeated");
    command->callback([options, &chosen] {
        chosen.needsFonts = true;
        chosen.run = [options](CommandContext &context) { return options->run(context); };
    });
}

} // namespace drawbridge
