#pragma once

#include "app/panels/panelcontext.h"

namespace drawbridge {

class DetailPage;

// A threat as a line of a page: how it stands, its title, whom it concerns. A click selects it.
void addThreatRow(DetailPage &page, const PanelContext &context, const Threat &threat);

} // namespace drawbridge
