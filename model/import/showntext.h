#pragma once

#include <QString>

namespace drawbridge {

// A name or other text of an imported file, fit for a message or a record: short, on one line, no
// control characters, no secret.
QString shown(const QString &text);

} // namespace drawbridge
