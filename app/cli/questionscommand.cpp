#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "app/services/answers.h"
#include "app/services/exports.h"
#include "model/export/questionlist.h"
#include "model/project/projectwriter.h"

namespace drawbridge {

namespace {

struct QuestionsCommand
{
    std::string model;
    std::string output;
    std::string of;
    std::string host;
    std::string from;
    std::vector<std::string> answers;
    std::vector<std::string> rules;
    bool json = false;

    // Writes answers into the model; false when there were none.
    Result<bool> change(CommandContext &context, LoadedProject &project,
                        const PropertySchema &schema) const;
    Result<void> print(CommandContext &context, const Services &services,
                       const LoadedProject &project) const;
    int run(CommandContext &context) const;
};

Result<bool> QuestionsCommand::change(CommandContext &context, LoadedProject &project,
                                      const PropertySchema &schema) const
{
    if (!from.empty()) {
        const auto taken = takeHostFacts(project.model, schema, text(from), text(host));
        if (!taken)
            return taken.error();
        for (const QString &line : *taken)
            context.say(line);
    }
    for (const std::string &answer : answers) {
        const auto answered = answerQuestion(project.model, schema, text(answer));
        if (!answered)
            return answered.error();
    }
    return !from.empty() || !answers.empty();
}

Result<void> QuestionsCommand::print(CommandContext &context, const Services &services,
                                     const LoadedProject &project) const
{
    const auto date = context.date();
    if (!date)
        return date.error();
    const auto analysis = Analysis::of(services, project, *date);
    if (!analysis)
        return analysis.error();
    const ExportInput input = analysis->exportInput();
    const bool isHost = of.empty() && !host.empty();
    const auto list = listQuestions(input,
                                    isHost           ? QuestionsOf::Host
                                        : of.empty() ? QuestionsOf::Model
                                                     : QuestionsOf::Record,
                                    text(isHost ? host : of));
    if (!list)
        return list.error();
    return context.write(QStringLiteral("-"),
                         json ? writeQuestionsJson(input, *list)
                              : writeQuestionsText(input, *list));
}

int QuestionsCommand::run(CommandContext &context) const
{
    auto project = context.load(text(model));
    if (!project)
        return context.fail(project.error());
    const auto services = context.services(texts(rules));
    if (!services)
        return context.fail(services.error());
    const PropertySchema &schema = *(*services)->schema();
    const auto changed = change(context, *project, schema);
    if (!changed)
        return context.fail(changed.error());
    if (!*changed && !output.empty())
        return context.fail(
            QStringLiteral("-o is where answers go: give some with --answer or --from"));
    if (*changed) {
        if (const auto recorded = context.recordCatalogs(project->model); !recorded)
            return context.fail(recorded.error());
        const auto written = context.write(output.empty() ? text(model) : text(output),
                                           ProjectWriter(schema).write(project->model));
        if (!written)
            return context.fail(written.error());
        // With the model on standard output the list has no place.
        if (output == "-")
            return Done;
    }
    const auto printed = print(context, **services, *project);
    return printed ? Done : context.fail(printed.error());
}

} // namespace

void addQuestionsCommand(CLI::App &app, Invocation &chosen)
{
    auto options = std::make_shared<QuestionsCommand>();
    CLI::App *command = app.add_subcommand(
        "questions", "List what is not known, the most decisive first, and answer it");
    addModelArgument(*command, options->model);
    CLI::Option *of = command
                          ->add_option("--of", options->of,
                                       "Only about this record, what belongs to it and what is "
                                       "around it")
                          ->type_name("RECORD");
    command
        ->add_option("--host", options->host,
                     "Only about everything on the host of this record; with --from the host that "
                     "was scanned")
        ->type_name("RECORD")
        ->excludes(of);
    addRepeatable(*command, "--answer", options->answers, "RECORD.PROPERTY=VALUE",
                  "Write an answer into the model: db.encryptedAtRest=true, "
                  "'web: GET /.rateLimit=n/a', model.backup=isolated");
    command
        ->add_option("--from", options->from,
                     "Take what Docker Bench found out about the daemon into the host's profile")
        ->type_name("SCAN");
    addModelOutput(*command, options->output);
    addRulePacks(*command, options->rules);
    addJsonSwitch(*command, options->json);
    command->callback([options, &chosen] {
        chosen.run = [options](CommandContext &context) { return options->run(context); };
    });
}

} // namespace drawbridge
