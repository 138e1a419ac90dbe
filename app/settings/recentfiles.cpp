#include "app/settings/recentfiles.h"

#include <QFileInfo>
#include <QSettings>

namespace drawbridge {

static constexpr qsizetype MostRecentFiles = 10;
static const QString RecentFilesKey = QStringLiteral("recentFiles");

QStringList recentfiles::paths()
{
    return QSettings().value(RecentFilesKey).toStringList();
}

void recentfiles::add(const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QStringList all = paths();
    all.removeAll(absolute);
    all.prepend(absolute);
    QSettings().setValue(RecentFilesKey, all.first(std::min(all.size(), MostRecentFiles)));
}

void recentfiles::remove(const QString &path)
{
    QStringList all = paths();
    all.removeAll(QFileInfo(path).absoluteFilePath());
    QSettings().setValue(RecentFilesKey, all);
}

} // namespace drawbridge
