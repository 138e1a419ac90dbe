#pragma once

#include "app/services/comparisons.h"

#include <QMap>

namespace drawbridge {

// The deliverables of an assessment, by their path in the package. Diagrams and PDF need a
// QGuiApplication.
struct Package
{
    QMap<QString, QByteArray> files;
    Diagnostics diagnostics;
};

// `path` is a model or a folder whose files are imported; so is `after`, the hardened system, which
// may be left out.
Result<Package> makePackage(const Services &services, const QString &path, const QString &after,
                            const QDate &date);

// Into a ZIP file when `target` ends so, else into a folder, which must be empty or hold an earlier
// package.
Result<void> writePackage(const Package &package, const QString &target, const QDate &date);

} // namespace drawbridge
