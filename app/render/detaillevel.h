#pragma once

namespace drawbridge {

// How much is drawn at a zoom: below 50 % badges, rows and second lines go, below 25 % only fill,
// outline and severity shape stay.
enum class DetailLevel { Full, Reduced, Overview };

inline DetailLevel detailFor(double zoom)
{
    return zoom >= 0.5 ? DetailLevel::Full
        : zoom >= 0.25 ? DetailLevel::Reduced
                       : DetailLevel::Overview;
}

} // namespace drawbridge
