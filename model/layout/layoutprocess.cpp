#include "model/layout/layoutprocess.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

namespace drawbridge {
namespace {

constexpr int PollMilliseconds = 5;
// Ten times what a hundred thousand boxes need.
constexpr qsizetype MaximumAnswer = 64 * 1024 * 1024;

const QString &layoutProgramName()
{
    static const QString name = QStringLiteral("drawbridge-layout");
    return name;
}

// Works before a QCoreApplication exists, unlike QCoreApplication::applicationDirPath().
QString executableFolder()
{
    return QFileInfo(QFile::symLinkTarget(QStringLiteral("/proc/self/exe"))).path();
}

void killAndReap(QProcess &process)
{
    process.kill();
    process.waitForFinished(1000);
}

Result<QByteArray> answerOf(QProcess &process)
{
    if (process.exitStatus() == QProcess::CrashExit)
        return Error {
            ErrorCode::Internal,
            QStringLiteral("the layout program crashed; Graphviz could not lay out this diagram"),
            {}};
    if (process.exitCode() != 0) {
        const QString reason =
            QString::fromUtf8(process.readAllStandardError().left(300)).simplified();
        return Error {ErrorCode::Internal,
                      QStringLiteral("the layout program failed: %1")
                          .arg(reason.isEmpty()
                                   ? QStringLiteral("exit code %1").arg(process.exitCode())
                                   : reason),
                      {}};
    }
    return process.readAllStandardOutput();
}

} // namespace

Result<QString> findLayoutProgram()
{
    const QString folder = executableFolder();
    const QStringList places {folder, folder + QStringLiteral("/../libexec/drawbridge"),
                              folder + QStringLiteral("/../bin")};
    const QString beside = QStandardPaths::findExecutable(layoutProgramName(), places);
    if (!beside.isEmpty())
        return beside;
    const QString onPath = QStandardPaths::findExecutable(layoutProgramName());
    if (!onPath.isEmpty())
        return onPath;
    return Error {
        ErrorCode::NotFound,
        QStringLiteral("the layout program '%1' is missing (searched %2, ../libexec/drawbridge "
                       "and the PATH); install Drawbridge again to restore it")
            .arg(layoutProgramName(), folder),
        {}};
}

Result<QByteArray> runLayoutProgram(const QString &program, const QByteArray &request,
                                    int limitMilliseconds, ProgressSink &progress)
{
    QProcess process;
    QElapsedTimer timer;
    timer.start();
    process.start(program, {});
    if (!process.waitForStarted(5000))
        return Error {ErrorCode::NotFound,
                      QStringLiteral("the layout program '%1' cannot be started: %2")
                          .arg(program, process.errorString()),
                      {}};
    process.write(request);
    process.closeWriteChannel();
    while (!process.waitForFinished(PollMilliseconds)) {
        if (process.state() == QProcess::NotRunning)
            break;
        if (progress.cancelled()) {
            killAndReap(process);
            return Error {ErrorCode::Cancelled, QStringLiteral("layout: cancelled"), {}};
        }
        if (timer.elapsed() > limitMilliseconds || process.bytesAvailable() > MaximumAnswer) {
            killAndReap(process);
            return Error {ErrorCode::LimitExceeded,
                          QStringLiteral("the layout program was stopped after %1 seconds")
                              .arg(double(timer.elapsed()) / 1000.0, 0, 'f', 1),
                          {}};
        }
    }
    return answerOf(process);
}

} // namespace drawbridge
