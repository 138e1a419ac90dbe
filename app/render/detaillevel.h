#pragma once

namespace drawbridge {

// How much is drawn at a zoom: below 50 % badges, rows and second lines go, and names grow like
// those on a map; below 25 % labels of flows go, too.
enum class DetailLevel { Full, Reduced, Overview };

inline DetailLevel detailFor(double zoom)
{
    return zoom >= 0.5 ? DetailLevel::Full
        : zoom >= 0.25 ? DetailLevel::Reduced
                       : DetailLevel::Overview;
}

} // namespace drawbridge
