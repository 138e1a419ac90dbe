#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "app/services/packaging.h"

namespace drawbridge {

namespace {

struct PackageCommand
{
    std::string model;
    std::string output;
    std::string after;
    std::string level;

    int run(CommandContext &context) const
    {
        if (output == "-")
            return context.fail(
                QStringLiteral("a package is written to a folder or a ZIP file, not to standard "
                               "output"));
        PackageOptions options;
        options.after = text(after);
        options.level = hardeningLevelOf(text(level));
        if (!level.empty() && !options.level)
            return context.fail(
                QStringLiteral("'%1' is no level; known are safe, recommended, strict")
                    .arg(text(level)));
        const auto services = context.services();
        if (!services)
            return context.fail(services.error());
        const auto date = context.date();
        if (!date)
            return context.fail(date.error());
        options.date = *date;
        const auto package = makePackage(**services, text(model), options);
        if (!package)
            return context.fail(package.error());
        context.tell(package->diagnostics);
        const auto written = writePackage(*package, text(output), *date);
        if (!written)
            return context.fail(written.error());
        context.say(QStringLiteral("%1: %2 files").arg(text(output)).arg(package->files.size()));
        return Done;
    }
};

} // namespace

void addPackageCommand(CLI::App &app, Invocation &chosen)
{
    auto options = std::make_shared<PackageCommand>();
    CLI::App *command = app.add_subcommand(
        "package", "Put the deliverables of an assessment into one folder or ZIP file");
    command
        ->add_option("MODEL", options->model,
                     "Project file, or a folder whose files are imported; - for standard input")
        ->required()
        ->type_name("MODEL");
    command
        ->add_option("-o,--output", options->output,
                     "NAME.zip, or a folder that is empty or holds an earlier package")
        ->required()
        ->type_name("DIR_OR_ZIP");
    CLI::Option *after =
        command
            ->add_option(
                "--after", options->after,
                "The hardened system, a model or a folder: its diagram, its files and what "
                "was fixed are added")
            ->type_name("MODEL");
    command
        ->add_option(
            "--harden", options->level,
            "Instead: the files of MODEL as hardening at this level would leave them, with "
            "the changes")
        ->type_name("LEVEL")
        ->excludes(after);
    command->callback([options, &chosen] {
        chosen.needsFonts = true;
        chosen.run = [options](CommandContext &context) { return options->run(context); };
    });
}

} // namespace drawbridge
