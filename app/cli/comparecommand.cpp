#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "app/services/comparisons.h"

namespace drawbridge {

namespace {

struct CompareCommand
{
    std::string before;
    std::string after;
    std::string output = "-";
    std::string format;
    bool json = false;

    QString wantedFormat() const
    {
        return json          ? QStringLiteral("json")
            : format.empty() ? comparisonFormatFor(text(output))
                             : text(format);
    }

    int run(CommandContext &context) const
    {
        const QString wanted = wantedFormat();
        if (wanted.isEmpty())
            return context.fail(
                QStringLiteral("%1: the file's ending names no format; known are %2")
                    .arg(text(output), comparisonFormats().join(QStringLiteral(", "))));
        if (before == "-" && after == "-")
            return context.fail(QStringLiteral("standard input cannot be both models"));
        const auto services = context.services();
        if (!services)
            return context.fail(services.error());
        const auto date = context.date();
        if (!date)
            return context.fail(date.error());
        const auto earlier = loadSide(**services, text(before));
        if (!earlier)
            return context.fail(earlier.error());
        const auto later = loadSide(**services, text(after));
        if (!later)
            return context.fail(later.error());
        context.tell(earlier->diagnostics);
        context.tell(later->diagnostics);
        const auto comparison = compareSides(**services, *earlier, *later, *date);
        if (!comparison)
            return context.fail(comparison.error());
        const auto bytes = writeComparison(*comparison, *earlier, *later, wanted, *date);
        if (!bytes)
            return context.fail(bytes.error());
        const auto written = context.write(text(output), *bytes);
        return written ? Done : context.fail(written.error());
    }
};

} // namespace

void addCompareCommand(CLI::App &app, Invocation &chosen)
{
    auto options = std::make_shared<CompareCommand>();
    CLI::App *command = app.add_subcommand(
        "compare", "Say which threats were fixed and how, which are open, new or gone");
    command
        ->add_option("BEFORE", options->before,
                     "Project file, or a folder whose files are imported; - for standard input")
        ->required()
        ->type_name("MODEL");
    command->add_option("AFTER", options->after, "The model or folder to compare it with")
        ->required()
        ->type_name("MODEL");
    command
        ->add_option("-o,--output", options->output,
                     "File to write; its ending chooses the format; default is standard output")
        ->type_name("FILE");
    std::vector<std::string> formats;
    for (const QString &format : comparisonFormats())
        formats.push_back(format.toStdString());
    command
        ->add_option("--format", options->format,
                     comparisonFormats().join(QStringLiteral(", ")).toStdString())
        ->check(CLI::IsMember(formats))
        ->type_name("FORMAT");
    command->add_flag("--json", options->json, "For machines; the same as --format json");
    command->callback([options, &chosen] {
        chosen.needsFonts = options->wantedFormat() == QStringLiteral("pdf");
        chosen.run = [options](CommandContext &context) { return options->run(context); };
    });
}

} // namespace drawbridge
