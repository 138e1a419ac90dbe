#pragma once

#include "app/render/diagrampicture.h"

#include <algorithm>

namespace drawbridge {

// Entries of a picture by id; null when it does not show them.
inline const ElementPicture *findElement(const DiagramPicture &picture, const IdText &id)
{
    const auto it = std::lower_bound(
        picture.elements.cbegin(), picture.elements.cend(), id,
        [](const ElementPicture &shown, const IdText &wanted) { return shown.id < wanted; });
    return it != picture.elements.cend() && it->id == ElementId(id) ? &*it : nullptr;
}

inline const FlowPicture *findFlow(const DiagramPicture &picture, const IdText &id)
{
    const auto it = std::lower_bound(
        picture.flows.cbegin(), picture.flows.cend(), id,
        [](const FlowPicture &shown, const IdText &wanted) { return shown.id < wanted; });
    return it != picture.flows.cend() && it->id == FlowId(id) ? &*it : nullptr;
}

// Boundaries are in the order of their depth.
inline const BoundaryPicture *findBoundary(const DiagramPicture &picture, const IdText &id)
{
    const auto it =
        std::find_if(picture.boundaries.cbegin(), picture.boundaries.cend(),
                     [&](const BoundaryPicture &shown) { return shown.id == BoundaryId(id); });
    return it != picture.boundaries.cend() ? &*it : nullptr;
}

} // namespace drawbridge
