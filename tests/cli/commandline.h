#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace drawbridge::test {

// What one run of drawbridge-cli gave.
struct Run
{
    // -1 when it crashed, could not start or did not end in time.
    int status = -1;
    QByteArray out;
    QByteArray err;

    QJsonObject json() const;
    // One line on stderr, which begins with the program's name.
    bool saysOneLine() const;
    // For messages of a failed comparison.
    QByteArray summary() const;
};

// Runs drawbridge-cli as a user does: in a folder of its own, without a display.
class CommandLine
{
public:
    // Variables that are set for every run; an empty value removes the variable.
    QMap<QString, QString> environment;
    // Where it runs; the scratch folder unless told.
    QString workingFolder;

    Run run(const QStringList &arguments, const QByteArray &input = {}) const;

    // A path in the scratch folder.
    QString path(const QString &name) const { return m_scratch.filePath(name); }
    void write(const QString &name, const QByteArray &content) const;
    QByteArray read(const QString &name) const;
    // All files below a folder of the scratch folder, with their content.
    QMap<QString, QByteArray> files(const QString &folder = QStringLiteral(".")) const;

private:
    QTemporaryDir m_scratch;
};

// The Compose file of the sample that the project ships.
QString sampleCompose();

// Every combination of a view and a format that export writes, as the names of its files:
// "threats.csv".
QStringList exportNames();

} // namespace drawbridge::test
