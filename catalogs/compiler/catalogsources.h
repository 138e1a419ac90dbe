#pragma once

#include "catalogs/compiler/tsvtable.h"
#include "model/engine/catalogcontent.h"

#include <map>

namespace drawbridge {

// The fact tables of catalogs/data as they were read, with the line of every row.
class CatalogSources
{
public:
    static Result<CatalogSources> read(const QString &folder);

    // By name without ".tsv"; the names are those of the list in the source file.
    const TsvTable &table(const char *name) const;
    const QString &folder() const { return m_folder; }

    // The catalogs, once all checks have passed.
    CatalogContent content() const;

private:
    QString m_folder;
    std::map<QString, TsvTable> m_tables;
};

} // namespace drawbridge
