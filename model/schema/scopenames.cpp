#include "model/schema/scopenames.h"

#include <array>

namespace drawbridge {

static constexpr std::array ScopeNames {
    "element", "runtime", "store",     "external", "registry", "interface", "flow",  "boundary",
    "host",    "cluster", "namespace", "network",  "image",    "identity",  "asset", "model"};

QString nameOf(PropertyScope scope)
{
    return QLatin1String(ScopeNames[static_cast<size_t>(scope)]);
}

std::optional<PropertyScope> scopeNamed(const QString &name)
{
    for (size_t i = 0; i < ScopeNames.size(); ++i) {
        if (name == QLatin1String(ScopeNames[i]))
            return static_cast<PropertyScope>(i);
    }
    return std::nullopt;
}

} // namespace drawbridge
