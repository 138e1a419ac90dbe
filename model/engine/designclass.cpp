#include "model/engine/designclass.h"

#include <array>

namespace drawbridge {

static constexpr std::array DesignClassNames {"", "direct", "precondition", "roll-up",
                                              "not-visible"};

QString nameOf(DesignClass designClass)
{
    return QLatin1String(DesignClassNames[static_cast<size_t>(designClass)]);
}

std::optional<DesignClass> designClassNamed(const QString &name)
{
    for (size_t i = 0; i < DesignClassNames.size(); ++i) {
        if (name == QLatin1String(DesignClassNames[i]))
            return static_cast<DesignClass>(i);
    }
    return std::nullopt;
}

} // namespace drawbridge
