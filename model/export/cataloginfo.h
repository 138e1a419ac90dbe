#pragma once

#include "model/engine/catalogsnapshot.h"
#include "model/export/tabledocument.h"
#include "model/text/jsonwriter.h"

namespace drawbridge {

// {"schema", "attack": {...}, "nist": {...}, "mappings", "capec", "bundled": {versions},
// "imported": [parts]}.
QByteArray writeCatalogJson(const CatalogSnapshot &catalog, const CatalogVersions &bundled);
// Versions and counts in words, then the files that were imported.
QByteArray writeCatalogText(const CatalogSnapshot &catalog, const CatalogVersions &bundled);

// A member with the version of each part.
void writeVersions(JsonWriter &writer, QStringView name, const CatalogVersions &versions);

// "techniques of ATT&CK Enterprise", "controls of the baseline MODERATE", ...
QString partInWords(const CatalogPart &part);

} // namespace drawbridge
