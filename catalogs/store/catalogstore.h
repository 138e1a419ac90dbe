#pragma once

#include "model/base/result.h"
#include "model/engine/catalogsnapshot.h"

namespace drawbridge {

// Reads the compiled catalogs. The file is opened, read and closed within the call, in the
// caller's thread; the snapshot may then go anywhere.
class CatalogStore
{
public:
    static Result<CatalogSnapshot> load(const QString &path);
};

} // namespace drawbridge
