#pragma once

#include "model/text/jsonmembers.h"

namespace drawbridge {

// The id that a source gives to a STIX object ("mitre-attack": T1611); empty when it gives none.
QString stixExternalId(const Value &object, QStringView source);
// All of them, in the order of the file.
QStringList stixExternalIds(const Value &object, QStringView source);
bool stixFlag(const Value &object, QStringView member);

} // namespace drawbridge
