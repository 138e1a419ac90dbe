#pragma once

#include "model/base/result.h"

#include <QStringList>

namespace drawbridge {

// Finds the folder with catalog.sqlite, rules/, properties/ and images/. The first of these that is
// a folder wins: the one asked for explicitly, $DRAWBRIDGE_DATA_DIR, data/ beside the program's
// folder in a build, share/drawbridge of the installation. A folder that was named and is not
// there is an error, not a reason to look further.
class DataLocator
{
public:
    // For this process: its environment and its program's folder.
    explicit DataLocator(QString explicitFolder = {});
    DataLocator(QString explicitFolder, QString environmentFolder, QString programFolder);

    Result<QString> folder() const;
    // A file or folder in there, such as "rules"; an error that names it when it is missing.
    Result<QString> find(const QString &name) const;
    Result<QString> catalogDatabase() const;

private:
    QString m_explicitFolder;
    QString m_environmentFolder;
    QString m_programFolder;
};

} // namespace drawbridge
