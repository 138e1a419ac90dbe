#pragma once

#include "app/services/catalogs.h"
#include "model/engine/analysissession.h"
#include "model/engine/catalogsnapshot.h"
#include "model/engine/ruleset.h"
#include "model/evidence/scannertable.h"
#include "model/import/importer.h"
#include "model/schema/imagetable.h"
#include "model/schema/technologies.h"

#include <future>
#include <memory>
#include <mutex>
#include <vector>

namespace drawbridge {

struct ServicesOptions
{
    // Folder with catalog.sqlite, properties/, images/ and rules/; empty: found by DataLocator.
    QString dataFolder;
    // Further rule packs, which go before all others.
    QStringList rulePacks;
    // Also the packs that the user keeps for all projects.
    bool userRules = false;
    // Without what the user imported into the catalogs. A data folder that is named explicitly is
    // used as it is, too.
    bool bundledCatalogs = false;
};

// Rules with what is odd about their packs.
struct LoadedRules
{
    std::shared_ptr<const RuleSet> rules;
    Diagnostics warnings;
};

// The one composition root: everything that the program window and the command line share. Loads
// what is asked for when it is asked for the first time. Used from one thread; what it hands out is
// immutable and may go anywhere.
class Services
{
public:
    static Result<std::unique_ptr<Services>> create(const ServicesOptions &options = {});
    ~Services();

    std::shared_ptr<const PropertySchema> schema() const { return m_schema; }
    std::shared_ptr<const ImageTable> images() const { return m_images; }
    std::shared_ptr<const Technologies> technologies() const { return m_technologies; }
    // Built-in packs, the user's, those beside the project, and those that were asked for, each
    // before the earlier ones. The same set as long as no pack changes.
    Result<LoadedRules> loadRules(const QString &projectPath = {}) const;
    Result<std::shared_ptr<const RuleSet>> rules(const QString &projectPath = {}) const;
    Result<CatalogSnapshot> catalog() const;
    // The database that searches look into.
    Result<QString> catalogDatabase() const;
    // The versions of the bundled catalogs, whatever the user imported.
    Result<CatalogVersions> bundledVersions() const;
    // Why what the user imported is not used, if it is not; nothing before the catalog was asked
    // for.
    Diagnostics catalogNotes() const;
    // What checks of scanners mean.
    Result<std::shared_ptr<const ScannerTable>> scannerTable() const;
    // Begins to read the catalog on another thread, for callers that will want it soon.
    void expectCatalog() const;
    QString dataFolder() const { return m_dataFolder; }

    // Every foreign format, in the order of --help and file dialogs.
    const std::vector<std::unique_ptr<Importer>> &importers() const { return m_importers; }
    const Importer *importer(const QString &format) const;

    // A session that has analysed `model` as of `date`, on all cores, with what scanners say of it,
    // by the rules for a project.
    Result<AnalysisSession> analyze(const ThreatModel &model, const QDate &date,
                                    std::shared_ptr<const EvidenceFacts> evidence = {},
                                    const QString &projectPath = {}) const;

private:
    Services();
    Result<const LoadedCatalogs *> catalogs() const;

    QString m_dataFolder;
    // Empty where only the bundled catalogs count.
    QString m_userCatalog;
    QStringList m_rulePacks;
    bool m_userRules = false;
    std::shared_ptr<const PropertySchema> m_schema;
    std::shared_ptr<const ImageTable> m_images;
    std::shared_ptr<const Technologies> m_technologies;
    std::vector<std::unique_ptr<Importer>> m_importers;
    mutable std::shared_ptr<const ScannerTable> m_scannerTable;
    // What was loaded last, and from which packs; jobs may ask for it too.
    mutable std::mutex m_rulesLock;
    mutable QList<RulePackFile> m_packs;
    mutable LoadedRules m_rules;
    // Rules that jobs load may ask for it, too.
    mutable std::mutex m_catalogLock;
    mutable std::optional<LoadedCatalogs> m_catalogs;
    mutable std::future<Result<LoadedCatalogs>> m_comingCatalogs;
};

// "Drawbridge 0.1.0".
QString programName();

} // namespace drawbridge
