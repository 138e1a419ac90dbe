#include "app/services/folderinput.h"

#include "app/services/importroot.h"
#include "app/services/inputfile.h"
#include "model/diff/importupdate.h"
#include "model/import/routes/sourcefiles.h"
#include "model/text/filereader.h"

#include <QDir>
#include <QFileInfo>
#include <QMap>
#include <QRegularExpression>

namespace drawbridge {

static constexpr qsizetype MostFolderFiles = 500;
static constexpr qsizetype MostDescriptions = 20;
static constexpr qsizetype LargestFolderFile = 8 * 1024 * 1024;

bool isFolder(const QString &path)
{
    return !isStandardStream(path) && QFileInfo(path).isDir();
}

namespace {

// Files that belong together as one import.
struct FolderGroup
{
    QString format;
    QStringList paths;
};

class FolderReader
{
public:
    FolderReader(const Services &services, const QString &folder)
        : m_services(services)
        , m_directory(folder)
        , m_root(folder)
    {
    }

    // What the folder is first of all; an empty format when nothing is recognised.
    FolderGroup main() const;
    FolderGroup descriptions() const;
    // How the daemon of the host is configured, where the file lies at its usual name.
    FolderGroup daemon() const;
    FolderGroup sources() const;

private:
    QStringList composeFiles() const;
    QString formatOf(const QString &name, int *score = nullptr) const;

    const Services &m_services;
    QDir m_directory;
    ImportRoot m_root;
};

// The names and the order that Compose itself goes by.
QStringList FolderReader::composeFiles() const
{
    for (const char *name : {"compose", "docker-compose"}) {
        for (const char *suffix : {".yaml", ".yml"}) {
            const QString file = QLatin1String(name) + QLatin1String(suffix);
            if (!m_directory.exists(file))
                continue;
            QStringList files {m_directory.filePath(file)};
            for (const char *other : {".override.yaml", ".override.yml"}) {
                const QString further = QLatin1String(name) + QLatin1String(other);
                if (m_directory.exists(further) && files.size() == 1)
                    files += m_directory.filePath(further);
            }
            return files;
        }
    }
    return {};
}

QString FolderReader::formatOf(const QString &name, int *score) const
{
    const QString path = m_directory.filePath(name);
    const Result<QByteArray> bytes = readFile(path, LargestFolderFile, path);
    QString best;
    int sure = 0;
    for (const auto &importer : m_services.importers()) {
        const int found = bytes ? importer->recognises({name, *bytes}) : 0;
        if (found > sure) {
            best = importer->format();
            sure = found;
        }
    }
    if (score)
        *score = sure;
    return best;
}

FolderGroup FolderReader::main() const
{
    if (const QStringList compose = composeFiles(); !compose.isEmpty())
        return {QStringLiteral("compose"), compose};
    QMap<QString, QStringList> byFormat;
    QMap<QString, int> scores;
    const QStringList names = m_directory.entryList(QDir::Files, QDir::Name);
    for (const QString &name : names.mid(0, MostFolderFiles)) {
        int score = 0;
        const QString format = formatOf(name, &score);
        if (format.isEmpty())
            continue;
        byFormat[format] += m_directory.filePath(name);
        scores[format] = std::max(scores.value(format), score);
    }
    QString chosen;
    for (auto it = scores.cbegin(); it != scores.cend(); ++it) {
        if (chosen.isEmpty() || it.value() > scores.value(chosen))
            chosen = it.key();
    }
    return {chosen, byFormat.value(chosen)};
}

// OpenAPI files by their usual names, wherever they stand.
FolderGroup FolderReader::descriptions() const
{
    static const QRegularExpression names(
        QStringLiteral("(^|[./_-])(openapi|swagger|api-?docs?)[^/]*\\.(ya?ml|json)$"),
        QRegularExpression::CaseInsensitiveOption);
    static const QString format = QStringLiteral("openapi");
    const QStringList found = m_root.list(
        {},
        [](const QString &path) {
            return path.endsWith(u'/')
                ? !path.contains(u"node_modules") && !path.contains(u"/.") && !path.startsWith(u'.')
                : names.match(path).hasMatch();
        },
        MostDescriptions);
    FolderGroup group {format, {}};
    for (const QString &path : found) {
        if (formatOf(path) == format)
            group.paths += m_directory.filePath(path);
    }
    return group;
}

FolderGroup FolderReader::daemon() const
{
    static const QString format = QStringLiteral("daemon-json");
    const QString name = QStringLiteral("daemon.json");
    FolderGroup group {format, {}};
    if (m_directory.exists(name) && formatOf(name) == format)
        group.paths += m_directory.filePath(name);
    return group;
}

FolderGroup FolderReader::sources() const
{
    ImportContext context;
    context.listSiblings = [this](const QString &below,
                                  const std::function<bool(const QString &)> &wanted,
                                  qsizetype most) { return m_root.list(below, wanted, most); };
    context.readSibling = [this](const QString &path, qsizetype most) {
        return m_root.read(path, most);
    };
    FolderGroup group {QStringLiteral("routes"), {}};
    const routes::SourceFiles found = routes::sourcesBelow({}, {}, context);
    for (const routes::CodeFile &file : found.files)
        group.paths += m_directory.filePath(file.path);
    return group;
}

} // namespace

// Adds what tells more of a system that is there already. A folder may well hold none of it.
static void addGroup(const Services &services, const FolderGroup &group,
                     const ImportOptions &options, ProgressSink &progress, ImportResult &result)
{
    if (group.paths.isEmpty())
        return;
    ImportOptions further = options;
    further.format = group.format;
    Result<ImportResult> imported = importFiles(services, group.paths, further, progress);
    if (!imported)
        return;
    result.model = updateByImport(result.model, imported->model, *services.schema()).model;
    result.diagnostics += imported->diagnostics;
}

Result<ImportResult> importFolder(const Services &services, const QString &folder,
                                  const ImportOptions &options, ProgressSink &progress)
{
    ImportOptions here = options;
    here.folder = folder;
    const FolderReader reader(services, folder);
    FolderGroup main = reader.main();
    const FolderGroup descriptions = reader.descriptions();
    if (main.format.isEmpty() && !descriptions.paths.isEmpty())
        main = descriptions;
    const bool code = options.readsCode && main.format != u"compose";
    const FolderGroup sources = code ? reader.sources() : FolderGroup();
    if (main.format.isEmpty() || main.format == sources.format)
        main = sources;
    if (main.paths.isEmpty())
        return Error {ErrorCode::NotFound,
                      QStringLiteral("the folder holds no file that can be imported"),
                      {folder, 0, 0}};
    ImportOptions first = here;
    first.format = main.format;
    Result<ImportResult> result = importFiles(services, main.paths, first, progress);
    if (!result)
        return result;
    if (main.format == u"compose")
        addGroup(services, reader.daemon(), here, progress, *result);
    if (main.format != descriptions.format)
        addGroup(services, descriptions, here, progress, *result);
    if (main.format != sources.format && !sources.format.isEmpty())
        addGroup(services, sources, here, progress, *result);
    return result;
}

} // namespace drawbridge
