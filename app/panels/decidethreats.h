#pragma once

#include "app/panels/panelcontext.h"
#include "model/edit/decidethreatsedit.h"

namespace drawbridge {

// Decides threats of the open document alike, as one undoable edit; None takes decisions back.
// Gives what was wrong, in words for the user, or nothing.
QString decideThreatsOf(const PanelContext &context, const QStringList &keys,
                        const DecisionText &text);

} // namespace drawbridge
