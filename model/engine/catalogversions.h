#pragma once

#include "model/engine/catalogcontent.h"

#include <QMap>

namespace drawbridge {

// The versions of catalogs as a project keeps them: "attack" -> "18.1", also "nist", "mapping".
QMap<QString, QString> recordedVersions(const CatalogVersions &versions);

// "ATT&CK 17.1 (18.1 is in use now)" and so on, for each that differs from what a project kept;
// empty when none does, or when the project kept nothing.
QString changedVersions(const QMap<QString, QString> &recorded,
                        const QMap<QString, QString> &inUse);

} // namespace drawbridge
