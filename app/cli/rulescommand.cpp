#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "app/services/ruleevaluation.h"
#include "model/core/names.h"
#include "model/engine/rulecheck.h"
#include "model/export/analysisjson.h"
#include "model/export/coverage.h"
#include "model/export/tablewriters.h"

namespace drawbridge {

static TableDocument ruleTable(const RuleSet &rules)
{
    TableDocument table {QStringLiteral("rules"), QStringLiteral("Rules"), {}, {}, {}, {}};
    table.columns = {{QStringLiteral("id"), QStringLiteral("Rule")},
                     {QStringLiteral("stride"), QStringLiteral("STRIDE")},
                     {QStringLiteral("appliesTo"), QStringLiteral("Judges")},
                     {QStringLiteral("severity"), QStringLiteral("Severity")},
                     {QStringLiteral("attack"), QStringLiteral("ATT&CK")},
                     {QStringLiteral("nist"), QStringLiteral("NIST 800-53")}};
    for (qsizetype i = 0; i < rules.size(); ++i) {
        const RuleInfo &rule = rules.info(i);
        table.rows.append({rule.key, nameOf(rule.stride), nameOf(rule.appliesTo),
                           nameOf(rule.severity), rule.attack.join(u' '), rule.nist.join(u' ')});
    }
    return table;
}

static void addList(CLI::App &parent, Invocation &chosen)
{
    struct Options
    {
        bool json = false;
        std::vector<std::string> rules;
    };
    auto options = std::make_shared<Options>();
    CLI::App *command = parent.add_subcommand("list", "All rules with their mappings");
    addJsonSwitch(*command, options->json);
    addRulePacks(*command, options->rules);
    command->callback([options, &chosen] {
        chosen.run = [options](CommandContext &context) -> int {
            const auto services = context.services(texts(options->rules));
            if (!services)
                return context.fail(services.error());
            const auto rules = (*services)->rules();
            if (!rules)
                return context.fail(rules.error());
            const auto written = context.write(QStringLiteral("-"),
                                               options->json ? writeRulesJson(**rules)
                                                             : writePlainText(ruleTable(**rules)));
            return written ? Done : context.fail(written.error());
        };
    });
}

static void addCheck(CLI::App &parent, Invocation &chosen)
{
    auto packs = std::make_shared<std::vector<std::string>>();
    CLI::App *command =
        parent.add_subcommand("check", "Check rule packs: conditions, types, mapped ids");
    command->add_option("PACK", *packs, "Rule packs to check together with the built-in ones")
        ->type_name("FILE");
    command->callback([packs, &chosen] {
        chosen.run = [packs](CommandContext &context) -> int {
            const auto services = context.services(texts(*packs));
            if (!services)
                return context.fail(services.error());
            const auto rules = (*services)->rules();
            if (!rules)
                return context.fail(rules.error());
            const auto catalog = (*services)->catalog();
            if (!catalog)
                return context.fail(catalog.error());
            const Diagnostics problems = checkRules(**rules, *catalog);
            context.tell(problems);
            context.say(
                QStringLiteral("%1 rules, %2 problems").arg((*rules)->size()).arg(problems.size()));
            return problems.isEmpty() ? Done : BadInput;
        };
    });
}

static QByteArray coverageText(const RuleSet &rules, const CatalogSnapshot &catalog)
{
    const TableDocument techniques = techniqueCoverageTable(rules, catalog);
    return writePlainText(techniques) + techniques.note.toUtf8() + "\n\n"
        + writePlainText(strideChartTable(rules));
}

static void addCoverage(CLI::App &parent, Invocation &chosen)
{
    struct Options
    {
        bool json = false;
        std::vector<std::string> rules;
    };
    auto options = std::make_shared<Options>();
    CLI::App *command = parent.add_subcommand(
        "coverage", "Which container techniques the rules cover, and by which properties");
    addJsonSwitch(*command, options->json);
    addRulePacks(*command, options->rules);
    command->callback([options, &chosen] {
        chosen.run = [options](CommandContext &context) -> int {
            const auto services = context.services(texts(options->rules));
            if (!services)
                return context.fail(services.error());
            const auto rules = (*services)->rules();
            if (!rules)
                return context.fail(rules.error());
            const auto catalog = (*services)->catalog();
            if (!catalog)
                return context.fail(catalog.error());
            const auto written = context.write(QStringLiteral("-"),
                                               options->json ? writeCoverageJson(**rules, *catalog)
                                                             : coverageText(**rules, *catalog));
            return written ? Done : context.fail(written.error());
        };
    });
}

static void addEvaluate(CLI::App &parent, Invocation &chosen)
{
    struct Options
    {
        std::string expression;
        std::string variables;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App *command = parent.add_subcommand("eval", "Evaluate a condition");
    command->add_option("EXPR", options->expression, "The condition, in the language of rules")
        ->required()
        ->type_name(" ");
    command
        ->add_option("--vars", options->variables,
                     "Variables as a JSON object; a number without . or e is an int")
        ->type_name("JSON");
    addJsonSwitch(*command, options->json);
    command->callback([options, &chosen] {
        chosen.run = [options](CommandContext &context) -> int {
            const auto answer = evaluateCondition(text(options->expression),
                                                  QByteArray::fromStdString(options->variables));
            if (!answer)
                return context.fail(answer.error());
            const auto written =
                context.write(QStringLiteral("-"), options->json ? answer->json : answer->plain);
            return written ? Done : context.fail(written.error());
        };
    });
}

void addRulesCommand(CLI::App &app, Invocation &chosen)
{
    CLI::App *command = app.add_subcommand("rules", "Look into the rules, check and try them");
    command->require_subcommand(1);
    addList(*command, chosen);
    addCheck(*command, chosen);
    addCoverage(*command, chosen);
    addEvaluate(*command, chosen);
}

} // namespace drawbridge
