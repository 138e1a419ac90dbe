#pragma once

#include <QString>

namespace drawbridge {

// Words in a path that tell what an endpoint is for: logins, and administration or debugging.
bool isLoginPath(const QString &path);
bool isAdministrativePath(const QString &path);

} // namespace drawbridge
