#include "model/project/projectfile.h"

#include "model/project/projectformat.h"
#include "model/text/filereader.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <fcntl.h>
#include <unistd.h>

namespace drawbridge {

// QSaveFile syncs the file before it renames it; the new name itself is safe once its folder is.
static void syncFolderOf(const QString &path)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const int descriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    // Some network file systems cannot sync a folder; there is nothing more to be done then.
    [[maybe_unused]] const int ignored = ::fsync(descriptor);
    ::close(descriptor);
}

Result<void> replaceFile(const QString &path, const QByteArray &bytes)
{
    const QFileInfo information(path);
    const QString target =
        information.isSymLink() && information.exists() ? information.canonicalFilePath() : path;
    const auto failed = [&](const QString &why) {
        return Error {ErrorCode::Io,
                      QStringLiteral("cannot be written: %1").arg(why),
                      {QDir::toNativeSeparators(path)}};
    };
    if (information.exists() && !information.isFile())
        return failed(QStringLiteral("this is not a regular file"));
    QSaveFile file(target);
    if (!file.open(QIODevice::WriteOnly))
        return failed(file.errorString());
    if (file.write(bytes) != bytes.size() || !file.commit())
        return failed(file.errorString());
    syncFolderOf(target);
    return {};
}

Result<ProjectContent> openProject(const QString &path, const PropertySchema &schema)
{
    auto bytes = readFile(path, ProjectFormat::MaximumBytes);
    if (!bytes)
        return bytes.error();
    return ProjectReader(schema).read(std::move(*bytes), QDir::toNativeSeparators(path));
}

Result<void> saveProject(const ThreatModel &model, const QString &path,
                         const PropertySchema &schema)
{
    return replaceFile(path, ProjectWriter(schema).write(model));
}

} // namespace drawbridge
