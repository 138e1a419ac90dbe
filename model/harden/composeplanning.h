#pragma once

#include "model/harden/composeview.h"

namespace drawbridge {

// What the measures of Compose files share.

// A measure for a service, without its changes.
PlannedMeasure plannedFor(const ComposeServiceView &service, const QString &id,
                          HardeningLevel level, const QString &summary);
// For what cannot be done at any level.
void leaveManual(HardeningPlan &plan, const ComposeServiceView &service, const QString &id,
                 const QString &reason, const QString &proposal);

} // namespace drawbridge
