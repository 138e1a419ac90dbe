#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "app/services/hardening.h"
#include "app/services/inputfile.h"
#include "model/harden/hardeningwriters.h"

#include <QDir>
#include <QFileInfo>

namespace drawbridge {

namespace {

struct HardenCommand
{
    std::vector<std::string> files;
    std::string level = "recommended";
    std::vector<std::string> profiles;
    std::string folder;
    std::string overrideFile;
    bool diff = false;
    bool inPlace = false;
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
        const auto services = context.services();
        if (!services)
            return context.fail(services.error());
        SilentProgress progress;
        const auto hardened =
            hardenFiles(**services, texts(files), {*wanted, texts(profiles)}, progress);
        if (!hardened)
            return context.fail(hardened.error());
        context.tell(hardened->diagnostics);
        if (!overrideFile.empty()) {
            if (hardened->files.size() != 1 || hardened->files.first().override.isEmpty())
                return context.fail(QStringLiteral("an override goes with one Compose file in "
                                                   "which something is to be done"));
            const auto written =
                context.write(text(overrideFile), hardened->files.first().override);
            if (!written)
                return context.fail(written.error());
            if (text(overrideFile) == u"-")
                return Done;
        }
        if (const Result<void> stored = store(context, hardened->files); !stored)
            return context.fail(stored.error());
        return show(context, hardened->files, *wanted);
    }

private:
    Result<void> store(CommandContext &context, const QList<HardenedFile> &hardened) const
    {
        for (qsizetype i = 0; i < hardened.size(); ++i) {
            const QString source = text(files[size_t(i)]);
            const HardenedFile &file = hardened[i];
            if (inPlace && file.after != file.before) {
                if (const Result<void> written = context.write(source, file.after); !written)
                    return written.error();
            } else if (!folder.empty()) {
                if (const Result<void> written = storeBelow(context, source, file); !written)
                    return written.error();
            }
        }
        return {};
    }

    // Files keep their places relative to each other; one that lies elsewhere gets its name only.
    Result<void> storeBelow(CommandContext &context, const QString &source,
                            const HardenedFile &file) const
    {
        const QDir root = QFileInfo(text(files.front())).absoluteDir();
        QString name = root.relativeFilePath(QFileInfo(source).absoluteFilePath());
        if (isStandardStream(source))
            name = QStringLiteral("compose.yaml");
        else if (name.startsWith(QStringLiteral("..")) || QDir::isAbsolutePath(name))
            name = QFileInfo(source).fileName();
        const QString target = QDir(text(folder)).filePath(name);
        if (!QDir().mkpath(QFileInfo(target).path()))
            return Error {
                ErrorCode::Io, QStringLiteral("the folder cannot be made"), {target, 0, 0}};
        return context.write(target, file.after);
    }

    int show(CommandContext &context, const QList<HardenedFile> &hardened,
             HardeningLevel chosen) const
    {
        QByteArray shown;
        if (json) {
            shown = writeHardeningJson(hardened, chosen);
        } else if (diff) {
            const auto changes = hardeningDiff(hardened);
            if (!changes)
                return context.fail(changes.error());
            shown = *changes;
            for (const HardenedFile &file : hardened)
                context.say(hardeningSummary(file));
        } else {
            shown = writeHardeningText(hardened, chosen);
        }
        const auto written = context.write(QStringLiteral("-"), shown);
        return written ? int(Done) : context.fail(written.error());
    }
};

} // namespace

void addHardenCommand(CLI::App &app, Invocation &chosen)
{
    auto options = std::make_shared<HardenCommand>();
    CLI::App *command = app.add_subcommand(
        "harden", "Harden files by the smallest edits, and list what is left to do by hand");
    command->add_option("FILES", options->files, "Docker Compose files, - for standard input")
        ->required()
        ->type_name("FILE");
    command
        ->add_option("--level", options->level,
                     "safe: cannot change a correct service; recommended (default): also what the "
                     "image table or the build supports, marked as to be tested; strict: all")
        ->type_name("LEVEL");
    command->add_flag("--diff", options->diff,
                      "Print the changes as a unified diff, secrets as ***");
    command->add_flag("--in-place", options->inPlace, "Change the files themselves");
    command->add_option("-o,--output", options->folder, "Write the hardened files into this folder")
        ->type_name("DIR");
    command
        ->add_option("--override", options->overrideFile,
                     "Write the measures as a Compose file to lay over the one given")
        ->type_name("FILE");
    addRepeatable(*command, "--profile", options->profiles, "NAME",
                  "A Compose profile to activate, * for all; may be repeated");
    addJsonSwitch(*command, options->json);
    command->callback([options, &chosen] {
        chosen.run = [options](CommandContext &context) { return options->run(context); };
    });
}

} // namespace drawbridge
