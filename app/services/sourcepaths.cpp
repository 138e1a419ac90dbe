#include "app/services/sourcepaths.h"

#include <QDir>
#include <QFileInfo>

namespace drawbridge {

// Links are followed, as ".." after one leads elsewhere than it looks.
static QDir realFolder(const QString &folder)
{
    const QString canonical = QFileInfo(folder).canonicalFilePath();
    return QDir(canonical.isEmpty() ? folder : canonical);
}

void nameSourcesFrom(ThreatModel &model, const QString &importedFolder,
                     const QString &projectFolder)
{
    const QDir imported = realFolder(importedFolder);
    const QDir project = realFolder(projectFolder);
    if (imported == project)
        return;
    for (qsizetype i = 0; i < model.sources.size(); ++i) {
        Source source = model.sources.at(i);
        if (QDir::isAbsolutePath(source.path))
            continue;
        source.path = project.relativeFilePath(QDir::cleanPath(imported.filePath(source.path)));
        model.sources.put(std::move(source));
    }
}

} // namespace drawbridge
