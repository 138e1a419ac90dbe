#include "app/services/importroot.h"

#include "model/text/filereader.h"

#include <QDir>
#include <QFileInfo>

namespace drawbridge {

// However large the tree is, a look into it ends soon.
static constexpr qsizetype MostListedEntries = 20'000;
static constexpr int DeepestListedFolder = 16;

ImportRoot::ImportRoot(const QString &folder, QMap<QString, QByteArray> replaced)
    : m_folder(QFileInfo(folder).canonicalFilePath())
    , m_name(QFileInfo(QDir::cleanPath(QFileInfo(folder).absoluteFilePath())).fileName())
    , m_replaced(std::move(replaced))
{
}

QString ImportRoot::relativePath(const QString &path) const
{
    return QDir(m_folder).relativeFilePath(path);
}

Result<QByteArray> ImportRoot::read(const QString &path, qsizetype maximumBytes) const
{
    const QFileInfo info(QDir(m_folder).filePath(path));
    const QString canonical = info.canonicalFilePath();
    if (canonical.isEmpty())
        return Error {ErrorCode::NotFound, QStringLiteral("there is no such file"), {path, 0, 0}};
    if (!canonical.startsWith(m_folder + u'/'))
        return Error {ErrorCode::Unsupported,
                      QStringLiteral("lies outside the folder that is imported and is not read"),
                      {path, 0, 0}};
    if (const auto replaced = m_replaced.constFind(canonical); replaced != m_replaced.constEnd())
        return *replaced;
    return readFile(canonical, maximumBytes, path);
}

QStringList ImportRoot::list(const QString &folder,
                             const std::function<bool(const QString &)> &wanted,
                             qsizetype most) const
{
    const QFileInfo start(QDir(m_folder).filePath(folder));
    const QString canonical = start.canonicalFilePath();
    if (canonical.isEmpty() || (canonical != m_folder && !canonical.startsWith(m_folder + u'/')))
        return {};
    struct Open
    {
        QString path;
        int depth = 0;
    };
    QList<Open> open {{canonical, 0}};
    QStringList files;
    qsizetype seen = 0;
    while (!open.isEmpty() && files.size() < most) {
        const Open next = open.takeFirst();
        const QFileInfoList entries = QDir(next.path).entryInfoList(
            QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name);
        for (const QFileInfo &entry : entries) {
            const QString path = relativePath(entry.filePath());
            if (++seen > MostListedEntries || files.size() >= most)
                break;
            if (entry.isDir()) {
                if (next.depth < DeepestListedFolder && wanted(path + u'/'))
                    open.append({entry.filePath(), next.depth + 1});
            } else if (wanted(path)) {
                files += path;
            }
        }
    }
    files.sort();
    return files;
}

} // namespace drawbridge
