#include "catalogs/store/catalogorigin.h"

namespace drawbridge {

QString mappingOriginName(MappingOrigin origin)
{
    switch (origin) {
    case MappingOrigin::Ours:
        return QStringLiteral("ours");
    case MappingOrigin::Ctid:
        return QStringLiteral("ctid");
    case MappingOrigin::Derived:
        return QStringLiteral("derived");
    }
    return {};
}

std::optional<MappingOrigin> mappingOriginFromName(QStringView name)
{
    for (const MappingOrigin origin :
         {MappingOrigin::Ours, MappingOrigin::Ctid, MappingOrigin::Derived}) {
        if (name == mappingOriginName(origin))
            return origin;
    }
    return std::nullopt;
}

} // namespace drawbridge
