#pragma once

#include <QStringList>

namespace drawbridge {

// The project files that were opened last, newest first; kept in the user's settings.
namespace recentfiles {

QStringList paths();
void add(const QString &path);
void remove(const QString &path);

} // namespace recentfiles

} // namespace drawbridge
