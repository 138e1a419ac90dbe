#pragma once

#include "app/services/comparisons.h"
#include "model/harden/hardening.h"

#include <QMap>

namespace drawbridge {

// What hardening adds to a package. Values of secrets in its files read "***": it is handed on, and
// files to be run are written by hardening itself.
struct PackagedHardening
{
    // By their path in the package: the files as they would be, the changes, what was done and what
    // is left to do by hand.
    QMap<QString, QByteArray> files;
    // The system as it would be.
    ComparedSide system;
};

// Hardens the files that a system was read from, without writing any of them. An error when none of
// them is there or can be hardened. A model that has no diagram yet gets one, which needs a
// QGuiApplication.
Result<PackagedHardening> hardenForPackage(const Services &services, const ComparedSide &system,
                                           HardeningLevel level, const QDate &date);

// The files that a hardened system was read from, as far as they can be hardened; none for a model
// whose files are not there.
Result<QMap<QString, QByteArray>> filesForPackage(const Services &services,
                                                  const ComparedSide &system);

} // namespace drawbridge
