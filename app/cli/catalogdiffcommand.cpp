#include "app/cli/catalogcommands.h"
#include "app/cli/commandoptions.h"

#include "model/export/catalogimpact.h"

namespace drawbridge {

namespace {

struct CatalogDiffCommand
{
    std::string model;
    std::string from = "bundled";
    std::string to = "user";
    std::vector<std::string> packs;
    bool json = false;

    int run(CommandContext &context) const;
};

int CatalogDiffCommand::run(CommandContext &context) const
{
    const auto services = context.services(texts(packs));
    if (!services)
        return context.fail(services.error());
    Diagnostics notes;
    const auto before = catalogNamed(**services, text(from), notes);
    if (!before)
        return context.fail(before.error());
    const auto after = catalogNamed(**services, text(to), notes);
    if (!after)
        return context.fail(after.error());
    const auto analysis = context.analyze(text(model), texts(packs));
    if (!analysis)
        return context.fail(analysis.error());
    context.tell(notes);
    const CatalogImpact impact = catalogImpact(analysis->exportInput(), *before, *after);
    const auto written = context.write(QStringLiteral("-"),
                                       json ? writeImpactJson(impact) : writeImpactText(impact));
    return written ? Done : context.fail(written.error());
}

} // namespace

void addCatalogDiff(CLI::App &parent, Invocation &chosen)
{
    auto options = std::make_shared<CatalogDiffCommand>();
    CLI::App *command = parent.add_subcommand(
        "diff",
        "What other catalogs change for a model: techniques, controls, mappings, baselines");
    addModelArgument(*command, options->model);
    command
        ->add_option(
            "--from", options->from,
            "The catalogs before: bundled, user, or a file (official, or written by catalog "
            "import); default is bundled")
        ->type_name("CATALOG");
    command->add_option("--to", options->to, "The catalogs after; default is user")
        ->type_name("CATALOG");
    addRulePacks(*command, options->packs);
    addJsonSwitch(*command, options->json);
    command->callback([options, &chosen] {
        chosen.run = [options](CommandContext &context) { return options->run(context); };
    });
}

} // namespace drawbridge
