#include "app/services/services.h"

#include "app/jobs/parallelfor.h"
#include "app/services/registries.h"
#include "app/services/rulepacks.h"
#include "catalogs/store/datalocator.h"
#include "model/text/filereader.h"

#include <QDir>
#include <QFileInfo>

namespace drawbridge {

static constexpr qsizetype LargestDataFile = 8 * 1024 * 1024;

Services::Services()
    : m_importers(makeImporters())
{
}
Services::~Services() = default;

template <typename T>
static Result<std::shared_ptr<const T>> loadData(const QString &folder, const QString &name)
{
    const QString path = QDir(folder).filePath(name);
    const Result<QByteArray> bytes = readFile(path, LargestDataFile, path);
    if (!bytes)
        return bytes.error();
    Result<T> parsed = T::parse(*bytes, path);
    if (!parsed)
        return parsed.error();
    return std::make_shared<const T>(std::move(*parsed));
}

template <typename T>
static Result<void> loadInto(std::shared_ptr<const T> &target, const QString &folder,
                             const QString &name)
{
    auto loaded = loadData<T>(folder, name);
    if (!loaded)
        return loaded.error();
    target = std::move(*loaded);
    return {};
}

Result<std::unique_ptr<Services>> Services::create(const ServicesOptions &options)
{
    std::unique_ptr<Services> services(new Services);
    const Result<QString> folder = DataLocator(options.dataFolder).folder();
    if (!folder)
        return folder.error();
    services->m_dataFolder = *folder;
    services->m_rulePacks = options.rulePacks;
    services->m_userRules = options.userRules;
    if (!options.bundledCatalogs && options.dataFolder.isEmpty()
        && QFileInfo::exists(userCatalogPath()))
        services->m_userCatalog = userCatalogPath();
    auto images = std::async(
        [&] { return loadData<ImageTable>(*folder, QStringLiteral("images/images.yaml")); });
    if (auto done = loadInto(services->m_schema, *folder, QStringLiteral("properties/schema.yaml"));
        !done)
        return done.error();
    if (auto done = loadInto(services->m_technologies, *folder,
                             QStringLiteral("properties/technologies.yaml"));
        !done)
        return done.error();
    auto loadedImages = images.get();
    if (!loadedImages)
        return loadedImages.error();
    services->m_images = std::move(*loadedImages);
    return services;
}

Result<LoadedRules> Services::loadRules(const QString &projectPath) const
{
    using Packs = Result<QList<RulePackFile>>;
    QList<RulePackFile> packs;
    for (const Packs &read :
         {readBuiltInPacks(m_dataFolder), m_userRules ? readUserPacks() : Packs(packs),
          readProjectPacks(projectPath), readPacks(m_rulePacks, PackOrigin::CommandLine)}) {
        if (!read)
            return read.error();
        packs += *read;
    }
    const std::lock_guard lock(m_rulesLock);
    if (m_rules.rules && packs == m_packs)
        return m_rules;
    // The build has seen to it that rules fit the bundled catalogs.
    std::optional<CatalogSnapshot> imported;
    if (!m_userCatalog.isEmpty()) {
        const Result<CatalogSnapshot> inUse = catalog();
        if (!inUse)
            return inUse.error();
        imported = *inUse;
    }
    LoadedRules loaded;
    auto rules = RuleSet::load(packs, m_schema, &loaded.warnings, imported ? &*imported : nullptr);
    if (!rules)
        return rules.error();
    loaded.rules = std::move(*rules);
    m_packs = std::move(packs);
    m_rules = loaded;
    return loaded;
}

Result<std::shared_ptr<const RuleSet>> Services::rules(const QString &projectPath) const
{
    Result<LoadedRules> loaded = loadRules(projectPath);
    if (!loaded)
        return loaded.error();
    return std::move(loaded->rules);
}

void Services::expectCatalog() const
{
    const std::lock_guard lock(m_catalogLock);
    if (m_catalogs || m_comingCatalogs.valid())
        return;
    m_comingCatalogs = std::async([folder = m_dataFolder, userCatalog = m_userCatalog] {
        return loadCatalogs(folder, userCatalog);
    });
}

Result<const LoadedCatalogs *> Services::catalogs() const
{
    expectCatalog();
    const std::lock_guard lock(m_catalogLock);
    if (!m_catalogs) {
        Result<LoadedCatalogs> loaded = m_comingCatalogs.get();
        if (!loaded)
            return loaded.error();
        m_catalogs = std::move(*loaded);
    }
    return &*m_catalogs;
}

Result<CatalogSnapshot> Services::catalog() const
{
    const Result<const LoadedCatalogs *> loaded = catalogs();
    if (!loaded)
        return loaded.error();
    return (*loaded)->catalog;
}

Result<QString> Services::catalogDatabase() const
{
    const Result<const LoadedCatalogs *> loaded = catalogs();
    if (!loaded)
        return loaded.error();
    return (*loaded)->database;
}

Result<CatalogVersions> Services::bundledVersions() const
{
    const Result<const LoadedCatalogs *> loaded = catalogs();
    if (!loaded)
        return loaded.error();
    return (*loaded)->bundled;
}

Diagnostics Services::catalogNotes() const
{
    const std::lock_guard lock(m_catalogLock);
    return m_catalogs ? m_catalogs->notes : Diagnostics();
}

const Importer *Services::importer(const QString &format) const
{
    for (const auto &importer : m_importers) {
        if (importer->format() == format)
            return importer.get();
    }
    return nullptr;
}

Result<std::shared_ptr<const ScannerTable>> Services::scannerTable() const
{
    if (m_scannerTable)
        return m_scannerTable;
    const QDir folder(QDir(m_dataFolder).filePath(QStringLiteral("evidence")));
    QList<ScannerTableFile> files;
    for (const QString &name :
         folder.entryList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name)) {
        const QString path = folder.filePath(name);
        Result<QByteArray> bytes = readFile(path, LargestDataFile, path);
        if (!bytes)
            return bytes.error();
        files.append({path, std::move(*bytes)});
    }
    Result<ScannerTable> table = ScannerTable::parse(files);
    if (!table)
        return table.error();
    m_scannerTable = std::make_shared<const ScannerTable>(std::move(*table));
    return m_scannerTable;
}

Result<AnalysisSession> Services::analyze(const ThreatModel &model, const QDate &date,
                                          std::shared_ptr<const EvidenceFacts> evidence,
                                          const QString &projectPath) const
{
    const auto ruleSet = rules(projectPath);
    if (!ruleSet)
        return ruleSet.error();
    AnalysisSession session;
    session.reset({model, m_schema, *ruleSet, date, parallelFor, std::move(evidence)});
    return session;
}

QString programName()
{
    return QStringLiteral("Drawbridge " DRAWBRIDGE_VERSION);
}

} // namespace drawbridge
