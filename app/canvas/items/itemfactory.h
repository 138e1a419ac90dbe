#pragma once

#include "model/edit/recordreference.h"

#include <memory>

namespace drawbridge {

class DiagramItem;

// The item that shows a record; null for kinds that have no place of their own in a diagram.
std::unique_ptr<DiagramItem> makeItem(const RecordReference &record);

} // namespace drawbridge
