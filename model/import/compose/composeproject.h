#pragma once

#include "model/import/compose/composefile.h"

#include <QSet>

namespace drawbridge::compose {

// A service after overrides, extends and profiles, still as the file spells it.
struct ResolvedService
{
    QString name;
    ComposeNode node;
    // Folder that its relative paths start at, below the import root.
    QString folder;
    // Something it builds on (extends, include) could not be read: its lists may hold more.
    bool partial = false;
};

// The sections of a Compose project after everything that it refers to has been read.
struct ComposeProject
{
    QString name;
    QString version;
    // In the order of the files.
    std::vector<ResolvedService> services;
    QSet<QString> inactiveServices;
    ComposeNode networks;
    ComposeNode volumes;
    ComposeNode secrets;
    ComposeNode configs;
    // An included file could not be read.
    bool partial = false;
    // The first file, which speaks for the project.
    Origin origin;
};

// Reads the files and all that they include or extend.
Result<ComposeProject> readProject(ComposeReading &reading, const QList<ImportFile> &files);

} // namespace drawbridge::compose
