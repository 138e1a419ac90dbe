#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "app/services/exports.h"
#include "app/services/projectevidence.h"
#include "model/export/tableviews.h"
#include "model/export/tablewriters.h"
#include "model/project/projectwriter.h"

#include <QFileInfo>

namespace drawbridge {

namespace {

struct EvidenceCommand
{
    std::string model;
    std::vector<std::string> scans;
    std::string output;
    bool json = false;

    int run(CommandContext &context) const;
    Result<void> attach(CommandContext &context, LoadedProject &project) const;
    Result<void> print(CommandContext &context, const LoadedProject &project) const;
};

Result<void> EvidenceCommand::attach(CommandContext &context, LoadedProject &project) const
{
    const QString target = output.empty() ? text(model) : text(output);
    if (target == u"-")
        return Error {ErrorCode::Usage,
                      QStringLiteral("evidence is kept beside the model, so the model needs a "
                                     "file: name one with -o"),
                      {}};
    const auto services = context.services();
    if (!services)
        return services.error();
    auto all = withScans(project.scans ? *project.scans : Evidence(), texts(scans),
                         QFileInfo(target).absolutePath());
    if (!all)
        return all.error();
    const Result<void> saved = saveEvidence(*all, project.model, target);
    if (!saved)
        return saved;
    project.scans = std::make_shared<const Evidence>(std::move(*all));
    return context.write(target, ProjectWriter(*(*services)->schema()).write(project.model));
}

Result<void> EvidenceCommand::print(CommandContext &context, const LoadedProject &project) const
{
    ExportInput input;
    input.model = &project.model;
    input.scans = project.scans.get();
    TableDocument table = evidenceTable(input);
    if (!json) {
        // What a terminal has room for.
        for (QStringList &row : table.rows)
            row = {row[0], row[1], row[8].isEmpty() ? row[2] : QStringLiteral("suppressed"),
                   row[3], row[5], row[6].isEmpty() ? u'(' + row[7] + u')' : row[6],
                   row[4]};
        const QList<TableColumn> columns = table.columns;
        table.columns = {columns[0], columns[1], columns[2], columns[3],
                         columns[5], columns[6], columns[4]};
    }
    return context.write(QStringLiteral("-"), json ? writeTableJson(table) : writePlainText(table));
}

int EvidenceCommand::run(CommandContext &context) const
{
    auto project = context.load(text(model));
    if (!project)
        return context.fail(project.error());
    if (!scans.empty()) {
        const Result<void> attached = attach(context, *project);
        if (!attached)
            return context.fail(attached.error());
    }
    const Result<void> printed = print(context, *project);
    if (!printed)
        return context.fail(printed.error());
    qsizetype runs = 0;
    qsizetype results = 0;
    for (const EvidenceRun &each : project->scans ? project->scans->runs : QList<EvidenceRun>()) {
        ++runs;
        results += each.results.size();
    }
    context.say(QStringLiteral("%1 with %2")
                    .arg(counted(runs, QStringLiteral("scan")),
                         counted(results, QStringLiteral("result"))));
    return Done;
}

} // namespace

void addEvidenceCommand(CLI::App &app, Invocation &chosen)
{
    auto options = std::make_shared<EvidenceCommand>();
    CLI::App *command =
        app.add_subcommand("evidence", "Attach scanner results to a model, or list those that are");
    addModelArgument(*command, options->model);
    command
        ->add_option("SCAN", options->scans,
                     "What a scanner wrote: SARIF, JSON of Bandit, Trivy, Grype, pip-audit, "
                     "hadolint, Semgrep, Checkov, kube-bench or Docker Bench, log of Docker Bench")
        ->type_name("FILE");
    addModelOutput(*command, options->output);
    addJsonSwitch(*command, options->json);
    command->callback([options, &chosen] {
        chosen.run = [options](CommandContext &context) { return options->run(context); };
    });
}

} // namespace drawbridge
