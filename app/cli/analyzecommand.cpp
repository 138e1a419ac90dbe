#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "app/services/exports.h"
#include "model/core/names.h"
#include "model/export/analysisjson.h"
#include "model/export/sarif.h"
#include "model/export/tableviews.h"
#include "model/export/tablewriters.h"
#include "model/export/threatwords.h"

namespace drawbridge {

namespace {

struct AnalyzeCommand
{
    std::string model;
    std::string format = "table";
    std::string output = "-";
    std::string failOn;
    std::vector<std::string> rules;
    bool json = false;

    int run(CommandContext &context) const;
    QByteArray render(const ExportInput &input) const;
    int gate(CommandContext &context, const AnalysisSession &session) const;
};

QByteArray AnalyzeCommand::render(const ExportInput &input) const
{
    if (json || format == "json")
        return writeAnalysisJson(input);
    if (format == "csv")
        return writeCsv(threatTable(input));
    if (format == "sarif")
        return writeSarif(input);
    return writePlainText(terminalThreatTable(input));
}

int AnalyzeCommand::gate(CommandContext &context, const AnalysisSession &session) const
{
    if (failOn.empty())
        return Done;
    const Severity limit = *parseName<Severity>(text(failOn));
    int count = 0;
    for (qsizetype i = 0; i < session.size(); ++i) {
        const Threat &threat = session.at(i);
        const bool undecided = threat.status == ThreatStatus::Open
            || threat.status == ThreatStatus::NeedsAnswer || threat.toBeReviewed || threat.expired;
        if (undecided && threat.severity <= limit)
            ++count;
    }
    if (count == 0)
        return Done;
    context.say(
        QStringLiteral("%1 threats of severity %2 or above are open").arg(count).arg(text(failOn)));
    return CheckFailed;
}

int AnalyzeCommand::run(CommandContext &context) const
{
    const auto analysis = context.analyze(text(model), texts(rules));
    if (!analysis)
        return context.fail(analysis.error());
    for (const QString &problem : analysis->session.ruleProblems())
        context.say(QStringLiteral("rule problem: ") + problem);
    const auto written = context.write(text(output), render(analysis->exportInput()));
    if (!written)
        return context.fail(written.error());
    if (!json && format == "table") {
        const ThreatSummary summary = analysis->session.summary();
        context.say(QStringLiteral("%1 threats, %2 open questions, evidence %3")
                        .arg(summary.total)
                        .arg(analysis->session.openQuestions().size())
                        .arg(analysis->evidence.status));
    }
    return gate(context, analysis->session);
}

} // namespace

void addAnalyzeCommand(CLI::App &app, Invocation &chosen)
{
    auto options = std::make_shared<AnalyzeCommand>();
    CLI::App *command = app.add_subcommand("analyze", "Enumerate the threats of a model");
    addModelArgument(*command, options->model);
    command->add_option("--format", options->format, "table, json, csv or sarif; default is table")
        ->check(CLI::IsMember({"table", "json", "csv", "sarif"}))
        ->type_name("FORMAT");
    command->add_flag("--json", options->json, "For machines; the same as --format json");
    command->add_option("-o,--output", options->output, "File to write; default is standard output")
        ->type_name("FILE");
    command
        ->add_option(
            "--fail-on", options->failOn,
            "critical, high, medium, low or info: exit with 1 when a threat this severe or "
            "worse is open, needs an answer or a review, or has an expired decision")
        ->check(CLI::IsMember({"critical", "high", "medium", "low", "info"}))
        ->type_name("SEVERITY");
    addRulePacks(*command, options->rules);
    command->callback([options, &chosen] {
        chosen.run = [options](CommandContext &context) { return options->run(context); };
    });
}

} // namespace drawbridge
