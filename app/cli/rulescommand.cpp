#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "app/services/ruleevaluation.h"
#include "model/core/names.h"
#include "model/engine/rulecheck.h"
#include "model/export/analysisjson.h"
#include "model/export/coverage.h"
#include "model/export/tablewriters.h"

#include <QFileInfo>

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

// What the subcommands that look at all rules have in common.
struct RulesOptions
{
    bool json = false;
    std::string model;
    std::vector<std::string> packs;
};

static void addModelOfRules(CLI::App &command, std::string &model)
{
    command.add_option("--model", model, "A project, for the rule packs that stand beside it")
        ->type_name("FILE");
}

static CLI::App *addRulesSubcommand(CLI::App &parent, const char *name, const char *help,
                                    RulesOptions &options)
{
    CLI::App *command = parent.add_subcommand(name, help);
    addJsonSwitch(*command, options.json);
    addModelOfRules(*command, options.model);
    addRulePacks(*command, options.packs);
    return command;
}

static Result<LoadedRules> rulesFor(CommandContext &context, const RulesOptions &options)
{
    const QString model = text(options.model);
    if (!model.isEmpty() && !QFileInfo::exists(model))
        return Error {ErrorCode::NotFound, QStringLiteral("there is no such file"), {model, 0, 0}};
    const auto services = context.services(texts(options.packs));
    if (!services)
        return services.error();
    return (*services)->loadRules(model);
}

// What packs did to the rules, for people; empty when they did nothing.
static QByteArray changesText(const RuleSet &rules)
{
    TableDocument table {
        QStringLiteral("rule-changes"), QStringLiteral("Changed rules"), {}, {}, {}, {}};
    table.columns = {{QStringLiteral("rule"), QStringLiteral("Rule")},
                     {QStringLiteral("change"), QStringLiteral("Change")},
                     {QStringLiteral("origin"), QStringLiteral("By")},
                     {QStringLiteral("where"), QStringLiteral("Where")},
                     {QStringLiteral("reason"), QStringLiteral("Reason")}};
    for (const RuleChange &change : rules.changes())
        table.rows.append({change.key, nameOf(change.kind), nameOf(change.origin),
                           change.where.toString(),
                           change.reason.isEmpty() ? QStringLiteral("-") : change.reason});
    return table.rows.isEmpty() ? QByteArray() : '\n' + writePlainText(table);
}

static void addList(CLI::App &parent, Invocation &chosen)
{
    auto options = std::make_shared<RulesOptions>();
    addRulesSubcommand(parent, "list", "All rules with their mappings, and which were changed",
                       *options)
        ->callback([options, &chosen] {
            chosen.run = [options](CommandContext &context) -> int {
                const auto loaded = rulesFor(context, *options);
                if (!loaded)
                    return context.fail(loaded.error());
                const RuleSet &rules = *loaded->rules;
                const auto written = context.write(QStringLiteral("-"),
                                                   options->json ? writeRulesJson(rules)
                                                                 : writePlainText(ruleTable(rules))
                                                           + changesText(rules));
                return written ? Done : context.fail(written.error());
            };
        });
}

static void addCheck(CLI::App &parent, Invocation &chosen)
{
    auto options = std::make_shared<RulesOptions>();
    CLI::App *command = parent.add_subcommand(
        "check", "Check rule packs: conditions, types, mapped ids, what they change");
    command
        ->add_option("PACK", options->packs, "Rule packs to check together with the built-in ones")
        ->type_name("FILE");
    addModelOfRules(*command, options->model);
    command->callback([options, &chosen] {
        chosen.run = [options](CommandContext &context) -> int {
            const auto loaded = rulesFor(context, *options);
            if (!loaded)
                return context.fail(loaded.error());
            const auto services = context.services();
            const auto catalog = (*services)->catalog();
            if (!catalog)
                return context.fail(catalog.error());
            const Diagnostics problems = checkRules(*loaded->rules, *catalog);
            context.tell(loaded->warnings + problems);
            context.tellChanges(*loaded->rules);
            context.say(QStringLiteral("%1 rules, %2 problems")
                            .arg(loaded->rules->size())
                            .arg(problems.size()));
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
    auto options = std::make_shared<RulesOptions>();
    addRulesSubcommand(parent, "coverage",
                       "Which container techniques the rules cover, and by which properties",
                       *options)
        ->callback([options, &chosen] {
            chosen.run = [options](CommandContext &context) -> int {
                const auto loaded = rulesFor(context, *options);
                if (!loaded)
                    return context.fail(loaded.error());
                const auto services = context.services();
                const auto catalog = (*services)->catalog();
                if (!catalog)
                    return context.fail(catalog.error());
                const auto written =
                    context.write(QStringLiteral("-"),
                                  options->json ? writeCoverageJson(*loaded->rules, *catalog)
                                                : coverageText(*loaded->rules, *catalog));
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
