#pragma once

#include <QString>

namespace drawbridge {

// What mounting a path of the host gives away, worst first.
enum class HostPathClass { Root, RuntimeSocket, System, ProcessInformation, Home, Ordinary, None };

// An absolute path without "." and "..", doubled or trailing slashes, and with /var/run as /run.
QString normalHostPath(const QString &path);
// Whether a mount of this path brings in the socket of a container runtime: the socket itself or a
// folder above it.
bool holdsRuntimeSocket(const QString &path);
// Paths relative to a project are ordinary, as are the harmless files of /etc that images expect.
HostPathClass classifyHostPath(const QString &path);
// As the property schema spells it.
QString hostPathClassName(HostPathClass pathClass);

} // namespace drawbridge
