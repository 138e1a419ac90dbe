#pragma once

#include "app/services/comparisons.h"
#include "model/harden/hardening.h"

#include <QMap>

#include <optional>

namespace drawbridge {

// The deliverables of an assessment, by their path in the package. Diagrams and PDF need a
// QGuiApplication.
struct Package
{
    QMap<QString, QByteArray> files;
    Diagnostics diagnostics;
};

struct PackageOptions
{
    QDate date;
    // The hardened system, a model or a folder; empty: none is there.
    QString after = {};
    // Instead of one that is there: what hardening makes of the files.
    std::optional<HardeningLevel> level = {};
};

// `path` is a model or a folder whose files are imported.
Result<Package> makePackage(const Services &services, const QString &path,
                            const PackageOptions &options);

// Into a ZIP file when `target` ends so, else into a folder, which must be empty or hold an earlier
// package.
Result<void> writePackage(const Package &package, const QString &target, const QDate &date);

} // namespace drawbridge
