#include "app/mainwindow/filecommands.h"
#include "app/mainwindow/mainwindow.h"
#include "app/render/fonts.h"

#include <QApplication>
#include <QCommandLineParser>

#include <clocale>
#include <cstdio>

using namespace drawbridge;

namespace {

int fail(const QString &message)
{
    std::fprintf(stderr, "drawbridge: %s\n", message.toUtf8().constData());
    return 2;
}

// Without a display Qt would end the program with a core dump and no clear word.
bool hasDisplay()
{
    const QByteArray platform = qgetenv("QT_QPA_PLATFORM");
    return !qEnvironmentVariableIsEmpty("DISPLAY")
        || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") || platform == "offscreen"
        || platform == "minimal" || platform.startsWith("vnc");
}

} // namespace

int main(int argc, char **argv)
{
    if (!hasDisplay())
        return fail(QStringLiteral("there is no display; drawbridge-cli works without one"));
    QApplication application(argc, argv);
    std::setlocale(LC_NUMERIC, "C");
    QApplication::setOrganizationName(QStringLiteral("Drawbridge"));
    QApplication::setApplicationName(QStringLiteral("Drawbridge"));
    QApplication::setApplicationVersion(QStringLiteral(DRAWBRIDGE_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Threat modeling for containerised services."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption data(QStringLiteral("data"),
                                  QStringLiteral("Folder of catalogs and rules."),
                                  QStringLiteral("folder"));
    parser.addOption(data);
    const QCommandLineOption bundled(
        QStringLiteral("bundled-catalogs"),
        QStringLiteral("Without what drawbridge-cli catalog import brought."));
    parser.addOption(bundled);
    parser.addPositionalArgument(QStringLiteral("file"),
                                 QStringLiteral("Project to open, or files to import."));
    parser.process(application);

    if (const auto fonts = ensureFonts(); !fonts)
        return fail(fonts.error().toString());
    auto services = Services::create({parser.value(data), {}, true, parser.isSet(bundled)});
    if (!services)
        return fail(services.error().toString());
    (*services)->expectCatalog();
    auto rules = (*services)->rules();
    // A mistake in a pack of the user is told, and does not keep anyone from working.
    const QString mistake = rules ? QString() : rules.error().toString();
    if (!rules) {
        services = Services::create({parser.value(data), {}, false, parser.isSet(bundled)});
        if (!services)
            return fail(services.error().toString());
        rules = (*services)->rules();
    }
    if (!rules)
        return fail(rules.error().toString());
    const auto catalog = (*services)->catalog();
    if (!catalog)
        return fail(catalog.error().toString());
    const Diagnostics catalogNotes = (*services)->catalogNotes();
    MainWindow window(std::move(*services), *rules, *catalog, std::make_unique<DialogPrompts>(),
                      QDate::currentDate());
    window.show();
    if (!mistake.isEmpty())
        window.tellOfUserRules(mistake);
    for (const Diagnostic &note : catalogNotes)
        window.tellOfCatalogs(note.where.toString() + QStringLiteral(": ") + note.message);
    if (parser.positionalArguments().isEmpty())
        window.offerRecovery();
    window.files().takeFiles(parser.positionalArguments());
    return QApplication::exec();
}
