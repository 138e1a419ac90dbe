#include "app/services/rulepacks.h"

#include "app/services/inputfile.h"
#include "model/text/filereader.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace drawbridge {

static constexpr qsizetype LargestPack = 8 * 1024 * 1024;
// Far more than anyone keeps; a folder with more is none of rule packs.
static constexpr qsizetype MaximumPacks = 500;

static QStringList packsIn(const QString &folder)
{
    QStringList paths;
    const QDir dir(folder);
    for (const QString &name : dir.entryList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name))
        paths += dir.filePath(name);
    return paths;
}

Result<QList<RulePackFile>> readPacks(const QStringList &paths, PackOrigin origin)
{
    if (paths.size() > MaximumPacks)
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("there are more than %1 rule packs").arg(MaximumPacks),
                      {paths.first(), 0, 0}};
    QList<RulePackFile> packs;
    for (const QString &path : paths) {
        Result<QByteArray> bytes = readFile(path, LargestPack, path);
        if (!bytes)
            return bytes.error();
        packs += RulePackFile {path, std::move(*bytes), origin};
    }
    return packs;
}

Result<QList<RulePackFile>> readBuiltInPacks(const QString &dataFolder)
{
    return readPacks(packsIn(QDir(dataFolder).filePath(QStringLiteral("rules"))),
                     PackOrigin::BuiltIn);
}

QString userRulesFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/drawbridge/rules");
}

Result<QList<RulePackFile>> readUserPacks()
{
    return readPacks(packsIn(userRulesFolder()), PackOrigin::User);
}

Result<QList<RulePackFile>> readProjectPacks(const QString &projectPath)
{
    if (projectPath.isEmpty() || isStandardStream(projectPath))
        return QList<RulePackFile>();
    const QString ending = QStringLiteral(".drawbridge");
    const QString base =
        projectPath.endsWith(ending) ? projectPath.chopped(ending.size()) : projectPath;
    QStringList paths;
    if (const QString file = base + QStringLiteral(".rules.yaml"); QFileInfo(file).isFile())
        paths += file;
    return readPacks(paths + packsIn(base + QStringLiteral(".rules")), PackOrigin::Project);
}

} // namespace drawbridge
