#include "app/services/hardening.h"

#include "app/services/importproject.h"
#include "app/services/importupdates.h"
#include "app/services/inputfile.h"
#include "app/services/sourcepaths.h"
#include "model/harden/composebuilds.h"
#include "model/harden/hardeners.h"
#include "model/import/secretclassifier.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

namespace drawbridge {

static constexpr qsizetype LargestHardened = 8 * 1024 * 1024;

static bool holdsSecretValue(const QString &name, const QString &text)
{
    if (text.trimmed().isEmpty())
        return false;
    return (!name.isEmpty() && classifySecret(name, text)) || classifySecretText(text)
        || redactedText(text) != text;
}

namespace {

struct SystemFile
{
    QString path;
    const Hardener *hardener = nullptr;
    QByteArray bytes;
};

// As an import knows the file; one that is not there yet by the path that is given.
QString absolutePath(const QString &path)
{
    const QString canonical =
        isStandardStream(path) ? QString() : QFileInfo(path).canonicalFilePath();
    return canonical.isEmpty() ? path : canonical;
}

// Files of one system on their way to being hardened.
class SystemHardening
{
public:
    SystemHardening(const Services &services, const HardeningOptions &options,
                    ProgressSink &progress)
        : m_services(services)
        , m_options(options)
        , m_progress(progress)
    {
    }

    Result<void> read(const QStringList &paths);
    Result<HardenedFiles> harden();

private:
    Result<void> importSystem();
    void bringIntoProject();
    Result<HardenedFile> hardenOne(qsizetype index) const;
    SourceId sourceOf(const SystemFile &file) const;
    QList<ImageBuild> buildsOf(const SystemFile &dockerfile) const;
    void addCompanions(const SystemFile &file, HardeningInput &input) const;
    QStringList formatTitles() const;

    const Services &m_services;
    const HardeningOptions &m_options;
    ProgressSink &m_progress;
    QStringList m_paths;
    QList<SystemFile> m_files;
    QMap<QString, QByteArray> m_contents;
    ImportResult m_system;
};

QStringList SystemHardening::formatTitles() const
{
    QStringList titles;
    for (const Hardener &hardener : hardeners())
        titles += hardener.title;
    return titles;
}

Result<void> SystemHardening::read(const QStringList &paths)
{
    m_paths = paths;
    for (const QString &path : paths) {
        const bool isMade = m_options.proposed.contains(path) && !QFileInfo::exists(path);
        auto bytes = isMade ? Result<QByteArray>(QByteArray()) : readInput(path, LargestHardened);
        if (!bytes)
            return bytes.error();
        const Importer *importer = recogniseFormat(m_services, {inputName(path), *bytes});
        const Hardener *hardener = importer ? hardenerFor(importer->format()) : nullptr;
        // An override of a Compose file may hold nothing that tells what it is.
        if (!importer && !m_files.isEmpty() && m_files.first().hardener->format == u"compose")
            hardener = m_files.first().hardener;
        if (!hardener)
            return Error {ErrorCode::Unsupported,
                          QStringLiteral("is no file that can be hardened (%1)")
                              .arg(formatTitles().join(QStringLiteral(", "))),
                          {inputName(path), 0, 0}};
        m_contents.insert(absolutePath(path), *bytes);
        m_files.append({path, hardener, *std::move(bytes)});
    }
    return {};
}

Result<void> SystemHardening::importSystem()
{
    ImportOptions options;
    if (m_options.project)
        options.importRoot = m_options.project->project.importRoot;
    options.profiles = m_options.profiles;
    options.replaced = m_contents;
    auto imported = importFiles(m_services, m_paths, options, m_progress);
    if (!imported)
        return imported.error();
    m_system = *std::move(imported);
    bringIntoProject();
    return {};
}

// What somebody drew, answered or decided counts as well.
void SystemHardening::bringIntoProject()
{
    if (!m_options.project)
        return;
    nameSourcesFrom(m_system.model, m_system.folder, m_options.projectFolder);
    UpdateOptions update;
    update.missing = missingSources(*m_options.project, m_options.projectFolder);
    m_system.model =
        updateByImport(*m_options.project, m_system.model, *m_services.schema(), update).model;
}

// By content; of several files with the same, the one whose path ends alike.
SourceId SystemHardening::sourceOf(const SystemFile &file) const
{
    const QByteArray digest =
        QCryptographicHash::hash(file.bytes, QCryptographicHash::Sha256).toHex();
    SourceId found;
    for (const Source &source : m_system.model.sources) {
        if (source.format != file.hardener->format || source.digest != digest)
            continue;
        if (found.isEmpty() || absolutePath(file.path).endsWith(u'/' + source.path))
            found = source.id;
    }
    return found;
}

QList<ImageBuild> SystemHardening::buildsOf(const SystemFile &dockerfile) const
{
    QList<ImageBuild> builds;
    const QString path = absolutePath(dockerfile.path);
    for (const SystemFile &file : m_files) {
        if (file.hardener->format != u"compose")
            continue;
        const QDir folder =
            isStandardStream(file.path) ? QDir::current() : QFileInfo(file.path).absoluteDir();
        for (const ImageBuild &build : composeBuilds(file.bytes, inputName(file.path))) {
            if (QFileInfo(folder.filePath(build.dockerfile)).canonicalFilePath() == path)
                builds += build;
        }
    }
    return builds;
}

void SystemHardening::addCompanions(const SystemFile &file, HardeningInput &input) const
{
    bool isLater = false;
    for (const SystemFile &other : m_files) {
        if (&other == &file)
            isLater = true;
        else if (other.hardener == file.hardener)
            (isLater ? input.later : input.earlier) += other.bytes;
    }
}

Result<HardenedFile> SystemHardening::hardenOne(qsizetype index) const
{
    const SystemFile &file = m_files[index];
    HardeningInput input;
    input.path = inputName(file.path);
    input.bytes = file.bytes;
    input.level = m_options.level;
    input.model = &m_system.model;
    input.schema = m_services.schema().get();
    input.images = m_services.images().get();
    input.holdsSecret = holdsSecretValue;
    if (m_options.wants)
        input.wants = [this, index](const HardeningMeasure &measure) {
            return m_options.wants(index, measure);
        };
    input.source = sourceOf(file);
    if (file.hardener->format == u"dockerfile")
        input.builds = buildsOf(file);
    if (file.hardener->format == u"compose")
        addCompanions(file, input);
    return file.hardener->harden(input);
}

Result<HardenedFiles> SystemHardening::harden()
{
    HardenedFiles result;
    result.files.resize(m_files.size());
    bool isStale = true;
    for (const Hardener &hardener : hardeners()) {
        for (qsizetype i = 0; i < m_files.size(); ++i) {
            if (m_files[i].hardener != &hardener)
                continue;
            if (isStale) {
                if (const auto imported = importSystem(); !imported)
                    return imported.error();
                if (result.before.sources.isEmpty()) {
                    result.diagnostics = m_system.diagnostics;
                    result.before = m_system.model;
                }
                isStale = false;
            }
            auto hardened = hardenOne(i);
            if (!hardened)
                return hardened.error();
            result.files[i] = *std::move(hardened);
        }
        // What comes after rests on what these have become.
        for (qsizetype i = 0; i < m_files.size(); ++i) {
            if (m_files[i].hardener != &hardener || result.files[i].after == m_files[i].bytes)
                continue;
            m_contents[absolutePath(m_files[i].path)] = result.files[i].after;
            isStale = true;
        }
    }
    if (isStale) {
        if (const auto imported = importSystem(); !imported)
            return imported.error();
    }
    result.after = m_system.model;
    result.folder = m_options.project ? m_options.projectFolder : m_system.folder;
    return result;
}

} // namespace

QString hardenedFileName(const QStringList &paths, qsizetype index)
{
    const QString &path = paths[index];
    if (isStandardStream(path))
        return QStringLiteral("compose.yaml");
    const QDir root =
        isStandardStream(paths.first()) ? QDir::current() : QFileInfo(paths.first()).absoluteDir();
    const QString name = root.relativeFilePath(QFileInfo(path).absoluteFilePath());
    const bool isElsewhere = name.startsWith(QStringLiteral("..")) || QDir::isAbsolutePath(name);
    return isElsewhere ? QFileInfo(path).fileName() : name;
}

Result<HardenedFiles> hardenFiles(const Services &services, const QStringList &paths,
                                  const HardeningOptions &options, ProgressSink &progress)
{
    SystemHardening system(services, options, progress);
    if (const auto read = system.read(paths); !read)
        return read.error();
    return system.harden();
}

} // namespace drawbridge
