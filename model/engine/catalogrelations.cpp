#include "model/engine/catalogsnapshotdata.h"

#include "model/engine/catalogids.h"

namespace drawbridge {

bool ControlLink::hasOrigin(MappingOrigin origin) const
{
    return std::any_of(edges.begin(), edges.end(),
                       [&](const MappingEdge *edge) { return edge->origin == origin; });
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
    return catalogrows::allWithKey(m_data->content.techniques, m_data->techniqueParents,
                                   catalogrows::parent, parent);
}

std::vector<const Mitigation *> CatalogSnapshot::mitigationsFor(QStringView technique) const
{
    std::vector<const Mitigation *> found;
    const Technique *live = resolveTechnique(technique);
    if (!live)
        return found;
    for (const TechniqueMitigation *link :
         catalogrows::allWithKey(m_data->content.techniqueMitigations, m_data->mitigationLinks,
                                 catalogrows::technique, live->id)) {
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
         catalogrows::allWithKey(m_data->content.mappings, m_data->edgesByControl,
                                 catalogrows::control, normalControlId(control))) {
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
    return catalogrows::allWithKey(m_data->content.controls, m_data->controlParents,
                                   catalogrows::parent, parent);
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
