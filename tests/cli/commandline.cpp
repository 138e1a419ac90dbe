#include "tests/cli/commandline.h"

#include "tests/support/testrunner.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>

namespace drawbridge::test {

static constexpr int LongestRun = 120'000; // milliseconds

QJsonObject Run::json() const
{
    return QJsonDocument::fromJson(out).object();
}

bool Run::saysOneLine() const
{
    return err.startsWith("drawbridge-cli: ") && err.count('\n') == 1 && err.endsWith('\n')
        && err.size() < 1000;
}

QByteArray Run::summary() const
{
    return "status " + QByteArray::number(status) + ", stdout: " + out.left(2000)
        + ", stderr: " + err.left(2000);
}

static QProcessEnvironment environmentWith(const QMap<QString, QString> &changes)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *display : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        environment.remove(QString::fromLatin1(display));
    environment.insert(QStringLiteral("SOURCE_DATE_EPOCH"), QStringLiteral("1700000000"));
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (it->isEmpty())
            environment.remove(it.key());
        else
            environment.insert(it.key(), *it);
    }
    return environment;
}

Run CommandLine::run(const QStringList &arguments, const QByteArray &input) const
{
    QProcess process;
    QMap<QString, QString> changes = environment;
    // What the person at this machine imported is no matter of the tests.
    if (!changes.contains(QStringLiteral("XDG_DATA_HOME")))
        changes.insert(QStringLiteral("XDG_DATA_HOME"), path(QStringLiteral(".share")));
    process.setProcessEnvironment(environmentWith(changes));
    process.setWorkingDirectory(workingFolder.isEmpty() ? m_scratch.path() : workingFolder);
    process.start(binaryDir() + QStringLiteral("/bin/drawbridge-cli"), arguments);
    if (!process.waitForStarted())
        return {-1, {}, process.errorString().toUtf8()};
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(LongestRun)) {
        process.kill();
        process.waitForFinished();
        return {-1, {}, "does not end"};
    }
    const bool crashed = process.exitStatus() != QProcess::NormalExit;
    return {crashed ? -1 : process.exitCode(), process.readAllStandardOutput(),
            process.readAllStandardError()};
}

void CommandLine::write(const QString &name, const QByteArray &content) const
{
    QDir(m_scratch.path()).mkpath(QFileInfo(path(name)).path());
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(name));
}

QByteArray CommandLine::read(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QMap<QString, QByteArray> CommandLine::files(const QString &folder) const
{
    QMap<QString, QByteArray> found;
    const QDir root(path(folder));
    QDirIterator walk(root.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        QFile file(walk.next());
        if (file.open(QIODevice::ReadOnly))
            found.insert(root.relativeFilePath(file.fileName()), file.readAll());
    }
    return found;
}

QString sampleCompose()
{
    return sourceDir()
        + QStringLiteral("/resources/samples/flask-microservices/before/compose.yaml");
}

QStringList exportNames()
{
    const QStringList tables {QStringLiteral("threats"),   QStringLiteral("endpoints"),
                              QStringLiteral("attack"),    QStringLiteral("nist"),
                              QStringLiteral("questions"), QStringLiteral("elements")};
    QStringList names {QStringLiteral("diagram.svg"),    QStringLiteral("diagram.png"),
                       QStringLiteral("diagram.pdf"),    QStringLiteral("analysis.json"),
                       QStringLiteral("analysis.sarif"), QStringLiteral("report.html"),
                       QStringLiteral("report.md"),      QStringLiteral("report.pdf")};
    for (const QString &table : tables) {
        for (const char *format : {".csv", ".md", ".json"})
            names += table + QString::fromLatin1(format);
    }
    return names;
}

} // namespace drawbridge::test
