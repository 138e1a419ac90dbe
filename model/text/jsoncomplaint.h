#pragma once

#include <QString>

#include <rapidjson/error/error.h>

#include <string_view>

namespace drawbridge {

// What is wrong with a JSON text, in words for its author; `at` is the byte where rapidjson
// stopped.
QString jsonComplaint(rapidjson::ParseErrorCode code, unsigned char at);

// rapidjson lets the second half of a surrogate pair through where it stands alone.
bool holdsEncodedSurrogate(std::string_view utf8);
QString halfSurrogateComplaint();

} // namespace drawbridge
