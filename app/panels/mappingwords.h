#pragma once

#include "model/engine/catalogsnapshot.h"

namespace drawbridge {

// Who says that a control answers a technique: "ours", "CTID", "derived", or several of these.
QString originInWords(MappingOrigin origin);
QString originsInWords(const ControlLink &link);
// The measure behind our own mapping, the reason for a derived one; empty for a published one.
QString basisInWords(const ControlLink &link);

} // namespace drawbridge
