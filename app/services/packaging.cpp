#include "app/services/packaging.h"

#include "app/services/exports.h"
#include "app/services/layoutmodel.h"
#include "app/services/packagedhardening.h"
#include "model/export/comparisondocument.h"
#include "model/export/summaryreport.h"
#include "model/export/ziparchive.h"
#include "model/project/evidencefile.h"
#include "model/project/projectfile.h"
#include "model/project/projectwriter.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

namespace drawbridge {

static const QString ChecksumFile = QStringLiteral("SHA256SUMS");

namespace {

class PackageMaker
{
public:
    PackageMaker(const Services &services, const PackageOptions &options)
        : m_services(services)
        , m_options(options)
        , m_date(options.date)
    {
    }

    Result<Package> run(const QString &path);

private:
    Result<ComparedSide> side(const QString &path);
    // The hardened system with its files; nothing where none is asked for.
    Result<std::optional<ComparedSide>> hardenedSide(const ComparedSide &before);
    Result<Analysis> analysis(const ComparedSide &side, const QString &fileName) const;
    Result<void> add(const QString &name, const Analysis &analysis, const QString &view = {},
                     const QString &diagram = {});
    Result<void> addDiagrams(const Analysis &analysis, const QString &prefix);
    Result<void> addReports(const Analysis &analysis);
    Result<void> addComparison(const Comparison &comparison, const ComparedSide &before,
                               const ComparedSide &after);
    // With its evidence beside it.
    void addModel(const QString &name, const ComparedSide &side);
    void addChecksums();

    const Services &m_services;
    const PackageOptions &m_options;
    const QDate m_date;
    Package m_package;
};

Result<ComparedSide> PackageMaker::side(const QString &path)
{
    Result<ComparedSide> loaded = loadSide(m_services, path);
    if (!loaded)
        return loaded;
    m_package.diagnostics += loaded->diagnostics;
    // Paths on this machine are nobody's business.
    loaded->name = QFileInfo(QDir::cleanPath(path)).fileName();
    if (loaded->model.diagrams.isEmpty()) {
        SilentProgress progress;
        const auto arranged = layoutModel(loaded->model, m_services, progress);
        if (!arranged)
            return arranged.error();
        m_package.diagnostics += *arranged;
    }
    return loaded;
}

Result<Analysis> PackageMaker::analysis(const ComparedSide &side, const QString &fileName) const
{
    LoadedProject project;
    project.model = side.model;
    project.fileName = fileName;
    project.path = side.projectPath;
    project.evidence = side.evidence;
    return Analysis::of(m_services, project, m_date);
}

Result<void> PackageMaker::add(const QString &name, const Analysis &analysis, const QString &view,
                               const QString &diagram)
{
    const auto bytes =
        exportAnalysis(analysis, {name, {}, view, diagram, 0, QStringLiteral("light"), m_date});
    if (!bytes)
        return bytes.error();
    m_package.files.insert(name, *bytes);
    return {};
}

// "Deployment 2" -> "deployment-2"; the name of a file on any system.
static QString fileWord(const QString &name)
{
    static const QRegularExpression others(QStringLiteral("[^a-z0-9]+"));
    QString word = name.toLower().replace(others, QStringLiteral("-")).left(60);
    while (word.startsWith(u'-'))
        word.remove(0, 1);
    while (word.endsWith(u'-'))
        word.chop(1);
    return word.isEmpty() ? QStringLiteral("diagram") : word;
}

Result<void> PackageMaker::addDiagrams(const Analysis &analysis, const QString &prefix)
{
    QSet<QString> taken;
    for (const Diagram &diagram : analysis.model.diagrams) {
        if (diagram.placements.isEmpty() || taken.contains(diagram.name))
            continue;
        // By its name an export finds the first of that name.
        taken.insert(diagram.name);
        QString file = QStringLiteral("diagrams/") + prefix;
        if (taken.size() > 1)
            file += u'-' + QString::number(taken.size()) + u'-' + fileWord(diagram.name);
        for (const char *suffix : {".svg", ".png", ".pdf"}) {
            const auto added = add(file + QLatin1String(suffix), analysis,
                                   QStringLiteral("diagram"), diagram.name);
            if (!added)
                return added;
        }
    }
    return {};
}

Result<void> PackageMaker::addReports(const Analysis &analysis)
{
    static const QList<std::pair<QString, QString>> files {
        {QStringLiteral("threat_model.md"), QStringLiteral("report")},
        {QStringLiteral("threat_model.html"), QStringLiteral("report")},
        {QStringLiteral("summary_report.pdf"), QStringLiteral("report")},
        {QStringLiteral("tables/threats.csv"), QStringLiteral("threats")},
        {QStringLiteral("tables/stride_per_endpoint.csv"), QStringLiteral("endpoints")},
        {QStringLiteral("tables/stride_per_endpoint.md"), QStringLiteral("endpoints")},
        {QStringLiteral("tables/attack.csv"), QStringLiteral("attack")},
        {QStringLiteral("tables/attack.md"), QStringLiteral("attack")},
        {QStringLiteral("tables/nist.csv"), QStringLiteral("nist")},
        {QStringLiteral("tables/nist.md"), QStringLiteral("nist")},
        {QStringLiteral("tables/questions.csv"), QStringLiteral("questions")},
        {QStringLiteral("tables/findings.csv"), QStringLiteral("evidence")},
        {QStringLiteral("analysis.json"), QStringLiteral("analysis")},
        {QStringLiteral("threats.sarif"), QStringLiteral("analysis")}};
    for (const auto &[name, view] : files) {
        if (const auto added = add(name, analysis, view); !added)
            return added;
    }
    return {};
}

Result<void> PackageMaker::addComparison(const Comparison &comparison, const ComparedSide &before,
                                         const ComparedSide &after)
{
    for (const char *format : {"md", "csv", "html", "pdf", "json"}) {
        const QString suffix = QLatin1String(format);
        const auto bytes = writeComparison(comparison, before, after, suffix, m_date);
        if (!bytes)
            return bytes.error();
        m_package.files.insert(QStringLiteral("found_and_fixed.") + suffix, *bytes);
    }
    return {};
}

void PackageMaker::addModel(const QString &name, const ComparedSide &side)
{
    m_package.files.insert(name, ProjectWriter(*m_services.schema()).write(side.model));
    if (side.evidence.scans)
        m_package.files.insert(evidencePathFor(name), writeEvidence(*side.evidence.scans));
}

// In the form that "sha256sum --check" reads.
void PackageMaker::addChecksums()
{
    QByteArray lines;
    for (auto file = m_package.files.cbegin(); file != m_package.files.cend(); ++file)
        lines += QCryptographicHash::hash(file.value(), QCryptographicHash::Sha256).toHex() + "  "
            + file.key().toUtf8() + '\n';
    m_package.files.insert(ChecksumFile, lines);
}

Result<std::optional<ComparedSide>> PackageMaker::hardenedSide(const ComparedSide &before)
{
    if (m_options.level) {
        auto hardened = hardenForPackage(m_services, before, *m_options.level, m_date);
        if (!hardened)
            return hardened.error();
        m_package.files.insert(hardened->files);
        m_package.diagnostics += hardened->system.diagnostics;
        return std::optional(std::move(hardened->system));
    }
    if (m_options.after.isEmpty())
        return std::optional<ComparedSide>();
    auto hardened = side(m_options.after);
    if (!hardened)
        return hardened.error();
    const auto files = filesForPackage(m_services, *hardened);
    if (!files)
        return files.error();
    m_package.files.insert(*files);
    return std::optional(*std::move(hardened));
}

Result<Package> PackageMaker::run(const QString &path)
{
    const auto before = side(path);
    if (!before)
        return before.error();
    const auto earlier = analysis(*before, QStringLiteral("model.drawbridge"));
    if (!earlier)
        return earlier.error();
    addModel(QStringLiteral("model.drawbridge"), *before);
    if (const auto done = addDiagrams(*earlier, QStringLiteral("architecture")); !done)
        return done.error();
    if (const auto done = addReports(*earlier); !done)
        return done.error();
    std::optional<ComparisonDocument> document;
    const auto asked = hardenedSide(*before);
    if (!asked)
        return asked.error();
    if (const std::optional<ComparedSide> &hardened = *asked) {
        const auto later = analysis(*hardened, QStringLiteral("hardened.drawbridge"));
        if (!later)
            return later.error();
        addModel(QStringLiteral("hardened.drawbridge"), *hardened);
        if (const auto done = addDiagrams(*later, QStringLiteral("hardened")); !done)
            return done.error();
        const Comparison comparison = compareThreats(earlier->session, later->session);
        if (const auto done = addComparison(comparison, *before, *hardened); !done)
            return done.error();
        document = composeComparison(comparison, before->name, hardened->name, programName());
    }
    m_package.files.insert(QStringLiteral("summary_report.md"),
                           writeSummaryMarkdown(composeReport(earlier->exportInput()),
                                                document ? &*document : nullptr));
    addChecksums();
    return std::move(m_package);
}

} // namespace

Result<Package> makePackage(const Services &services, const QString &path,
                            const PackageOptions &options)
{
    return PackageMaker(services, options).run(path);
}

// Files of an earlier package that this one does not have; only what lies within the folder.
static void removeStale(const QDir &folder, const Package &package)
{
    QFile list(folder.filePath(ChecksumFile));
    if (!list.open(QIODevice::ReadOnly))
        return;
    const QList<QByteArray> lines = list.read(1024 * 1024).split('\n');
    for (const QByteArray &line : lines) {
        const QString name = QString::fromUtf8(line.mid(66));
        const bool inside = !name.isEmpty() && QDir::isRelativePath(name)
            && QDir::cleanPath(name) == name && !name.startsWith(QStringLiteral(".."));
        const QFileInfo file(folder.filePath(name));
        const bool isOurs = inside
            && file.canonicalFilePath().startsWith(folder.canonicalPath() + u'/') && file.isFile();
        if (isOurs && !package.files.contains(name))
            QFile::remove(file.filePath());
    }
}

static Result<void> writePackageFolder(const Package &package, const QString &target)
{
    const QDir folder(target);
    const bool isEarlier = folder.exists(ChecksumFile);
    if (QFileInfo(target).exists() && !QFileInfo(target).isDir())
        return Error {ErrorCode::Io, QStringLiteral("is no folder"), {target, 0, 0}};
    if (folder.exists() && !folder.isEmpty() && !isEarlier)
        return Error {ErrorCode::Usage,
                      QStringLiteral("is not empty and holds no earlier package"),
                      {target, 0, 0}};
    removeStale(folder, package);
    for (auto file = package.files.cbegin(); file != package.files.cend(); ++file) {
        const QString path = folder.filePath(file.key());
        if (!QDir().mkpath(QFileInfo(path).path()))
            return Error {ErrorCode::Io, QStringLiteral("cannot be made"), {target, 0, 0}};
        if (const auto written = replaceFile(path, file.value()); !written)
            return written;
    }
    return {};
}

Result<void> writePackage(const Package &package, const QString &target, const QDate &date)
{
    if (QFileInfo(target).suffix().toLower() != u"zip")
        return writePackageFolder(package, target);
    const auto bytes = writeZip(package.files, date);
    return bytes ? replaceFile(target, *bytes) : Result<void>(bytes.error());
}

} // namespace drawbridge
