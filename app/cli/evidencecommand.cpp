#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "app/services/decidefindings.h"
#include "app/services/exports.h"
#include "app/services/projectevidence.h"
#include "model/export/explanation.h"
#include "model/export/tableviews.h"
#include "model/export/tablewriters.h"
#include "model/project/projectwriter.h"

#include <QFileInfo>

#include <functional>

namespace drawbridge {

namespace {

struct EvidenceCommand
{
    std::string model;
    std::vector<std::string> scans;
    std::string output;
    std::vector<std::string> assignments;
    std::vector<std::string> suppressions;
    std::vector<std::string> again;
    std::string reason;
    std::string author;
    std::string expires;
    bool json = false;

    int run(CommandContext &context) const;
    bool decides() const { return !assignments.empty() || !suppressions.empty() || !again.empty(); }
    QString target() const { return output.empty() ? text(model) : text(output); }
    Result<void> attach(LoadedProject &project) const;
    Result<void> decide(const Services &services, LoadedProject &project, const QDate &day) const;
    Result<void>
    decideOne(const QString &what, LoadedProject &project, const Findings &findings,
              const std::function<Result<ModelEdit>(const QList<DecidedFinding> &)> &edit) const;
    Result<void> print(CommandContext &context, const LoadedProject &project,
                       const Findings &findings) const;
};

Result<void> EvidenceCommand::attach(LoadedProject &project) const
{
    SilentProgress progress;
    auto all = withScans(project.evidence.scans ? *project.evidence.scans : Evidence(),
                         texts(scans), project.model, QFileInfo(target()).absolutePath(), progress);
    if (!all)
        return all.error();
    // Large scans are not held twice.
    project.evidence.scans.reset();
    const Result<void> saved = saveEvidence(*all, project.model, target());
    if (!saved)
        return saved;
    project.evidence = evidenceOf(std::move(*all), project.model, target());
    return {};
}

// The finding whose id begins like this.
Result<qsizetype> findingCalled(const Findings &findings, const QString &name)
{
    qsizetype found = -1;
    for (qsizetype i = 0; i < findings.all().size() && name.size() >= 4; ++i) {
        const Finding &finding = findings.all().at(i);
        for (qsizetype source = 0; source < finding.sources.size(); ++source) {
            if (!findings.result(finding, source).fingerprint.startsWith(name) || found == i)
                continue;
            if (found >= 0)
                return Error {ErrorCode::Usage,
                              QStringLiteral("several findings begin with '%1'").arg(name),
                              {}};
            found = i;
        }
    }
    if (found < 0)
        return Error {
            ErrorCode::Usage,
            QStringLiteral("there is no finding '%1'; the list shows their ids").arg(name),
            {}};
    return found;
}

Result<void> EvidenceCommand::decideOne(
    const QString &what, LoadedProject &project, const Findings &findings,
    const std::function<Result<ModelEdit>(const QList<DecidedFinding> &)> &edit) const
{
    const auto found = findingCalled(findings, what);
    if (!found)
        return found.error();
    const auto made = edit(decidedFindings(project.model, findings, findings.all().at(*found)));
    if (!made)
        return made.error();
    applyChanges(project.model, made->changes());
    return {};
}

Result<void> EvidenceCommand::decide(const Services &services, LoadedProject &project,
                                     const QDate &day) const
{
    const auto findings = findingsIn(services, project.model, project.evidence, day);
    if (!findings)
        return findings.error();
    SuppressionText said {text(reason), text(author), day,
                          QDate::fromString(text(expires), Qt::ISODate)};
    if (!expires.empty() && !said.expires.isValid())
        return Error {
            ErrorCode::Usage, QStringLiteral("--expires needs a date such as 2026-11-24"), {}};
    for (const QString &assignment : texts(assignments)) {
        const QString name = assignment.section(u'=', 1);
        const auto record =
            name.isEmpty() ? Result<NamedRecord>(NamedRecord()) : recordCalled(project.model, name);
        if (!record)
            return record.error();
        const auto done =
            decideOne(assignment.section(u'=', 0, 0), project, *findings, [&](const auto &decided) {
                return assignFindings(project.model, decided, record->kind, record->id, said.author,
                                      day);
            });
        if (!done)
            return done;
    }
    for (const QString &each : texts(suppressions)) {
        const auto done = decideOne(each, project, *findings, [&](const auto &decided) {
            return suppressFindings(project.model, decided, said);
        });
        if (!done)
            return done;
    }
    for (const QString &each : texts(again)) {
        const auto done = decideOne(each, project, *findings, [&](const auto &decided) {
            return unsuppressFindings(project.model, decided);
        });
        if (!done)
            return done;
    }
    return {};
}

Result<void> EvidenceCommand::print(CommandContext &context, const LoadedProject &project,
                                    const Findings &findings) const
{
    ExportInput input;
    input.model = &project.model;
    input.scans = project.evidence.scans.get();
    input.findings = &findings;
    if (json)
        return context.write(QStringLiteral("-"), writeTableJson(evidenceTable(input)));
    constexpr qsizetype MostRows = 1000;
    const TableDocument table = findingsForTerminal(input, MostRows);
    if (findings.all().size() > MostRows)
        context.say(QStringLiteral("%1 of %2 findings are shown; --json has them all")
                        .arg(MostRows)
                        .arg(findings.all().size()));
    return context.write(QStringLiteral("-"), writePlainText(table));
}

int EvidenceCommand::run(CommandContext &context) const
{
    const bool writes = !scans.empty() || decides();
    if (writes && target() == u"-")
        return context.fail(QStringLiteral("evidence is kept beside the model, so the model needs "
                                           "a file: name one with -o"));
    const auto services = context.services();
    if (!services)
        return context.fail(services.error());
    const auto day = context.date();
    if (!day)
        return context.fail(day.error());
    auto project = context.load(text(model));
    if (!project)
        return context.fail(project.error());
    Result<void> done;
    if (!scans.empty())
        done = attach(*project);
    if (done && decides())
        done = decide(**services, *project, *day);
    if (done && writes)
        done = context.write(target(), ProjectWriter(*(*services)->schema()).write(project->model));
    if (!done)
        return context.fail(done.error());
    const auto findings = findingsIn(**services, project->model, project->evidence, *day);
    if (!findings)
        return context.fail(findings.error());
    if (const auto printed = print(context, *project, *findings); !printed)
        return context.fail(printed.error());
    qsizetype results = 0;
    const QList<EvidenceRun> runs =
        project->evidence.scans ? project->evidence.scans->runs : QList<EvidenceRun>();
    for (const EvidenceRun &each : runs)
        results += each.results.size();
    context.say(QStringLiteral("%1 with %2")
                    .arg(counted(runs.size(), QStringLiteral("scan")),
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
    addRepeatable(*command, "--assign", options->assignments, "ID=RECORD",
                  "Say which record a finding speaks of, by name or id; nothing behind '=' takes "
                  "that back");
    addRepeatable(*command, "--suppress", options->suppressions, "ID",
                  "Say that a finding does not count; needs --reason");
    addRepeatable(*command, "--count-again", options->again, "ID", "Take a suppression back");
    command->add_option("--reason", options->reason, "Why findings do not count")
        ->type_name("TEXT");
    command->add_option("--author", options->author, "Who says so")->type_name("NAME");
    command->add_option("--expires", options->expires, "Until when a suppression holds")
        ->type_name("DATE");
    addJsonSwitch(*command, options->json);
    command->callback([options, &chosen] {
        chosen.run = [options](CommandContext &context) { return options->run(context); };
    });
}

} // namespace drawbridge
