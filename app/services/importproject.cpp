#include "app/services/importproject.h"

#include "app/services/importroot.h"
#include "app/services/inputfile.h"
#include "model/diff/importupdate.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace drawbridge {

static constexpr qsizetype LargestImport = 8 * 1024 * 1024;

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

const Importer *recogniseFormat(const Services &services, const ImportFile &file)
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

namespace {

// Files of one format, in the order in which they were given.
struct FormatGroup
{
    const Importer *importer = nullptr;
    QStringList paths;
    QList<ImportFile> files;
};

class SystemImport
{
public:
    SystemImport(const Services &services, const ImportOptions &options, ProgressSink &progress)
        : m_services(services)
        , m_options(options)
        , m_progress(progress)
    {
    }

    Result<void> read(const QStringList &paths);
    Result<ImportResult> import();

private:
    Result<QByteArray> bytesOf(const QString &path) const;
    Result<const Importer *> namedImporter() const;
    void add(const Importer *importer, const QString &path, QByteArray bytes);

    const Services &m_services;
    const ImportOptions &m_options;
    ProgressSink &m_progress;
    QList<FormatGroup> m_groups;
};

// What comes through standard input belongs to the current folder, as with Compose.
QString importFolder(const QString &path)
{
    return isStandardStream(path) ? QDir::currentPath() : QFileInfo(path).absolutePath();
}

// What runs comes first; what is only told of a part of it, or builds one, goes into that.
int rankOf(const Importer &importer)
{
    static const QStringList first {QStringLiteral("compose"), QStringLiteral("kubernetes")};
    const qsizetype rank = first.indexOf(importer.format());
    return rank < 0 ? static_cast<int>(first.size()) : static_cast<int>(rank);
}

Result<QByteArray> SystemImport::bytesOf(const QString &path) const
{
    auto replaced = m_options.replaced.constFind(path);
    if (replaced == m_options.replaced.constEnd() && !isStandardStream(path))
        replaced = m_options.replaced.constFind(QFileInfo(path).canonicalFilePath());
    if (replaced != m_options.replaced.constEnd())
        return *replaced;
    return readInput(path, LargestImport);
}

// Nothing when the format is not named.
Result<const Importer *> SystemImport::namedImporter() const
{
    if (m_options.format.isEmpty())
        return static_cast<const Importer *>(nullptr);
    if (const Importer *importer = m_services.importer(m_options.format))
        return importer;
    return Error {ErrorCode::Usage,
                  QStringLiteral("unknown format '%1'; known are %2")
                      .arg(m_options.format, formatWords(m_services).join(QStringLiteral(", "))),
                  {}};
}

void SystemImport::add(const Importer *importer, const QString &path, QByteArray bytes)
{
    for (FormatGroup &group : m_groups) {
        if (group.importer == importer) {
            group.paths += path;
            group.files.append({path, std::move(bytes)});
            return;
        }
    }
    m_groups.append({importer, {path}, {{path, std::move(bytes)}}});
}

// A file that is of no format by itself, such as an override without services, is of that of the
// first.
Result<void> SystemImport::read(const QStringList &paths)
{
    const Result<const Importer *> named = namedImporter();
    if (!named)
        return named.error();
    const Importer *first = nullptr;
    for (const QString &path : paths) {
        Result<QByteArray> bytes = bytesOf(path);
        if (!bytes)
            return bytes.error();
        const Importer *importer = *named;
        if (!importer)
            importer = recogniseFormat(m_services, {inputName(path), *bytes});
        if (!importer)
            importer = first;
        if (!importer)
            return Error {
                ErrorCode::Unsupported,
                QStringLiteral("is none of the formats that can be imported (%1); name it "
                               "with --as")
                    .arg(formatWords(m_services).join(QStringLiteral(", "))),
                {isStandardStream(path) ? inputName(path) : QFileInfo(path).fileName(), 0, 0}};
        if (!first)
            first = importer;
        add(importer, path, *std::move(bytes));
    }
    std::stable_sort(m_groups.begin(), m_groups.end(),
                     [](const FormatGroup &left, const FormatGroup &right) {
                         return rankOf(*left.importer) < rankOf(*right.importer);
                     });
    return {};
}

QString storedName(const ImportRoot &root, const QString &path)
{
    if (isStandardStream(path))
        return inputName(path);
    const QFileInfo file(path);
    // What is only proposed is not there yet.
    return root.relativePath(file.exists() ? file.canonicalFilePath() : file.absoluteFilePath());
}

// A Dockerfile that a service is built from is read already.
void dropWhatWasRead(FormatGroup &group, const ThreatModel &model)
{
    group.files.removeIf([&](const ImportFile &file) {
        return std::any_of(model.sources.begin(), model.sources.end(), [&](const Source &source) {
            return source.path == file.path && source.format == group.importer->format();
        });
    });
}

Result<ImportResult> SystemImport::import()
{
    const QString folder = m_options.folder.isEmpty() ? importFolder(m_groups.first().paths.first())
                                                      : m_options.folder;
    const ImportRoot root(folder, m_options.replaced);
    ImportContext context;
    context.schema = m_services.schema().get();
    context.images = m_services.images();
    context.importRoot = m_options.importRoot.isEmpty() ? root.name() : m_options.importRoot;
    context.readsCode = m_options.readsCode;
    context.profiles = m_options.profiles;
    context.progress = &m_progress;
    context.readSibling = [&root](const QString &path, qsizetype maximumBytes) {
        return root.read(path, maximumBytes);
    };
    context.listSiblings = [&root](const QString &below,
                                   const std::function<bool(const QString &)> &wanted,
                                   qsizetype most) { return root.list(below, wanted, most); };
    if (const Result<QByteArray> environment = root.read(QStringLiteral(".env"), LargestImport))
        context.environment = parseEnvironmentFile(*environment);
    ImportResult system;
    system.folder = folder;
    for (FormatGroup &group : m_groups) {
        for (ImportFile &file : group.files)
            file.path = storedName(root, file.path);
        dropWhatWasRead(group, system.model);
        if (group.files.isEmpty())
            continue;
        Result<ImportResult> imported = group.importer->import(group.files, context);
        if (!imported)
            return imported.error();
        system.diagnostics += imported->diagnostics;
        system.model = system.model.sources.isEmpty()
            ? std::move(imported->model)
            : updateByImport(system.model, imported->model, *m_services.schema()).model;
    }
    if (system.model.project.name.isEmpty())
        system.model.project.name = context.importRoot;
    return system;
}

} // namespace

Result<ImportResult> importFiles(const Services &services, const QStringList &paths,
                                 const ImportOptions &options, ProgressSink &progress)
{
    SystemImport system(services, options, progress);
    if (const Result<void> read = system.read(paths); !read)
        return read.error();
    return system.import();
}

} // namespace drawbridge
