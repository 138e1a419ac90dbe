#include "model/engine/catalogsnapshot.h"

#include "model/engine/catalogids.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace drawbridge {

// The longest chain of replacements that is followed: one id replaced by another that was replaced.
static constexpr int MaximumReplacements = 8;

namespace {

using CatalogRowIndex = std::vector<quint32>;

// Row numbers of a table in the order of a key.
template <typename Row, typename Key>
CatalogRowIndex catalogRowsByKey(const std::vector<Row> &rows, Key key)
{
    CatalogRowIndex index(rows.size());
    std::iota(index.begin(), index.end(), 0U);
    std::stable_sort(index.begin(), index.end(), [&](quint32 a, quint32 b) {
        return QStringView(key(rows[a])) < QStringView(key(rows[b]));
    });
    return index;
}

// The rows of a sorted index whose key equals the wanted one, in table order.
template <typename Row, typename Key>
std::vector<const Row *> catalogRowsWithKey(const std::vector<Row> &rows,
                                            const CatalogRowIndex &index, Key key,
                                            QStringView wanted)
{
    const auto first =
        std::lower_bound(index.begin(), index.end(), wanted, [&](quint32 row, QStringView text) {
            return QStringView(key(rows[row])) < text;
        });
    std::vector<const Row *> found;
    for (auto at = first; at != index.end() && QStringView(key(rows[*at])) == wanted; ++at)
        found.push_back(&rows[*at]);
    return found;
}

template <typename Row, typename Key>
const Row *catalogRowWithKey(const std::vector<Row> &rows, const CatalogRowIndex &index, Key key,
                             QStringView wanted)
{
    const auto at =
        std::lower_bound(index.begin(), index.end(), wanted, [&](quint32 row, QStringView text) {
            return QStringView(key(rows[row])) < text;
        });
    return at != index.end() && QStringView(key(rows[*at])) == wanted ? &rows[*at] : nullptr;
}

constexpr auto catalogRowId = [](const auto &row) -> const QString & { return row.id; };
constexpr auto catalogRowTechnique = [](const auto &row) -> const QString & {
    return row.technique;
};
constexpr auto catalogRowControl = [](const auto &row) -> const QString & { return row.control; };
constexpr auto catalogRowParent = [](const auto &row) -> const QString & { return row.parent; };

} // namespace

struct CatalogSnapshot::Data
{
    CatalogContent content;
    CatalogRowIndex techniques, retired, mitigations, controls, capecs, cwes;
    CatalogRowIndex techniqueParents, controlParents, mitigationLinks;
    // Edges by their live technique, which for a retired id is not the one that the row names.
    std::vector<std::pair<const Technique *, const MappingEdge *>> edgesByTechnique;
    CatalogRowIndex edgesByControl;
    std::array<qsizetype, 3> pairs {};

    explicit Data(CatalogContent rows);
    const Technique *resolve(const QString &id) const;
    void indexEdges();
};

CatalogSnapshot::Data::Data(CatalogContent rows)
    : content(std::move(rows))
    , techniques(catalogRowsByKey(content.techniques, catalogRowId))
    , retired(catalogRowsByKey(content.retiredTechniques, catalogRowId))
    , mitigations(catalogRowsByKey(content.mitigations, catalogRowId))
    , controls(catalogRowsByKey(content.controls, catalogRowId))
    , capecs(catalogRowsByKey(content.capecs, catalogRowId))
    , cwes(catalogRowsByKey(content.cwes, catalogRowId))
    , techniqueParents(catalogRowsByKey(content.techniques, catalogRowParent))
    , controlParents(catalogRowsByKey(content.controls, catalogRowParent))
    , mitigationLinks(catalogRowsByKey(content.techniqueMitigations, catalogRowTechnique))
    , edgesByControl(catalogRowsByKey(content.mappings, catalogRowControl))
{
    indexEdges();
}

const Technique *CatalogSnapshot::Data::resolve(const QString &id) const
{
    QString wanted = id;
    for (int step = 0; step < MaximumReplacements && !wanted.isEmpty(); ++step) {
        if (const auto *live =
                catalogRowWithKey(content.techniques, techniques, catalogRowId, wanted))
            return live;
        const auto *old =
            catalogRowWithKey(content.retiredTechniques, retired, catalogRowId, wanted);
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

bool ControlLink::hasOrigin(MappingOrigin origin) const
{
    return std::any_of(edges.begin(), edges.end(),
                       [&](const MappingEdge *edge) { return edge->origin == origin; });
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
    return catalogRowWithKey(m_data->content.techniques, m_data->techniques, catalogRowId,
                             normalTechniqueId(id));
}

const RetiredTechnique *CatalogSnapshot::retiredTechnique(QStringView id) const
{
    return catalogRowWithKey(m_data->content.retiredTechniques, m_data->retired, catalogRowId,
                             normalTechniqueId(id));
}

const Mitigation *CatalogSnapshot::mitigation(QStringView id) const
{
    return catalogRowWithKey(m_data->content.mitigations, m_data->mitigations, catalogRowId,
                             normalTechniqueId(id));
}

const Control *CatalogSnapshot::control(QStringView id) const
{
    return catalogRowWithKey(m_data->content.controls, m_data->controls, catalogRowId,
                             normalControlId(id));
}

const Capec *CatalogSnapshot::capec(QStringView id) const
{
    return catalogRowWithKey(m_data->content.capecs, m_data->capecs, catalogRowId,
                             normalCapecId(id));
}

const Cwe *CatalogSnapshot::cwe(QStringView id) const
{
    return catalogRowWithKey(m_data->content.cwes, m_data->cwes, catalogRowId, normalCweId(id));
}

const Technique *CatalogSnapshot::resolveTechnique(QStringView id) const
{
    return m_data->resolve(normalTechniqueId(id));
}

std::vector<const Technique *> CatalogSnapshot::containerTechniques() const
{
    std::vector<const Technique *> found;
    for (const Technique &technique : m_data->content.techniques) {
        if (technique.isContainer)
            found.push_back(&technique);
    }
    return found;
}

std::vector<const Technique *> CatalogSnapshot::techniquesForTactic(QStringView idOrShortName) const
{
    std::vector<const Technique *> found;
    const Tactic *column = tactic(idOrShortName);
    if (!column)
        return found;
    for (const Technique &technique : m_data->content.techniques) {
        if (technique.tactics.contains(column->shortName))
            found.push_back(&technique);
    }
    return found;
}

std::vector<const Technique *> CatalogSnapshot::matrixColumn(QStringView idOrShortName) const
{
    std::vector<const Technique *> found;
    const Tactic *column = tactic(idOrShortName);
    if (!column)
        return found;
    for (const MatrixCell &cell : m_data->content.matrixCells) {
        if (cell.tactic != column->shortName)
            continue;
        if (const Technique *cellTechnique = technique(cell.technique))
            found.push_back(cellTechnique);
    }
    return found;
}

std::vector<const Technique *> CatalogSnapshot::subTechniques(QStringView id) const
{
    const QString parent = normalTechniqueId(id);
    if (parent.isEmpty())
        return {};
    return catalogRowsWithKey(m_data->content.techniques, m_data->techniqueParents,
                              catalogRowParent, parent);
}

std::vector<const Mitigation *> CatalogSnapshot::mitigationsFor(QStringView technique) const
{
    std::vector<const Mitigation *> found;
    const Technique *live = resolveTechnique(technique);
    if (!live)
        return found;
    for (const TechniqueMitigation *link :
         catalogRowsWithKey(m_data->content.techniqueMitigations, m_data->mitigationLinks,
                            catalogRowTechnique, live->id)) {
        if (const Mitigation *row = mitigation(link->mitigation))
            found.push_back(row);
    }
    return found;
}

std::vector<ControlLink> CatalogSnapshot::controlsFor(QStringView technique) const
{
    std::vector<ControlLink> links;
    const Technique *live = resolveTechnique(technique);
    if (!live)
        return links;
    const auto &edges = m_data->edgesByTechnique;
    auto at = std::lower_bound(edges.begin(), edges.end(), live,
                               [](const auto &pair, const Technique *t) { return pair.first < t; });
    for (; at != edges.end() && at->first == live; ++at) {
        const Control *named = control(at->second->control);
        if (!named)
            continue;
        auto link = std::find_if(links.begin(), links.end(),
                                 [&](const ControlLink &l) { return l.control == named; });
        if (link == links.end())
            link = links.insert(links.end(), {named, {}});
        link->edges.push_back(at->second);
    }
    for (ControlLink &link : links) {
        std::stable_sort(link.edges.begin(), link.edges.end(),
                         [](const auto *a, const auto *b) { return a->origin < b->origin; });
    }
    std::stable_sort(links.begin(), links.end(), [](const ControlLink &a, const ControlLink &b) {
        const bool oursA = a.hasOrigin(MappingOrigin::Ours);
        const bool oursB = b.hasOrigin(MappingOrigin::Ours);
        return oursA != oursB ? oursA : a.control < b.control;
    });
    return links;
}

std::vector<const Technique *> CatalogSnapshot::techniquesFor(QStringView control) const
{
    std::vector<const Technique *> found;
    for (const MappingEdge *edge :
         catalogRowsWithKey(m_data->content.mappings, m_data->edgesByControl, catalogRowControl,
                            normalControlId(control))) {
        if (const Technique *live = m_data->resolve(edge->technique))
            found.push_back(live);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::vector<const Capec *> CatalogSnapshot::capecsForTechnique(QStringView technique) const
{
    std::vector<const Capec *> found;
    const Technique *live = resolveTechnique(technique);
    for (const Capec &capec : m_data->content.capecs) {
        if (live && capec.attack.contains(live->id))
            found.push_back(&capec);
    }
    return found;
}

std::vector<const Capec *> CatalogSnapshot::capecsForCwe(QStringView cwe) const
{
    const QString id = normalCweId(cwe);
    std::vector<const Capec *> found;
    for (const Capec &capec : m_data->content.capecs) {
        if (capec.cwe.contains(id))
            found.push_back(&capec);
    }
    return found;
}

std::vector<const Control *> CatalogSnapshot::enhancements(QStringView control) const
{
    const QString parent = normalControlId(control);
    if (parent.isEmpty())
        return {};
    return catalogRowsWithKey(m_data->content.controls, m_data->controlParents, catalogRowParent,
                              parent);
}

qsizetype CatalogSnapshot::containerTechniqueCount() const
{
    const auto &rows = m_data->content.techniques;
    return std::count_if(rows.begin(), rows.end(),
                         [](const Technique &technique) { return technique.isContainer; });
}

qsizetype CatalogSnapshot::mappingCount(MappingOrigin origin) const
{
    return m_data->pairs[static_cast<size_t>(origin)];
}

} // namespace drawbridge
