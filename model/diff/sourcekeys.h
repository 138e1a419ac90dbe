#pragma once

#include "model/core/threatmodel.h"

namespace drawbridge {

// The folder of an imported file as it counts in comparisons: a first or last folder called before
// or after does not, so that both versions of a system compare. "deploy/before/compose.yml" ->
// "deploy".
QString comparableFolder(const QString &path);
// The same with the file's name.
QString comparablePath(const QString &path);

// What an imported thing is called, from the most exact to the loosest.
struct ComparableKey
{
    // By file, by folder and format, and by format alone; all empty for what was drawn.
    QString inFile;
    QString inFolder;
    QString anywhere;
};
ComparableKey comparableKey(const Source &source, const QString &key);

} // namespace drawbridge
