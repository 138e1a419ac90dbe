#include "catalogs/store/datalocator.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace drawbridge {

static Error missingData(const QString &path, const QString &message)
{
    return {ErrorCode::NotFound, message, {path, 0, 0}};
}

DataLocator::DataLocator(QString explicitFolder)
    : DataLocator(std::move(explicitFolder), qEnvironmentVariable("DRAWBRIDGE_DATA_DIR"),
                  QCoreApplication::applicationDirPath())
{
}

DataLocator::DataLocator(QString explicitFolder, QString environmentFolder, QString programFolder)
    : m_explicitFolder(std::move(explicitFolder))
    , m_environmentFolder(std::move(environmentFolder))
    , m_programFolder(std::move(programFolder))
{
}

Result<QString> DataLocator::folder() const
{
    if (!m_explicitFolder.isEmpty()) {
        if (QFileInfo(m_explicitFolder).isDir())
            return QDir::cleanPath(m_explicitFolder);
        return missingData(m_explicitFolder, QStringLiteral("there is no such data folder"));
    }
    if (!m_environmentFolder.isEmpty()) {
        if (QFileInfo(m_environmentFolder).isDir())
            return QDir::cleanPath(m_environmentFolder);
        return missingData(m_environmentFolder,
                           QStringLiteral("DRAWBRIDGE_DATA_DIR names a folder "
                                          "that is not there"));
    }
    const QDir program(m_programFolder);
    const QStringList candidates {program.filePath(QStringLiteral("../data")),
                                  program.filePath(QStringLiteral("../share/drawbridge"))};
    for (const QString &candidate : candidates) {
        if (QFileInfo(candidate).isDir())
            return QDir::cleanPath(candidate);
    }
    return missingData(QDir::cleanPath(candidates.last()),
                       QStringLiteral("Drawbridge's data files are missing; reinstall, or name "
                                      "their folder in DRAWBRIDGE_DATA_DIR"));
}

Result<QString> DataLocator::find(const QString &name) const
{
    const Result<QString> root = folder();
    if (!root)
        return root;
    const QString path = QDir(*root).filePath(name);
    if (!QFileInfo::exists(path))
        return missingData(path, QStringLiteral("this part of Drawbridge's data is missing"));
    return path;
}

Result<QString> DataLocator::catalogDatabase() const
{
    return find(QStringLiteral("catalog.sqlite"));
}

} // namespace drawbridge
