#pragma once

#include "model/base/diagnostic.h"
#include "model/engine/catalogcontent.h"
#include "model/text/jsonitems.h"

#include <memory>
#include <vector>

namespace drawbridge {

// What a file was made of, filled in by its importer.
struct ImportedParts
{
    // Without file and digest, which the importer does not know.
    std::vector<CatalogPart> parts;
    // What was left out or is odd, for the user; no places.
    QStringList notes;
};

// One official format, in JSON. Importers keep what they read: one for each file. First all items
// are taken, then what was read is brought into the catalogs.
class CatalogImporter
{
public:
    virtual ~CatalogImporter() = default;
    // By the paths of keys at the beginning of the file.
    virtual bool recognises(const QSet<QString> &paths) const = 0;
    virtual QStringList patterns() const = 0;
    virtual Result<void> take(const JsonItem &item) = 0;
    // Replaces rows by those of the file; what the file does not hold stays. An error, before any
    // change, when the file holds nothing that the catalogs know.
    virtual Result<ImportedParts> apply(CatalogContent &content) const = 0;
};

// One line a format, in the order in which several files are brought in: mappings come after the
// techniques and controls that they name.
std::vector<std::unique_ptr<CatalogImporter>> makeCatalogImporters();

} // namespace drawbridge
