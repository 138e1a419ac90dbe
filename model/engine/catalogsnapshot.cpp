#include "model/engine/catalogsnapshotdata.h"

#include "model/engine/catalogids.h"

namespace drawbridge {

// The longest chain of replacements that is followed: one id replaced by another that was replaced.
static constexpr int MaximumReplacements = 8;

CatalogSnapshot::Data::Data(CatalogContent rows)
    : content(std::move(rows))
    , techniques(catalogrows::sorted(content.techniques, catalogrows::id))
    , retired(catalogrows::sorted(content.retiredTechniques, catalogrows::id))
    , mitigations(catalogrows::sorted(content.mitigations, catalogrows::id))
    , controls(catalogrows::sorted(content.controls, catalogrows::id))
    , capecs(catalogrows::sorted(content.capecs, catalogrows::id))
    , cwes(catalogrows::sorted(content.cwes, catalogrows::id))
    , techniqueParents(catalogrows::sorted(content.techniques, catalogrows::parent))
    , controlParents(catalogrows::sorted(content.controls, catalogrows::parent))
    , mitigationLinks(catalogrows::sorted(content.techniqueMitigations, catalogrows::technique))
    , edgesByControl(catalogrows::sorted(content.mappings, catalogrows::control))
{
    indexEdges();
}

const Technique *CatalogSnapshot::Data::resolve(const QString &id) const
{
    QString wanted = id;
    for (int step = 0; step < MaximumReplacements && !wanted.isEmpty(); ++step) {
        if (const auto *live =
                catalogrows::withKey(content.techniques, techniques, catalogrows::id, wanted))
            return live;
        const auto *old =
            catalogrows::withKey(content.retiredTechniques, retired, catalogrows::id, wanted);
        wanted = old ? old->replacedBy : QString();
    }
    return nullptr;
}

void CatalogSnapshot::Data::indexEdges()
{
    using Pair = std::pair<QStringView, QStringView>;
    std::array<std::vector<Pair>, 3> named;
    for (const MappingEdge &edge : content.mappings) {
        named[static_cast<size_t>(edge.origin)].emplace_back(edge.technique, edge.control);
        if (const Technique *technique = resolve(edge.technique))
            edgesByTechnique.emplace_back(technique, &edge);
    }
    // Rows lie in one array, so that their addresses order as the rows do.
    std::stable_sort(edgesByTechnique.begin(), edgesByTechnique.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    for (size_t origin = 0; origin < named.size(); ++origin) {
        std::sort(named[origin].begin(), named[origin].end());
        const auto last = std::unique(named[origin].begin(), named[origin].end());
        pairs[origin] = std::distance(named[origin].begin(), last);
    }
}

CatalogSnapshot::CatalogSnapshot()
    : CatalogSnapshot(CatalogContent())
{
}

CatalogSnapshot::CatalogSnapshot(CatalogContent content)
    : m_data(std::make_shared<const Data>(std::move(content)))
{
}

bool CatalogSnapshot::isEmpty() const
{
    return m_data->content.techniques.empty() && m_data->content.controls.empty();
}

const CatalogVersions &CatalogSnapshot::versions() const
{
    return m_data->content.versions;
}

const std::vector<Tactic> &CatalogSnapshot::tactics() const
{
    return m_data->content.tactics;
}

const std::vector<Technique> &CatalogSnapshot::techniques() const
{
    return m_data->content.techniques;
}

const std::vector<RetiredTechnique> &CatalogSnapshot::retiredTechniques() const
{
    return m_data->content.retiredTechniques;
}

const std::vector<Mitigation> &CatalogSnapshot::mitigations() const
{
    return m_data->content.mitigations;
}

const std::vector<Control> &CatalogSnapshot::controls() const
{
    return m_data->content.controls;
}

const std::vector<MappingEdge> &CatalogSnapshot::mappings() const
{
    return m_data->content.mappings;
}

const std::vector<Capec> &CatalogSnapshot::capecs() const
{
    return m_data->content.capecs;
}

const std::vector<Cwe> &CatalogSnapshot::cwes() const
{
    return m_data->content.cwes;
}

const std::vector<MatrixCell> &CatalogSnapshot::matrixCells() const
{
    return m_data->content.matrixCells;
}

const CatalogContent &CatalogSnapshot::content() const
{
    return m_data->content;
}

const Tactic *CatalogSnapshot::tactic(QStringView idOrShortName) const
{
    for (const Tactic &tactic : m_data->content.tactics) {
        if (tactic.shortName == idOrShortName || tactic.id == idOrShortName)
            return &tactic;
    }
    return nullptr;
}

const Technique *CatalogSnapshot::technique(QStringView id) const
{
    return catalogrows::withKey(m_data->content.techniques, m_data->techniques, catalogrows::id,
                                normalTechniqueId(id));
}

const RetiredTechnique *CatalogSnapshot::retiredTechnique(QStringView id) const
{
    return catalogrows::withKey(m_data->content.retiredTechniques, m_data->retired, catalogrows::id,
                                normalTechniqueId(id));
}

const Mitigation *CatalogSnapshot::mitigation(QStringView id) const
{
    return catalogrows::withKey(m_data->content.mitigations, m_data->mitigations, catalogrows::id,
                                normalTechniqueId(id));
}

const Control *CatalogSnapshot::control(QStringView id) const
{
    return catalogrows::withKey(m_data->content.controls, m_data->controls, catalogrows::id,
                                normalControlId(id));
}

const Capec *CatalogSnapshot::capec(QStringView id) const
{
    return catalogrows::withKey(m_data->content.capecs, m_data->capecs, catalogrows::id,
                                normalCapecId(id));
}

const Cwe *CatalogSnapshot::cwe(QStringView id) const
{
    return catalogrows::withKey(m_data->content.cwes, m_data->cwes, catalogrows::id,
                                normalCweId(id));
}

const Technique *CatalogSnapshot::resolveTechnique(QStringView id) const
{
    return m_data->resolve(normalTechniqueId(id));
}

} // namespace drawbridge
