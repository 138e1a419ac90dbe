#include "tests/benchmarks/program.h"

#include <QFile>
#include <QProcess>

namespace drawbridge::benchmark {

constexpr int longestRun = 120'000; // milliseconds

static Error ioError(const QString &message)
{
    return {ErrorCode::Io, message, {}};
}

Result<QByteArray> runProgram(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForStarted())
        return ioError(QStringLiteral("%1: %2").arg(program, process.errorString()));
    process.closeWriteChannel();
    if (!process.waitForFinished(longestRun)) {
        process.kill();
        process.waitForFinished();
        return ioError(QStringLiteral("%1 takes too long").arg(program));
    }
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        return ioError(QStringLiteral("%1 %2: %3")
                           .arg(program, arguments.join(QLatin1Char(' ')),
                                QString::fromUtf8(process.readAllStandardError()).trimmed()));
    }
    return process.readAllStandardOutput();
}

Result<void> writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return ioError(QStringLiteral("%1: %2").arg(path, file.errorString()));
    return {};
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return ioError(QStringLiteral("%1: %2").arg(path, file.errorString()));
    return file.readAll();
}

} // namespace drawbridge::benchmark
