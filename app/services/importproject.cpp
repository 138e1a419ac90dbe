#include "app/services/importproject.h"

#include "app/services/inputfile.h"
#include "model/text/filereader.h"

#include <QDir>
#include <QFileInfo>

namespace drawbridge {

static constexpr qsizetype LargestImport = 8 * 1024 * 1024;

namespace {

// Gives importers the files below one folder, and none outside it: neither by "..", nor by an
// absolute path, nor by a symbolic link.
class ImportRoot
{
public:
    explicit ImportRoot(const QString &folder)
        : m_folder(QFileInfo(folder).canonicalFilePath())
    {
    }

    QString relativePath(const QString &path) const
    {
        return QDir(m_folder).relativeFilePath(path);
    }

    Result<QByteArray> read(const QString &path, qsizetype maximumBytes) const
    {
        const QFileInfo info(QDir(m_folder).filePath(path));
        const QString canonical = info.canonicalFilePath();
        if (canonical.isEmpty())
            return Error {
                ErrorCode::NotFound, QStringLiteral("there is no such file"), {path, 0, 0}};
        if (!canonical.startsWith(m_folder + u'/'))
            return Error {
                ErrorCode::Unsupported,
                QStringLiteral("lies outside the folder that is imported and is not read"),
                {path, 0, 0}};
        return readFile(canonical, maximumBytes, path);
    }

private:
    QString m_folder;
};

} // namespace

// KEY=value lines as Compose reads them; quotes around a value are taken off.
static QMap<QString, QString> parseEnvironmentFile(const QByteArray &bytes)
{
    QMap<QString, QString> values;
    const QStringList lines = QString::fromUtf8(bytes).split(u'\n');
    for (QString line : lines) {
        line = line.trimmed();
        if (line.startsWith(QStringLiteral("export ")))
            line = line.mid(7).trimmed();
        const qsizetype equals = line.indexOf(u'=');
        if (equals <= 0 || line.startsWith(u'#'))
            continue;
        QString value = line.mid(equals + 1).trimmed();
        const bool quoted = value.size() >= 2 && value.front() == value.back()
            && (value.front() == u'"' || value.front() == u'\'');
        if (quoted)
            value = value.mid(1, value.size() - 2);
        else if (const qsizetype comment = value.indexOf(QStringLiteral(" #")); comment >= 0)
            value = value.left(comment).trimmed();
        values.insert(line.left(equals).trimmed(), value);
    }
    return values;
}

static const Importer *recognise(const Services &services, const ImportFile &file)
{
    const Importer *best = nullptr;
    int bestScore = 0;
    for (const auto &importer : services.importers()) {
        const int score = importer->recognises(file);
        if (score > bestScore) {
            best = importer.get();
            bestScore = score;
        }
    }
    return best;
}

static QStringList formatWords(const Services &services)
{
    QStringList words;
    for (const auto &importer : services.importers())
        words += importer->format();
    return words;
}

static Result<const Importer *>
chooseImporter(const Services &services, const QList<ImportFile> &files, const QString &format)
{
    const QString known = formatWords(services).join(QStringLiteral(", "));
    if (!format.isEmpty()) {
        if (const Importer *importer = services.importer(format))
            return importer;
        return Error {ErrorCode::Usage,
                      QStringLiteral("unknown format '%1'; known are %2").arg(format, known),
                      {}};
    }
    if (const Importer *importer = recognise(services, files.first()))
        return importer;
    return Error {
        ErrorCode::Unsupported,
        QStringLiteral("is none of the formats that can be imported (%1); name it with --as")
            .arg(known),
        {files.first().path, 0, 0}};
}

// What comes through standard input belongs to the current folder, as with Compose.
static QString importFolder(const QString &path)
{
    return isStandardStream(path) ? QDir::currentPath() : QFileInfo(path).absolutePath();
}

static QString storedName(const ImportRoot &root, const QString &path)
{
    return isStandardStream(path) ? inputName(path)
                                  : root.relativePath(QFileInfo(path).canonicalFilePath());
}

Result<ImportResult> importFiles(const Services &services, const QStringList &paths,
                                 const ImportOptions &options, ProgressSink &progress)
{
    const QString folder = importFolder(paths.first());
    const ImportRoot root(folder);
    QList<ImportFile> files;
    for (const QString &path : paths) {
        Result<QByteArray> bytes = readInput(path, LargestImport);
        if (!bytes)
            return bytes.error();
        files.append({storedName(root, path), std::move(*bytes)});
    }
    const Result<const Importer *> importer = chooseImporter(services, files, options.format);
    if (!importer)
        return importer.error();

    ImportContext context;
    context.schema = services.schema().get();
    context.images = services.images();
    context.importRoot =
        options.importRoot.isEmpty() ? QFileInfo(folder).fileName() : options.importRoot;
    context.profiles = options.profiles;
    context.progress = &progress;
    context.readSibling = [&root](const QString &path, qsizetype maximumBytes) {
        return root.read(path, maximumBytes);
    };
    if (const Result<QByteArray> environment = root.read(QStringLiteral(".env"), LargestImport))
        context.environment = parseEnvironmentFile(*environment);
    Result<ImportResult> result = (*importer)->import(files, context);
    if (result && result->model.project.name.isEmpty())
        result->model.project.name = context.importRoot;
    return result;
}

} // namespace drawbridge
