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
    std::vector<std::string> rules;

    int run(CommandContext &context) const
    {
        const auto services = context.services(texts(rules));
        if (!services)
            return context.fail(services.error());
        const auto date = context.date();
        if (!date)
            return context.fail(date.error());
        const auto project = context.load(text(model));
        if (!project)
            return context.fail(project.error());
        const auto analysis = Analysis::of(**services, *project, *date);
        if (!analysis)
            return context.fail(analysis.error());
        ExportRequest request {text(output),  text(format), text(view),
                               text(diagram), text(theme),  *date};
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
    command->add_option("MODEL", options->model, "Project file, - for standard input")->required();
    command
        ->add_option("-o,--output", options->output, "File to write; its ending chooses the format")
        ->required();
    command->add_option("--view", options->view, exportViewsHelp().toStdString());
    command->add_option("--format", options->format,
                        "Format, where the file's ending does not say");
    command->add_option("--diagram", options->diagram, "Name of the diagram; default is the first");
    command->add_option("--theme", options->theme, "light, dark or print")
        ->check(CLI::IsMember({"light", "dark", "print"}));
    command->add_option("--rules", options->rules,
                        "Further rule packs, which override built-in rules");
    command->callback([options, &chosen] {
        chosen.needsFonts =
            exportNeedsFonts(text(options->output), text(options->format), text(options->view));
        chosen.run = [options](CommandContext &context) { return options->run(context); };
    });
}

} // namespace drawbridge
