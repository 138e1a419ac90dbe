#pragma once

#include "model/export/exportinput.h"

#include <QHash>

namespace drawbridge {

// How the threats mapped to one technique or control stand.
struct StatusCounts
{
    int open = 0; // open, unanswered, or decided on facts that have changed
    int partial = 0;
    int mitigated = 0;
    int accepted = 0;
    int other = 0; // transferred, avoided, not applicable

    int total() const { return open + partial + mitigated + accepted + other; }
    void add(const Threat &threat);
    StatusCounts &operator+=(const StatusCounts &more);
    bool operator==(const StatusCounts &) const = default;
};

} // namespace drawbridge
