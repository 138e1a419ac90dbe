#pragma once

#include "model/base/value.h"

#include <QStringList>

namespace drawbridge {

// A member of a map by its path ("location/line"); null where there is none.
Value memberOf(const Value &map, QStringView path);
// The same as text; numbers are written out.
QString textOf(const Value &map, QStringView path);
int numberOf(const Value &map, QStringView path);
QStringList textsOf(const Value &map, QStringView path);

} // namespace drawbridge
