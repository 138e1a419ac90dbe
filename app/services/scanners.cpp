#include "app/services/scanners.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

#include <csignal>
#include <sys/prctl.h>

namespace drawbridge {

namespace {

constexpr int MostFilesOfAKind = 500;
constexpr int MostFilesLookedAt = 200'000;

// Files below the folder whose names `isWanted`, relative, in order. Hidden folders and installed
// packages are not the user's own.
QStringList filesBelow(const QString &folder, bool (*isWanted)(const QString &name))
{
    const QDir root(folder);
    QStringList files;
    QDirIterator all(folder, QDir::Files, QDirIterator::Subdirectories);
    for (int count = 0; all.hasNext() && count < MostFilesLookedAt; ++count) {
        const QString path = root.relativeFilePath(all.next());
        if (isWanted(all.fileName()) && !path.startsWith(u'.')
            && !path.contains(QStringLiteral("/."))
            && !path.contains(QStringLiteral("node_modules/")) && files.size() < MostFilesOfAKind)
            files += path;
    }
    files.sort();
    return files;
}

bool isPython(const QString &name)
{
    return name.endsWith(QStringLiteral(".py"));
}

bool isDockerfile(const QString &name)
{
    return name == u"Dockerfile" || name == u"Containerfile"
        || name.startsWith(QStringLiteral("Dockerfile."))
        || name.endsWith(QStringLiteral(".Dockerfile"));
}

QStringList banditArguments(const QString &folder, const QString &output)
{
    if (filesBelow(folder, isPython).isEmpty())
        return {};
    // A file .bandit in the scanned folder could switch checks off unseen; ours says nothing.
    const QString settings = QFileInfo(output).absolutePath() + QStringLiteral("/bandit.ini");
    QFile file(settings);
    if (file.open(QIODevice::WriteOnly))
        file.write("[bandit]\n");
    return {QStringLiteral("-q"),
            QStringLiteral("-r"),
            QStringLiteral("."),
            QStringLiteral("-f"),
            QStringLiteral("json"),
            QStringLiteral("-o"),
            output,
            QStringLiteral("--ini"),
            settings};
}

QStringList trivyArguments(const QString &, const QString &output)
{
    return {QStringLiteral("fs"),         QStringLiteral("--quiet"),
            QStringLiteral("--format"),   QStringLiteral("json"),
            QStringLiteral("--scanners"), QStringLiteral("vuln,misconfig,secret"),
            QStringLiteral("--output"),   output,
            QStringLiteral(".")};
}

QStringList grypeArguments(const QString &, const QString &output)
{
    return {QStringLiteral("dir:."), QStringLiteral("--quiet"), QStringLiteral("-o"),
            QStringLiteral("json"),  QStringLiteral("--file"),  output};
}

QStringList hadolintArguments(const QString &folder, const QString &)
{
    const QStringList files = filesBelow(folder, isDockerfile);
    if (files.isEmpty())
        return {};
    // "./" keeps a name from being taken for an option.
    QStringList arguments {QStringLiteral("--format"), QStringLiteral("json")};
    for (const QString &file : files)
        arguments += QStringLiteral("./") + file;
    return arguments;
}

ScannerRun ended(const Scanner &scanner, ScannerState state, const QString &message)
{
    return {scanner.name, state, {}, message};
}

QString firstLine(const QByteArray &text)
{
    constexpr qsizetype Longest = 300;
    return QString::fromUtf8(text.trimmed().left(Longest)).section(u'\n', 0, 0);
}

// Waits until the process ends; false when it was stopped, with the reason.
bool waitFor(QProcess &process, int seconds, const ProgressSink &progress, QString *reason)
{
    constexpr int Step = 50;
    QElapsedTimer clock;
    clock.start();
    while (!process.waitForFinished(Step)) {
        if (process.state() == QProcess::NotRunning)
            break;
        const bool isLate = clock.elapsed() > 1000LL * seconds;
        if (!isLate && !progress.cancelled())
            continue;
        *reason = isLate ? QStringLiteral("took longer than %1 s and was stopped").arg(seconds)
                         : QStringLiteral("cancelled");
        process.kill();
        process.waitForFinished();
        return false;
    }
    return true;
}

ScannerRun run(const Scanner &scanner, const ScanRequest &request, const ProgressSink &progress)
{
    const QString program = QStandardPaths::findExecutable(scanner.name);
    if (program.isEmpty())
        return ended(scanner, ScannerState::NotInstalled, scanner.install);
    const QString output =
        QDir(request.outputFolder).absoluteFilePath(scanner.name) + QStringLiteral(".json");
    const QStringList arguments = scanner.arguments(request.folder, output);
    if (arguments.isEmpty())
        return ended(scanner, ScannerState::NothingToScan,
                     QStringLiteral("nothing here for it (%1)").arg(scanner.finds));
    // What an earlier scan left must not pass for the result of this one.
    QFile::remove(output);
    QProcess process;
    process.setWorkingDirectory(request.folder);
    process.setStandardInputFile(QProcess::nullDevice());
    if (scanner.writesToOutput)
        process.setStandardOutputFile(output);
    // Who stops this program stops the scanner, too.
    process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    process.start(program, arguments);
    QString reason;
    if (!process.waitForStarted() || !waitFor(process, request.timeoutSeconds, progress, &reason))
        return ended(scanner, ScannerState::Failed,
                     reason.isEmpty() ? process.errorString() : reason);
    // Scanners exit with 1 when they found something.
    const bool isDone = process.exitStatus() == QProcess::NormalExit && process.exitCode() <= 1
        && QFileInfo(output).size() > 0;
    if (!isDone)
        return ended(scanner, ScannerState::Failed,
                     QStringLiteral("exited with %1: %2")
                         .arg(process.exitCode())
                         .arg(firstLine(process.readAllStandardError())));
    return {scanner.name, ScannerState::Done, output, {}};
}

} // namespace

const QList<Scanner> &scanners()
{
    static const QList<Scanner> all {
        {QStringLiteral("bandit"), QStringLiteral("flaws in Python sources"),
         QStringLiteral("on Debian: apt install bandit"), banditArguments, false},
        {QStringLiteral("hadolint"), QStringLiteral("flaws in Dockerfiles"),
         QStringLiteral("one program file from the releases of the project hadolint/hadolint"),
         hadolintArguments, true},
        {QStringLiteral("trivy"), QStringLiteral("vulnerable packages, misconfigurations, secrets"),
         QStringLiteral("a package from the releases of the project aquasecurity/trivy"),
         trivyArguments, false},
        {QStringLiteral("grype"), QStringLiteral("vulnerable packages"),
         QStringLiteral("a package from the releases of the project anchore/grype"), grypeArguments,
         false},
    };
    return all;
}

Result<QList<ScannerRun>> runScanners(const ScanRequest &request, ProgressSink &progress)
{
    if (!QFileInfo(request.folder).isDir())
        return Error {
            ErrorCode::Usage, QStringLiteral("this is no folder to scan"), {request.folder}};
    for (const QString &name : request.only) {
        const bool isKnown = std::any_of(scanners().begin(), scanners().end(),
                                         [&](const Scanner &each) { return each.name == name; });
        if (!isKnown)
            return Error {
                ErrorCode::Usage,
                QStringLiteral("there is no scanner '%1' that is run from here").arg(name),
                {}};
    }
    if (!QDir().mkpath(request.outputFolder))
        return Error {
            ErrorCode::Io, QStringLiteral("the folder cannot be made"), {request.outputFolder}};
    ScanRequest absolute = request;
    absolute.folder = QFileInfo(request.folder).absoluteFilePath();
    QList<ScannerRun> runs;
    for (qsizetype i = 0; i < scanners().size(); ++i) {
        const Scanner &scanner = scanners()[i];
        if (!request.only.isEmpty() && !request.only.contains(scanner.name))
            continue;
        if (progress.cancelled())
            return Error {ErrorCode::Cancelled, QStringLiteral("cancelled"), {}};
        progress.report(static_cast<double>(i) / static_cast<double>(scanners().size()),
                        scanner.name);
        runs += run(scanner, absolute, progress);
    }
    return runs;
}

} // namespace drawbridge
