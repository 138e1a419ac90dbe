#pragma once

#include "app/render/theme.h"

#include <QByteArray>

namespace drawbridge {

// The colours of a theme as CSS declarations, for the HTML report: "--text:#1a2129;...".
QByteArray reportStyleVariables(const Theme &theme);

} // namespace drawbridge
