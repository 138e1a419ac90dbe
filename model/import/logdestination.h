#pragma once

#include <QString>

namespace drawbridge {

// Where a log driver of Docker sends what it gets: "none", "local" or "remote"; empty when that
// depends on more than is said. `address` is its option "syslog-address".
QString logDestinationOf(const QString &driver, const QString &address);

// The driver limits the size of what it keeps without being told to.
bool rotatesByItself(const QString &driver);

} // namespace drawbridge
