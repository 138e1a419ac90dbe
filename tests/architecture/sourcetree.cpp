#include "tests/architecture/sourcetree.h"

#include "tests/support/testrunner.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <algorithm>

namespace drawbridge::test {

QString SourceFile::folder() const
{
    return path.left(path.lastIndexOf(QLatin1Char('/')));
}

QString SourceFile::name() const
{
    return path.mid(path.lastIndexOf(QLatin1Char('/')) + 1);
}

QList<SourceFile> sourceFiles(const QStringList &folders, const QStringList &endings)
{
    const QDir root(sourceDir());
    QList<SourceFile> files;
    for (const QString &folder : folders) {
        QDirIterator paths(root.filePath(folder), QDir::Files, QDirIterator::Subdirectories);
        while (paths.hasNext()) {
            const QString path = root.relativeFilePath(paths.next());
            const bool wanted = std::any_of(endings.begin(), endings.end(),
                                            [&](const QString &e) { return path.endsWith(e); });
            QFile file(root.filePath(path));
            if (wanted && file.open(QIODevice::ReadOnly))
                files.append({path, file.readAll()});
        }
    }
    std::sort(files.begin(), files.end(),
              [](const SourceFile &a, const SourceFile &b) { return a.path < b.path; });
    return files;
}

const QList<SourceFile> &productSources()
{
    static const QList<SourceFile> files =
        sourceFiles({QStringLiteral("model"), QStringLiteral("catalogs"), QStringLiteral("app")},
                    {QStringLiteral(".h"), QStringLiteral(".cpp")});
    return files;
}

} // namespace drawbridge::test
