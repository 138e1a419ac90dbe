#include "catalogs/import/attackoverlay.h"

#include <algorithm>

namespace drawbridge {

AttackOverlay::AttackOverlay(const AttackObjects &objects, CatalogContent &content)
    : m_objects(objects)
    , m_content(content)
{
    for (const auto &technique : objects.m_techniques) {
        if (technique.isLive())
            m_liveIds.insert(technique.id);
    }
    // An id that was given to another object after the first was revoked is live.
    for (auto it = objects.m_techniques.begin(); it != objects.m_techniques.end(); ++it) {
        if (!it->isLive() && !m_liveIds.contains(it->id))
            m_retiredIds.insert(it->id, it.key());
    }
    m_live = static_cast<int>(m_liveIds.size());
}

void AttackOverlay::apply()
{
    noteUnnamed();
    putTactics();
    putTechniques();
    retireTechniques();
    putMitigations();
    putLinks();
}

void AttackOverlay::noteUnnamed()
{
    m_untouched = std::count_if(
        m_content.techniques.begin(), m_content.techniques.end(), [&](const Technique &technique) {
            return !m_liveIds.contains(technique.id) && !m_retiredIds.contains(technique.id);
        });
    if (m_untouched > 0)
        m_notes += QStringLiteral("the bundle does not name %1 of %2 techniques of the catalogs, "
                                  "which stay as they were")
                       .arg(m_untouched)
                       .arg(m_content.techniques.size());
}

// A matrix that comes with all its tactics replaces the columns; else the tactics that are known
// by their ids get their names.
void AttackOverlay::putTactics()
{
    std::vector<Tactic> columns;
    for (const QString &stixId : m_objects.m_matrix) {
        const auto tactic = m_objects.m_tactics.constFind(stixId);
        if (tactic == m_objects.m_tactics.constEnd())
            break;
        columns.push_back(
            {tactic->id, tactic->shortName, tactic->name, static_cast<int>(columns.size()) + 1});
    }
    const bool isWhole =
        !columns.empty() && static_cast<qsizetype>(columns.size()) == m_objects.m_matrix.size();
    if (isWhole) {
        QSet<QString> ids, shortNames;
        for (const Tactic &column : columns) {
            ids.insert(column.id);
            shortNames.insert(column.shortName);
        }
        if (ids.size() == m_objects.m_matrix.size() && shortNames.size() == ids.size()) {
            m_content.tactics = std::move(columns);
            return;
        }
    }
    for (const auto &tactic : m_objects.m_tactics) {
        for (Tactic &column : m_content.tactics) {
            if (column.id == tactic.id && column.shortName == tactic.shortName && tactic.isLive())
                column.name = tactic.name;
        }
    }
}

QStringList AttackOverlay::inMatrixOrder(const QStringList &tactics) const
{
    QStringList ordered;
    for (const Tactic &column : m_content.tactics) {
        if (tactics.contains(column.shortName))
            ordered += column.shortName;
    }
    return ordered;
}

void AttackOverlay::putTechniques()
{
    QHash<QString, size_t> places;
    for (size_t i = 0; i < m_content.techniques.size(); ++i)
        places.insert(m_content.techniques[i].id, i);
    for (const auto &object : m_objects.m_techniques) {
        if (!object.isLive())
            continue;
        if (!places.contains(object.id)) {
            places.insert(object.id, m_content.techniques.size());
            m_content.techniques.emplace_back();
        }
        Technique &row = m_content.techniques[places.value(object.id)];
        row.id = object.id;
        row.name = object.name;
        row.parent = object.id.contains(u'.') ? object.id.section(u'.', 0, 0) : QString();
        row.tactics = inMatrixOrder(object.tactics);
        row.platforms = object.platforms;
        row.isContainer = object.platforms.contains(u"Containers");
    }
    const auto isLiveAgain = [&](const RetiredTechnique &retired) {
        return m_liveIds.contains(retired.id);
    };
    auto &retired = m_content.retiredTechniques;
    retired.erase(std::remove_if(retired.begin(), retired.end(), isLiveAgain), retired.end());
}

// The id of what a revoked object was replaced by, over several steps where there are some.
QString AttackOverlay::replacementOf(QString stixId) const
{
    constexpr int MostSteps = 8;
    for (int step = 0; step < MostSteps; ++step) {
        stixId = m_objects.m_revokedBy.value(stixId);
        const auto object = m_objects.m_techniques.constFind(stixId);
        if (object == m_objects.m_techniques.constEnd())
            return {};
        if (object->isLive())
            return object->id;
    }
    return {};
}

void AttackOverlay::retireTechniques()
{
    const auto isRetired = [&](const auto &row) { return m_retiredIds.contains(row.id); };
    auto &live = m_content.techniques;
    live.erase(std::remove_if(live.begin(), live.end(), isRetired), live.end());
    QHash<QString, QString> knownReplacements;
    for (const RetiredTechnique &row : m_content.retiredTechniques)
        knownReplacements.insert(row.id, row.replacedBy);
    auto &retired = m_content.retiredTechniques;
    retired.erase(std::remove_if(retired.begin(), retired.end(), isRetired), retired.end());
    for (auto it = m_retiredIds.begin(); it != m_retiredIds.end(); ++it) {
        const auto object = m_objects.m_techniques.constFind(it.value());
        // A part of a bundle may lack the relationship that the catalogs know already.
        const QString replacement = replacementOf(it.value());
        retired.push_back(
            {object->id, object->name, object->isRevoked,
             replacement.isEmpty() ? knownReplacements.value(object->id) : replacement});
    }
}

void AttackOverlay::putMitigations()
{
    QSet<QString> live, gone;
    QHash<QString, QString> names;
    for (const auto &object : m_objects.m_mitigations) {
        (object.isLive() ? live : gone).insert(object.id);
        if (object.isLive())
            names.insert(object.id, object.name);
    }
    gone -= live;
    auto &rows = m_content.mitigations;
    rows.erase(std::remove_if(rows.begin(), rows.end(),
                              [&](const Mitigation &row) { return gone.contains(row.id); }),
               rows.end());
    for (Mitigation &row : rows) {
        if (live.remove(row.id))
            row.name = names.value(row.id);
    }
    for (const QString &id : std::as_const(live))
        rows.push_back({id, names.value(id)});
    auto &links = m_content.techniqueMitigations;
    links.erase(std::remove_if(links.begin(), links.end(),
                               [&](const TechniqueMitigation &link) {
                                   return gone.contains(link.mitigation);
                               }),
                links.end());
}

// A technique in a bundle with mitigations has exactly those that the bundle says.
void AttackOverlay::putLinks()
{
    auto &links = m_content.techniqueMitigations;
    const bool replaces = !m_objects.m_mitigations.isEmpty();
    links.erase(std::remove_if(links.begin(), links.end(),
                               [&](const TechniqueMitigation &link) {
                                   return m_retiredIds.contains(link.technique)
                                       || (replaces && m_liveIds.contains(link.technique));
                               }),
                links.end());
    if (!replaces)
        return;
    QSet<QString> seen;
    for (const auto &[mitigationId, techniqueId] : m_objects.m_mitigates) {
        const auto mitigation = m_objects.m_mitigations.constFind(mitigationId);
        const auto technique = m_objects.m_techniques.constFind(techniqueId);
        if (mitigation == m_objects.m_mitigations.constEnd() || !mitigation->isLive()
            || technique == m_objects.m_techniques.constEnd() || !technique->isLive())
            continue;
        const QString pair = technique->id + u' ' + mitigation->id;
        if (seen.contains(pair))
            continue;
        seen.insert(pair);
        links.push_back({technique->id, mitigation->id});
    }
}

} // namespace drawbridge
