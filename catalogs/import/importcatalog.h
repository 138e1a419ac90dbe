#pragma once

#include "catalogs/import/catalogimporter.h"

class QIODevice;

namespace drawbridge {

// Official files on their way into the catalogs: STIX bundles of ATT&CK and CAPEC, OSCAL catalogs
// and baselines of NIST SP 800-53, mappings of the Center for Threat-Informed Defense. Each is told
// by what it holds, and read as hostile input.
class CatalogImport
{
public:
    CatalogImport();
    ~CatalogImport();
    CatalogImport(CatalogImport &&) noexcept;
    CatalogImport &operator=(CatalogImport &&) noexcept;

    // `shownName` stands in messages; its last part is kept as the name of the file.
    Result<void> read(QIODevice &device, const QString &shownName);
    Result<void> read(const QString &path);

    // The catalogs with everything that was read; their parts name the files. Notes tell what was
    // left out, and what is older than what was there.
    Result<CatalogContent> applyTo(CatalogContent content, Diagnostics &notes) const;

private:
    struct File;
    std::vector<File> m_files;
};

} // namespace drawbridge
