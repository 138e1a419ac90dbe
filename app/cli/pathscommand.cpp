#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "model/core/names.h"
#include "model/export/attackpathlist.h"
#include "model/export/explanation.h"

namespace drawbridge {

namespace {

struct PathsCommand
{
    std::string model;
    std::vector<std::string> from;
    std::vector<std::string> to;
    std::string failOn;
    std::vector<std::string> rules;
    int most = 10;
    bool suppositions = false;
    bool json = false;

    Result<AttackPathOptions> options(const ThreatModel &model) const;
    bool fails(const AttackPathReport &report) const;
    int run(CommandContext &context) const;
};

Result<AttackPathOptions> PathsCommand::options(const ThreatModel &searched) const
{
    AttackPathOptions options;
    options.mostPaths = most;
    options.withSuppositions = suppositions;
    for (const QString &start : texts(from)) {
        if (attackPositions().contains(start)) {
            options.from += start;
            continue;
        }
        const auto record = recordCalled(searched, start);
        if (!record)
            return Error {ErrorCode::Usage,
                          QStringLiteral("'%1' is neither a position (%2) nor an element")
                              .arg(start, attackPositions().join(QStringLiteral(", "))),
                          {}};
        options.from += record->id.toString();
    }
    for (const QString &goal : texts(to)) {
        const auto record = recordCalled(searched, goal);
        if (!record)
            return record.error();
        options.to += record->id;
    }
    return options;
}

bool PathsCommand::fails(const AttackPathReport &report) const
{
    const auto limit = parseName<Severity>(text(failOn));
    int severe = 0;
    for (size_t i = 0; limit && i <= static_cast<size_t>(*limit); ++i)
        severe += report.bySeverity[i];
    return severe > 0;
}

int PathsCommand::run(CommandContext &context) const
{
    const auto analysis = context.analyze(text(model), texts(rules));
    if (!analysis)
        return context.fail(analysis.error());
    const auto wanted = options(analysis->model);
    if (!wanted)
        return context.fail(wanted.error());
    const AttackPathReport report = findAttackPaths(analysis->session, *wanted);
    const auto written = context.write(QStringLiteral("-"),
                                       json ? writePathsJson(analysis->model, report)
                                            : writePathsText(analysis->model, report));
    if (!written)
        return context.fail(written.error());
    return fails(report) ? CheckFailed : Done;
}

} // namespace

void addPathsCommand(CLI::App &app, Invocation &chosen)
{
    auto options = std::make_shared<PathsCommand>();
    CLI::App *command = app.add_subcommand(
        "paths", "Find how an attacker comes to hosts, stores and secrets, and what cuts most");
    addModelArgument(*command, options->model);
    addRepeatable(
        *command, "--from", options->from, "START",
        "Where the attacker starts: internet, partner, authenticated-user, same-network, "
        "supply-chain, compromised-container, operator, or an element that is taken over; "
        "default are the positions that the project counts, without operator where it "
        "names none; may be repeated");
    addRepeatable(*command, "--to", options->to, "RECORD",
                  "What the attacker wants; default are hosts, clusters, data stores, classified "
                  "assets and credentials for something else; may be repeated");
    command->add_option("--max", options->most, "List at most so many paths; default is 10")
        ->check(CLI::Range(1, 1000))
        ->type_name("N");
    command->add_flag("--suppose", options->suppositions,
                      "List also what would take something that nobody has reported, such as an "
                      "unknown weakness");
    command
        ->add_option("--fail-on", options->failOn,
                     "critical, high, medium, low or info: exit with 1 when a certain or possible "
                     "path is this severe or worse")
        ->check(CLI::IsMember({"critical", "high", "medium", "low", "info"}))
        ->type_name("SEVERITY");
    addRulePacks(*command, options->rules);
    addJsonSwitch(*command, options->json);
    command->callback([options, &chosen] {
        chosen.run = [options](CommandContext &context) { return options->run(context); };
    });
}

} // namespace drawbridge
