#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "app/services/exports.h"

namespace drawbridge {

namespace {

struct ExportCommand
{
    std::string model;
    std::string output;
    std::string view;
    std::string format;
    std::string diagram;
    std::string theme = "light";
    int path = 0;
    std::vector<std::string> rules;

    int run(CommandContext &context) const
    {
        const auto analysis = context.analyze(text(model), texts(rules));
        if (!analysis)
            return context.fail(analysis.error());
        ExportRequest request {text(output), text(format), text(view),     text(diagram),
                               path,         text(theme),  *context.date()};
        const auto bytes = exportAnalysis(*analysis, request);
        if (!bytes)
            return context.fail(bytes.error());
        const auto written = context.write(text(output), *bytes);
        return written ? Done : context.fail(written.error());
    }
};

} // namespace

void addExportCommand(CLI::App &app, Invocation &chosen)
{
    auto options = std::make_shared<ExportCommand>();
    CLI::App *command = app.add_subcommand("export", "Write diagrams, tables and reports");
    addModelArgument(*command, options->model);
    command
        ->add_option("-o,--output", options->output,
                     "File to write; its ending chooses the format; - for standard output")
        ->required()
        ->type_name("FILE");
    command->add_option("--view", options->view, exportViewsHelp().toStdString())
        ->type_name("VIEW");
    command->add_option("--format", options->format, exportFormatsHelp().toStdString())
        ->type_name("FORMAT");
    command->add_option("--diagram", options->diagram, "Name of the diagram; default is the first")
        ->type_name("NAME");
    command
        ->add_option("--path", options->path,
                     "Highlight this attack path in the diagram, by its number in `paths`")
        ->check(CLI::Range(1, 1000))
        ->type_name("N");
    command->add_option("--theme", options->theme, "light, dark or print; default is light")
        ->check(CLI::IsMember({"light", "dark", "print"}))
        ->type_name("THEME");
    addRulePacks(*command, options->rules);
    command->callback([options, &chosen] {
        chosen.needsFonts =
            exportNeedsFonts(text(options->output), text(options->format), text(options->view));
        chosen.run = [options](CommandContext &context) { return options->run(context); };
    });
}

} // namespace drawbridge
