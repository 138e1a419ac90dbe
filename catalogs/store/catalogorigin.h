#pragma once

#include "model/engine/catalogcontent.h"

#include <optional>

namespace drawbridge {

// How the origin of a mapping is written in files: ours, ctid, derived.
QString mappingOriginName(MappingOrigin origin);
std::optional<MappingOrigin> mappingOriginFromName(QStringView name);

} // namespace drawbridge
