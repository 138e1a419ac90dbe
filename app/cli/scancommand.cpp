#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "app/services/projectevidence.h"
#include "app/services/scanners.h"
#include "model/evidence/readscan.h"
#include "model/project/projectwriter.h"
#include "model/text/jsonwriter.h"

#include <QDir>
#include <QFileInfo>

namespace drawbridge {

namespace {

QString wordOf(ScannerState state)
{
    switch (state) {
    case ScannerState::Done:
        return QStringLiteral("done");
    case ScannerState::NotInstalled:
        return QStringLiteral("not-installed");
    case ScannerState::NothingToScan:
        return QStringLiteral("nothing-to-scan");
    case ScannerState::Failed:
        break;
    }
    return QStringLiteral("failed");
}

// Relative where it lies below the folder that one is in.
QString shownPath(const QString &path)
{
    const QString relative = QDir::current().relativeFilePath(path);
    return relative.startsWith(QStringLiteral("..")) ? path : relative;
}

void writeRun(JsonWriter &writer, const ScannerRun &each, const QString &count)
{
    writer.beginObject();
    writer.member(u"name", each.name);
    writer.member(u"state", wordOf(each.state));
    if (!count.isEmpty()) {
        writer.member(u"results", count.toLongLong());
        writer.member(u"file", each.file);
    } else {
        writer.member(u"message", each.message);
    }
    writer.endObject();
}

struct ScanCommand
{
    std::string folder;
    std::string output = "scans";
    std::string model;
    std::vector<std::string> only;
    int timeout = 600;
    bool json = false;

    int run(CommandContext &context) const;
    Result<void> attach(CommandContext &context, const QStringList &files) const;
};

// Progress for the person: which scanner is at work.
class SayingProgress final : public ProgressSink
{
public:
    explicit SayingProgress(const CommandContext &context)
        : m_context(context)
    {
    }

    void report(double, const QString &what) override
    {
        m_context.say(what + QStringLiteral(" ..."));
    }
    bool cancelled() const override { return false; }

private:
    const CommandContext &m_context;
};

Result<void> ScanCommand::attach(CommandContext &context, const QStringList &files) const
{
    auto project = context.load(text(model));
    if (!project)
        return project.error();
    const auto services = context.services();
    if (!services)
        return services.error();
    SilentProgress progress;
    const auto all =
        withScans(project->evidence.scans ? *project->evidence.scans : Evidence(), files,
                  project->model, QFileInfo(text(model)).absolutePath(), progress);
    if (!all)
        return all.error();
    const Result<void> saved = saveEvidence(*all, project->model, text(model));
    if (!saved)
        return saved;
    return context.write(text(model), ProjectWriter(*(*services)->schema()).write(project->model));
}

// How many results a file holds; what cannot be read is a failure of its scanner.
Result<qsizetype> countIn(const QString &file)
{
    const auto runs = readScan(file, QFileInfo(file).fileName());
    if (!runs)
        return runs.error();
    qsizetype count = 0;
    for (const EvidenceRun &run : *runs)
        count += run.results.size();
    return count;
}

int ScanCommand::run(CommandContext &context) const
{
    SayingProgress progress(context);
    const auto runs = runScanners({text(folder), text(output), texts(only), timeout}, progress);
    if (!runs)
        return context.fail(runs.error());
    JsonWriter writer;
    writer.beginObject();
    writer.member(u"schema", QStringLiteral("drawbridge/scan/1"));
    writer.key(u"scanners");
    writer.beginArray();
    QStringList files;
    QString table;
    bool failed = false;
    for (ScannerRun each : *runs) {
        QString count;
        if (each.state == ScannerState::Done) {
            const Result<qsizetype> results = countIn(each.file);
            if (results) {
                count = QString::number(*results);
                files += each.file;
            } else {
                each.state = ScannerState::Failed;
                each.message = results.error().toString();
            }
        }
        failed = failed || each.state == ScannerState::Failed;
        writeRun(writer, each, count);
        table +=
            QStringLiteral("%1  %2  %3\n")
                .arg(each.name, -10)
                .arg(wordOf(each.state), -16)
                .arg(count.isEmpty()
                         ? each.message
                         : QStringLiteral("%1 results in %2").arg(count, shownPath(each.file)));
    }
    writer.endArray();
    writer.endObject();
    const auto written = context.write(QStringLiteral("-"), json ? writer.take() : table.toUtf8());
    if (!written)
        return context.fail(written.error());
    if (!model.empty() && !files.isEmpty()) {
        const Result<void> attached = attach(context, files);
        if (!attached)
            return context.fail(attached.error());
        context.say(QStringLiteral("%1 attached to %2")
                        .arg(counted(files.size(), QStringLiteral("scan")), text(model)));
    }
    if (files.isEmpty())
        return context.fail(QStringLiteral("no scanner gave a result, so nothing was checked"));
    return failed ? CheckFailed : Done;
}

} // namespace

void addScanCommand(CLI::App &app, Invocation &chosen)
{
    auto options = std::make_shared<ScanCommand>();
    CLI::App *command =
        app.add_subcommand("scan", "Run the scanners that are installed over a folder");
    command->add_option("DIR", options->folder, "Folder of sources, Dockerfiles and other files")
        ->required()
        ->type_name("DIR");
    command
        ->add_option("-o,--output", options->output,
                     "Folder for what the scanners write; default is scans")
        ->type_name("DIR");
    command->add_option("--into", options->model, "Project file that the results are attached to")
        ->type_name("MODEL");
    addRepeatable(*command, "--only", options->only, "NAME",
                  "Run this one of bandit, hadolint, trivy and grype; may be repeated");
    command
        ->add_option("--timeout", options->timeout,
                     "Seconds that one scanner may take; default is 600")
        ->check(CLI::Range(1, 86400))
        ->type_name("SECONDS");
    addJsonSwitch(*command, options->json);
    command->callback([options, &chosen] {
        chosen.run = [options](CommandContext &context) { return options->run(context); };
    });
}

} // namespace drawbridge
