#pragma once

#include "app/services/loadproject.h"
#include "model/assess/comparison.h"

#include <QDate>

namespace drawbridge {

// One side of a comparison: a project file, or a folder whose files are imported.
struct ComparedSide
{
    ThreatModel model;
    // As it is shown: the name that it was given.
    QString name;
    Diagnostics diagnostics = {};
    // What scanners said, of a project that has such a file beside it.
    ProjectEvidence evidence = {};
    // Of a project file: where rule packs of its own may stand. Empty for a folder.
    QString projectPath = {};
    // From where the paths of its sources start.
    QString folder = {};
};

Result<ComparedSide> loadSide(const Services &services, const QString &path);
Result<Comparison> compareSides(const Services &services, const ComparedSide &before,
                                const ComparedSide &after, const QDate &date);

// The words for --format: "text", "json", "csv", "md", "html", "pdf".
QStringList comparisonFormats();
// The format for a file's ending; empty for one that is not known, "text" for standard output.
QString comparisonFormatFor(const QString &fileName);
// The finished file. PDF needs a QGuiApplication.
Result<QByteArray> writeComparison(const Comparison &comparison, const ComparedSide &before,
                                   const ComparedSide &after, const QString &format,
                                   const QDate &date);

} // namespace drawbridge
