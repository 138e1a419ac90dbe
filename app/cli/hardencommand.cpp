#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "app/services/inputfile.h"
#include "app/services/layoutmodel.h"
#include "app/services/sourcepaths.h"
#include "app/services/whatif.h"
#include "model/harden/hardeningwriters.h"
#include "model/project/projectwriter.h"
#include "model/text/jsonwriter.h"

#include <QDir>
#include <QFileInfo>

namespace drawbridge {

namespace {

// What is hardened: the files, and what a project knows of their system.
struct HardenedInput
{
    QStringList paths;
    std::optional<LoadedProject> project;
    HardeningOptions options;
};

struct HardenCommand
{
    std::vector<std::string> files;
    std::string level = "recommended";
    std::vector<std::string> profiles;
    std::string folder;
    std::string overrideFile;
    std::string model;
    bool diff = false;
    bool inPlace = false;
    bool whatIf = false;
    bool withDaemon = false;
    bool json = false;

    int run(CommandContext &context) const
    {
        const auto wanted = hardeningLevelOf(text(level));
        if (!wanted)
            return context.fail(
                QStringLiteral("'%1' is no level; known are safe, recommended, strict")
                    .arg(text(level)));
        if (inPlace && !folder.empty())
            return context.fail(QStringLiteral("--in-place and -o exclude each other"));
        if (whatIf && (diff || inPlace || !folder.empty() || !overrideFile.empty()))
            return context.fail(
                QStringLiteral("--what-if only tells; it excludes --diff, --in-place, -o and "
                               "--override"));
        const auto services = context.services();
        if (!services)
            return context.fail(services.error());
        HardenedInput input;
        if (const auto gathered = gather(context, **services, *wanted, input); !gathered)
            return context.fail(gathered.error());
        if (const auto hardened = harden(context, **services, input); hardened)
            return finish(context, **services, input, *hardened, *wanted);
        else
            return context.fail(hardened.error());
    }

private:
    struct Outcome
    {
        QList<HardenedFile> files;
        Diagnostics diagnostics;
        std::optional<WhatIfReport> report;
        // The system as it would be, and where the paths of its sources start.
        ThreatModel model;
        QString folder;
    };

    Result<void> takeProject(CommandContext &context, HardenedInput &input) const
    {
        for (const QString &path : texts(files)) {
            if (!path.endsWith(QStringLiteral(".drawbridge"))) {
                input.paths += path;
                continue;
            }
            if (input.project)
                return Error {ErrorCode::Usage,
                              QStringLiteral("files are of one system: give one project"),
                              {path, 0, 0}};
            auto project = context.load(path);
            if (!project)
                return project.error();
            input.project = *std::move(project);
            input.options.projectFolder = QFileInfo(path).absolutePath();
        }
        return {};
    }

    Result<void> gather(CommandContext &context, const Services &services, HardeningLevel wanted,
                        HardenedInput &input) const
    {
        if (const auto taken = takeProject(context, input); !taken)
            return taken;
        input.options.level = wanted;
        input.options.profiles = texts(profiles);
        if (input.project) {
            input.options.project = &input.project->model;
            input.options.scans = input.project->evidence.scans;
        }
        if (input.paths.isEmpty()) {
            const auto own =
                hardenableFiles(services, input.project->model, input.options.projectFolder);
            if (!own)
                return own.error();
            input.paths = *own;
        }
        if (input.paths.isEmpty())
            return Error {ErrorCode::NotFound,
                          QStringLiteral("the project names no file that is there and can be "
                                         "hardened"),
                          {text(files.front()), 0, 0}};
        if (withDaemon)
            proposeDaemon(input);
        return {};
    }

    // The configuration of the host's daemon, beside the first file.
    static void proposeDaemon(HardenedInput &input)
    {
        const QString name = QStringLiteral("daemon.json");
        for (const QString &path : std::as_const(input.paths)) {
            if (QFileInfo(path).fileName() == name)
                return;
        }
        const QString first = input.paths.first();
        const QString path = isStandardStream(first) || !first.contains(u'/')
            ? name
            : QFileInfo(first).path() + u'/' + name;
        input.paths += path;
        input.options.proposed = {path};
    }

    Result<Outcome> harden(CommandContext &context, const Services &services,
                           const HardenedInput &input) const
    {
        SilentProgress progress;
        if (diff) {
            auto hardened = hardenFiles(services, input.paths, input.options, progress);
            if (!hardened)
                return hardened.error();
            return Outcome {std::move(hardened->files),
                            std::move(hardened->diagnostics),
                            {},
                            std::move(hardened->after),
                            std::move(hardened->folder)};
        }
        const auto date = context.date();
        if (!date)
            return date.error();
        auto result = whatIfHardened(services, input.paths, input.options, *date, progress);
        if (!result)
            return result.error();
        HardenedFiles &hardened = result->hardened;
        return Outcome {std::move(hardened.files), std::move(hardened.diagnostics),
                        std::move(result->report), std::move(hardened.after),
                        std::move(hardened.folder)};
    }

    int finish(CommandContext &context, const Services &services, const HardenedInput &input,
               const Outcome &hardened, HardeningLevel wanted) const
    {
        context.tell(hardened.diagnostics);
        if (!overrideFile.empty()) {
            if (const auto written = writeOverride(context, hardened.files); !written)
                return context.fail(written.error());
            if (text(overrideFile) == u"-")
                return Done;
        }
        if (const auto stored = store(context, input, hardened.files); !stored)
            return context.fail(stored.error());
        if (const auto stored = storeModel(context, services, hardened); !stored)
            return context.fail(stored.error());
        return show(context, hardened, wanted);
    }

    // For the diagram of the hardened system, and whatever else is made from a model.
    Result<void> storeModel(CommandContext &context, const Services &services,
                            const Outcome &hardened) const
    {
        if (model.empty())
            return {};
        ThreatModel shown = hardened.model;
        SilentProgress progress;
        const auto arranged = layoutModel(shown, services, progress);
        if (!arranged)
            return arranged.error();
        context.tell(*arranged);
        if (!isStandardStream(text(model)))
            nameSourcesFrom(shown, hardened.folder, QFileInfo(text(model)).absolutePath());
        return context.write(text(model), ProjectWriter(*services.schema()).write(shown));
    }

    Result<void> writeOverride(CommandContext &context, const QList<HardenedFile> &hardened) const
    {
        const HardenedFile *only = nullptr;
        int count = 0;
        for (const HardenedFile &file : hardened) {
            if (file.override.isEmpty())
                continue;
            only = &file;
            ++count;
        }
        if (count != 1)
            return Error {ErrorCode::Usage,
                          QStringLiteral("an override goes with one Compose file in which "
                                         "something is to be done"),
                          {}};
        return context.write(text(overrideFile), only->override);
    }

    Result<void> store(CommandContext &context, const HardenedInput &input,
                       const QList<HardenedFile> &hardened) const
    {
        for (qsizetype i = 0; i < hardened.size(); ++i) {
            const HardenedFile &file = hardened[i];
            if (inPlace && file.after != file.before) {
                if (const auto written = context.write(input.paths[i], file.after); !written)
                    return written;
            } else if (!folder.empty()) {
                if (const auto written = storeBelow(context, input, i, file); !written)
                    return written;
            }
        }
        return {};
    }

    // Files keep their places relative to each other; one that lies elsewhere gets its name only.
    Result<void> storeBelow(CommandContext &context, const HardenedInput &input, qsizetype index,
                            const HardenedFile &file) const
    {
        const QString target = QDir(text(folder)).filePath(hardenedFileName(input.paths, index));
        if (!QDir().mkpath(QFileInfo(target).path()))
            return Error {
                ErrorCode::Io, QStringLiteral("the folder cannot be made"), {target, 0, 0}};
        return context.write(target, file.after);
    }

    int show(CommandContext &context, const Outcome &hardened, HardeningLevel chosen) const
    {
        QByteArray shown;
        if (json) {
            shown = writeHardeningJson(hardened.files, chosen, [&](JsonWriter &writer) {
                if (whatIf)
                    writeWhatIf(writer, *hardened.report);
            });
        } else if (diff) {
            const auto changes = hardeningDiff(hardened.files);
            if (!changes)
                return context.fail(changes.error());
            shown = *changes;
            for (const HardenedFile &file : hardened.files)
                context.say(hardeningSummary(file));
        } else if (whatIf) {
            shown = writeHardeningText(hardened.files, chosen) + writeWhatIfText(*hardened.report);
        } else {
            shown = writeHardeningText(hardened.files, chosen);
        }
        const auto written = context.write(QStringLiteral("-"), shown);
        return written ? int(Done) : context.fail(written.error());
    }
};

void addHardenSwitches(CLI::App &command, HardenCommand &options)
{
    command.add_flag("--diff", options.diff, "Print the changes as a unified diff, secrets as ***");
    command.add_flag("--what-if", options.whatIf,
                     "Also tell what would become of threats, techniques and residual risk; write "
                     "nothing");
    command.add_flag("--in-place", options.inPlace, "Change the files themselves");
    command.add_option("-o,--output", options.folder, "Write the hardened files into this folder")
        ->type_name("DIR");
    command
        .add_option("--override", options.overrideFile,
                    "Write the measures as a Compose file to lay over the one given")
        ->type_name("FILE");
    command
        .add_option("--model", options.model,
                    "Write the model of the hardened system, for its diagram and reports")
        ->type_name("FILE");
    command.add_flag("--with-daemon", options.withDaemon,
                     "Also the daemon.json beside the first file, proposed where there is none");
    addRepeatable(command, "--profile", options.profiles, "NAME",
                  "A Compose profile to activate, * for all; may be repeated");
    addJsonSwitch(command, options.json);
}

} // namespace

void addHardenCommand(CLI::App &app, Invocation &chosen)
{
    auto options = std::make_shared<HardenCommand>();
    CLI::App *command = app.add_subcommand(
        "harden", "Harden files by the smallest edits, and list what is left to do by hand");
    command
        ->add_option("FILES", options->files,
                     "Compose files, Dockerfiles, manifests, daemon.json: one system; - for "
                     "standard input; a project file alone stands for the files it was made from")
        ->required()
        ->type_name("FILE");
    command
        ->add_option("--level", options->level,
                     "safe: cannot change a correct service; recommended (default): also what the "
                     "image table or the build supports, marked as to be tested; strict: all")
        ->type_name("LEVEL");
    addHardenSwitches(*command, *options);
    command->callback([options, &chosen] {
        // Boxes are measured when what has no place yet is arranged.
        chosen.needsFonts = !options->model.empty();
        chosen.run = [options](CommandContext &context) { return options->run(context); };
    });
}

} // namespace drawbridge
