#include "app/services/folderinput.h"

#include "model/text/filereader.h"

#include <QDir>
#include <QMap>

namespace drawbridge {

static constexpr qsizetype MostFolderFiles = 500;
static constexpr qsizetype LargestFolderFile = 8 * 1024 * 1024;

// The names and the order that Compose itself goes by.
static QStringList composeFiles(const QDir &folder)
{
    for (const char *name : {"compose", "docker-compose"}) {
        for (const char *suffix : {".yaml", ".yml"}) {
            const QString file = QLatin1String(name) + QLatin1String(suffix);
            if (!folder.exists(file))
                continue;
            QStringList files {folder.filePath(file)};
            for (const char *other : {".override.yaml", ".override.yml"}) {
                const QString further = QLatin1String(name) + QLatin1String(other);
                if (folder.exists(further) && files.size() == 1)
                    files += folder.filePath(further);
            }
            return files;
        }
    }
    return {};
}

Result<QStringList> importableFiles(const Services &services, const QString &folder)
{
    const QDir directory(folder);
    const QStringList compose = composeFiles(directory);
    if (!compose.isEmpty())
        return compose;
    QMap<QString, QStringList> byFormat;
    QMap<QString, int> scores;
    const QStringList names = directory.entryList(QDir::Files, QDir::Name);
    for (const QString &name : names.mid(0, MostFolderFiles)) {
        const QString path = directory.filePath(name);
        const Result<QByteArray> bytes = readFile(path, LargestFolderFile, path);
        const Importer *best = nullptr;
        int score = 0;
        for (const auto &importer : services.importers()) {
            const int sure = bytes ? importer->recognises({name, *bytes}) : 0;
            if (sure > score) {
                best = importer.get();
                score = sure;
            }
        }
        if (!best)
            continue;
        byFormat[best->format()] += path;
        scores[best->format()] = std::max(scores.value(best->format()), score);
    }
    QString chosen;
    for (auto it = scores.cbegin(); it != scores.cend(); ++it) {
        if (chosen.isEmpty() || it.value() > scores.value(chosen))
            chosen = it.key();
    }
    if (chosen.isEmpty())
        return Error {ErrorCode::NotFound,
                      QStringLiteral("the folder holds no file that can be imported"),
                      {folder, 0, 0}};
    return byFormat.value(chosen);
}

} // namespace drawbridge
