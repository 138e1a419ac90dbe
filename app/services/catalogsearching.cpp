#include "app/services/catalogsearching.h"

#include <QDir>

namespace drawbridge {

Result<CatalogSearch> openCatalogSearch(const Services &services)
{
    return CatalogSearch::open(
        QDir(services.dataFolder()).filePath(QStringLiteral("catalog.sqlite")));
}

} // namespace drawbridge
