#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "app/services/folderinput.h"
#include "app/services/importupdates.h"
#include "app/services/inputfile.h"
#include "app/services/placeadded.h"
#include "app/services/sourcepaths.h"
#include "model/diff/diffwriters.h"
#include "model/project/projectwriter.h"

#include <QDir>
#include <QFileInfo>

namespace drawbridge {

namespace {

// The folder of a file, or the folder itself; the current one for a standard stream.
QString folderOf(const std::string &path)
{
    if (isFolder(text(path)))
        return QFileInfo(text(path)).absoluteFilePath();
    return isStandardStream(text(path)) ? QDir::currentPath()
                                        : QFileInfo(text(path)).absolutePath();
}

struct ImportCommand
{
    std::vector<std::string> sources;
    std::string output;
    std::string format;
    std::string root;
    std::vector<std::string> profiles;
    std::string into;
    std::vector<std::string> same;
    std::string attachTo;
    bool acceptRenames = false;
    bool noCode = false;
    bool dryRun = false;
    bool json = false;

    int run(CommandContext &context) const
    {
        if (const int refused = refuseOptions(context); refused != Done)
            return refused;
        return into.empty() ? create(context) : update(context);
    }

private:
    int refuseOptions(const CommandContext &context) const
    {
        if (into.empty() && (dryRun || json || acceptRenames || !same.empty() || !attachTo.empty()))
            return context.fail(QStringLiteral("--dry-run, --json, --same, --accept-renames and "
                                               "--attach-to need --into MODEL"));
        if (output.empty() && (into.empty() || (into == "-" && !dryRun)))
            return context.fail(
                QStringLiteral("--output is required: the file to write the model to"));
        for (const std::string &source : sources) {
            if (isFolder(text(source)) && (sources.size() > 1 || !format.empty()))
                return context.fail(
                    QStringLiteral("a folder is imported by itself and without --as"));
        }
        if (into == "-" && sources.front() == "-")
            return context.fail(
                QStringLiteral("standard input cannot be both the model and the source"));
        return Done;
    }

    Result<ImportResult> read(const Services &services, const QString &importRoot) const
    {
        SilentProgress progress;
        ImportOptions options;
        options.format = text(format);
        options.importRoot = importRoot;
        options.profiles = texts(profiles);
        options.readsCode = !noCode;
        return isFolder(text(sources.front()))
            ? importFolder(services, text(sources.front()), options, progress)
            : importFiles(services, texts(sources), options, progress);
    }

    int create(CommandContext &context) const
    {
        const auto services = context.services();
        if (!services)
            return context.fail(services.error());
        auto imported = read(**services, text(root));
        if (!imported)
            return context.fail(imported.error());
        SilentProgress progress;
        const auto arranged = layoutModel(imported->model, **services, progress);
        if (!arranged)
            return context.fail(arranged.error());
        context.tell(imported->diagnostics);
        context.tell(*arranged);
        if (!isStandardStream(text(output)) && !isStandardStream(text(sources.front())))
            nameSourcesFrom(imported->model, imported->folder, folderOf(output));
        return write(context, **services, imported->model);
    }

    Result<ImportUpdate> updated(CommandContext &context, const Services &services,
                                 const ThreatModel &existing) const
    {
        auto imported = read(services, root.empty() ? existing.project.importRoot : text(root));
        if (!imported)
            return imported.error();
        context.tell(imported->diagnostics);
        if (!isStandardStream(text(sources.front())))
            nameSourcesFrom(imported->model, imported->folder, folderOf(into));
        return updateProject(existing, imported->model, folderOf(into), *services.schema(),
                             {texts(same), acceptRenames, text(attachTo)});
    }

    int update(CommandContext &context) const
    {
        const auto services = context.services();
        if (!services)
            return context.fail(services.error());
        const auto project = context.load(text(into));
        if (!project)
            return context.fail(project.error());
        auto update = updated(context, **services, project->model);
        if (!update)
            return context.fail(update.error());
        const std::string &target = output.empty() ? into : output;
        // The model itself may go to standard output.
        if (dryRun || target != "-") {
            const auto told =
                context.write(QStringLiteral("-"),
                              json ? writeDiffJson(update->diff) : writeDiffText(update->diff));
            if (!told)
                return context.fail(told.error());
        }
        if (dryRun)
            return Done;
        SilentProgress progress;
        const auto arranged = arrangeAdded(project->model, update->model, **services, progress);
        if (!arranged)
            return context.fail(arranged.error());
        context.tell(*arranged);
        if (target != "-" && into != "-")
            nameSourcesFrom(update->model, folderOf(into), folderOf(target));
        return write(context, **services, update->model, target);
    }

    int write(const CommandContext &context, const Services &services,
              const ThreatModel &model) const
    {
        return write(context, services, model, output);
    }

    int write(const CommandContext &context, const Services &services, const ThreatModel &model,
              const std::string &target) const
    {
        const auto written =
            context.write(text(target), ProjectWriter(*services.schema()).write(model));
        if (!written)
            return context.fail(written.error());
        context.say(QStringLiteral("%1: %2 elements, %3 flows, %4 boundaries")
                        .arg(outputName(text(target)))
                        .arg(model.elements.size())
                        .arg(model.flows.size())
                        .arg(model.boundaries.size()));
        return Done;
    }
};

void addUpdateOptions(CLI::App &command, ImportCommand &options)
{
    command
        .add_option("--into", options.into,
                    "Bring the files into this project: what was imported before keeps its "
                    "identity, what you added or decided stays; - for standard input")
        ->type_name("MODEL");
    command.add_flag("--dry-run", options.dryRun,
                     "With --into: only say what would change, write nothing");
    addRepeatable(command, "--same", options.same, "OLD=NEW",
                  "With --into: what is OLD in the model is NEW in the files; may be repeated");
    command.add_flag("--accept-renames", options.acceptRenames,
                     "With --into: take every rename that is offered");
    command
        .add_option("--attach-to", options.attachTo,
                    "With --into: the element that endpoints without a container belong to, or the "
                    "host that a daemon.json is of")
        ->type_name("NAME");
    command.add_flag("--json", options.json, "With --into: say what changes as JSON");
}

} // namespace

void addImportCommand(CLI::App &app, Invocation &chosen)
{
    auto options = std::make_shared<ImportCommand>();
    CLI::App *command = app.add_subcommand(
        "import", "Make a model of Compose files, manifests, API descriptions or sources");
    command
        ->add_option("SOURCE", options->sources,
                     "Files to read, or one folder; - for standard input; later files override "
                     "earlier ones")
        ->required()
        ->type_name("FILE");
    command
        ->add_option("-o,--output", options->output,
                     "Project file to write, - for standard output; default is that of --into")
        ->type_name("FILE");
    command
        ->add_option(
            "--as", options->format,
            "compose, dockerfile, kubernetes, openapi, daemon-json or routes; default is what the "
            "content says")
        ->type_name("FORMAT");
    command
        ->add_option("--root-name", options->root,
                     "Name of the import root, part of every imported id; default is the folder's")
        ->type_name("NAME");
    addRepeatable(*command, "--profile", options->profiles, "NAME",
                  "A Compose profile to activate, * for all; may be repeated");
    command->add_flag("--no-code", options->noCode,
                      "Do not read the sources in the folders that images are built from");
    addUpdateOptions(*command, *options);
    command->callback([options, &chosen] {
        chosen.needsFonts = true;
        chosen.run = [options](CommandContext &context) { return options->run(context); };
    });
}

} // namespace drawbridge
