#include "app/cli/command.h"

#include <QGuiApplication>

#include <clocale>
#include <cstdio>
#include <memory>

using namespace drawbridge;

namespace {

QString parseProblem(const CLI::App &app, const CLI::ParseError &error)
{
    const QString problem = text(error.what());
    const bool lacksCommand = problem.startsWith(QStringLiteral("A subcommand is required"));
    const QString unknown = texts(app.remaining(true)).value(0);
    if (unknown.startsWith(u'-'))
        return QStringLiteral("there is no option '%1' here").arg(unknown);
    if (lacksCommand && !unknown.isEmpty())
        return QStringLiteral("there is no command '%1'").arg(unknown);
    return lacksCommand ? QStringLiteral("a command is missing") : problem;
}

int report(CommandContext &context, const CLI::App &app, const CLI::ParseError &error)
{
    // --help and --version arrive as errors of code 0 and go to standard output.
    if (error.get_exit_code() == 0)
        return app.exit(error);
    return context.fail(parseProblem(app, error) + QStringLiteral("; see --help"));
}

std::unique_ptr<QCoreApplication> makeApplication(bool needsFonts, int &argc, char **argv)
{
    if (needsFonts)
        return std::make_unique<QGuiApplication>(argc, argv);
    return std::make_unique<QCoreApplication>(argc, argv);
}

// Qt's own notes (of a missing runtime folder, say) are not for the user of a command.
void dropMessage(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (type == QtCriticalMsg || type == QtFatalMsg)
        std::fprintf(stderr, "%s\n", message.toUtf8().constData());
}

} // namespace

int main(int argc, char **argv)
{
    qInstallMessageHandler(dropMessage);
    // The command line never needs a display, and neither locale nor time zone reach its output.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("TZ", "UTC");
    qunsetenv("QT_SCALE_FACTOR");

    CommandContext context;
    std::string dataFolder;
    std::string asOf;
    CLI::App app {"Threat modeling for containerised services", "drawbridge-cli"};
    app.set_version_flag("--version", programName().toStdString());
    app.set_help_all_flag("--help-all", "Help for every command");
    app.add_option("--data", dataFolder, "Folder of catalogs and rules; default is the installed")
        ->type_name("FOLDER");
    app.add_option("--as-of", asOf,
                   "What today is (2026-11-24), for dates in output and expiry; default is "
                   "SOURCE_DATE_EPOCH, else today")
        ->type_name("DATE");
    app.add_flag("--user-rules", context.userRules,
                 "Also use the rule packs in ~/.config/drawbridge/rules");
    app.add_flag("--bundled-catalogs", context.bundledCatalogs,
                 "Without what catalog import brought; so it is with --data, too");
    app.add_flag("-q,--quiet", context.quiet, "No notes on stderr, only errors");
    app.require_subcommand(1);
    app.fallthrough();

    app.footer("--data, --as-of, --user-rules and --quiet may stand before or after a command; "
               "`drawbridge-cli COMMAND --help` tells of one command.\n\n"
               "Exit status: 0 done, 1 a check that was asked for failed, 2 bad usage or input.");

    Invocation chosen;
    for (const AddCommand add : commandTable())
        add(app, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return report(context, app, error);
    }
    context.dataFolder = text(dataFolder);
    context.asOf = text(asOf);
    const auto application = makeApplication(chosen.needsFonts, argc, argv);
    std::setlocale(LC_NUMERIC, "C");
    const int status = chosen.run(context);
    context.close();
    return status;
}
