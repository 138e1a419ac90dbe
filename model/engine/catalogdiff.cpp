#include "model/engine/catalogdiff.h"

#include "model/engine/catalogids.h"

#include <QMap>

#include <algorithm>
#include <array>

namespace drawbridge {

using ChangeKind = CatalogChange::Kind;

QString nameOf(CatalogChange::Kind kind)
{
    static constexpr std::array names {
        "technique-added",  "technique-renamed", "technique-retired", "technique-gone",
        "tactics-changed",  "platform-changed",  "mitigation-added",  "mitigation-removed",
        "control-added",    "control-renamed",   "control-withdrawn", "control-gone",
        "baseline-changed", "mapping-added",     "mapping-removed"};
    return QLatin1String(names[static_cast<size_t>(kind)]);
}

bool CatalogChange::isOfTechnique() const
{
    return kind < ChangeKind::ControlAdded || kind >= ChangeKind::MappingAdded;
}

bool CatalogUse::concerns(const CatalogChange &change) const
{
    const QSet<QString> &used = change.isOfTechnique() ? techniques : controls;
    if (used.contains(change.id))
        return true;
    if (change.kind == ChangeKind::TechniqueAdded)
        return change.id.contains(u'.') && used.contains(change.id.section(u'.', 0, 0));
    return change.kind == ChangeKind::ControlAdded && change.id.contains(u'(')
        && used.contains(change.id.section(u'(', 0, 0));
}

namespace {

// Walks over two catalogs and collects what differs.
class CatalogComparison
{
public:
    CatalogComparison(const CatalogSnapshot &before, const CatalogSnapshot &after)
        : m_before(before)
        , m_after(after)
    {
    }

    std::vector<CatalogChange> changes();

private:
    void add(ChangeKind kind, const QString &id, const QString &name, const QString &before = {},
             const QString &after = {}, MappingOrigin origin = MappingOrigin::Ctid)
    {
        m_changes.push_back({kind, id, name, before, after, origin});
    }
    void compareTechniques();
    void compareTechnique(const Technique &before, const Technique &after);
    void compareMitigations();
    void compareControls();
    void compareControl(const Control &before, const Control &after);
    void compareMappings();

    const CatalogSnapshot &m_before;
    const CatalogSnapshot &m_after;
    std::vector<CatalogChange> m_changes;
};

void CatalogComparison::compareTechnique(const Technique &before, const Technique &after)
{
    if (before.name != after.name)
        add(ChangeKind::TechniqueRenamed, after.id, after.name, before.name, after.name);
    if (before.tactics != after.tactics)
        add(ChangeKind::TacticsChanged, after.id, after.name,
            before.tactics.join(QStringLiteral(", ")), after.tactics.join(QStringLiteral(", ")));
    if (before.isContainer != after.isContainer)
        add(ChangeKind::PlatformChanged, after.id, after.name,
            before.isContainer ? QStringLiteral("Containers") : QString(),
            after.isContainer ? QStringLiteral("Containers") : QString());
}

void CatalogComparison::compareTechniques()
{
    for (const Technique &technique : m_before.techniques()) {
        if (const Technique *same = m_after.technique(technique.id)) {
            compareTechnique(technique, *same);
        } else if (m_after.retiredTechnique(technique.id)) {
            const Technique *replacement = m_after.resolveTechnique(technique.id);
            add(ChangeKind::TechniqueRetired, technique.id, technique.name, {},
                replacement ? replacement->id : QString());
        } else {
            add(ChangeKind::TechniqueGone, technique.id, technique.name);
        }
    }
    for (const Technique &technique : m_after.techniques()) {
        if (!m_before.technique(technique.id))
            add(ChangeKind::TechniqueAdded, technique.id, technique.name);
    }
}

QString mitigationWords(const CatalogSnapshot &catalogs, const QString &id)
{
    const Mitigation *mitigation = catalogs.mitigation(id);
    return mitigation ? id + u' ' + mitigation->name : id;
}

QString techniqueName(const CatalogSnapshot &catalogs, const QString &id)
{
    const Technique *technique = catalogs.resolveTechnique(id);
    return technique ? technique->name : QString();
}

QSet<std::pair<QString, QString>> linksOf(const CatalogSnapshot &catalogs)
{
    QSet<std::pair<QString, QString>> links;
    for (const TechniqueMitigation &link : catalogs.content().techniqueMitigations)
        links.insert({link.technique, link.mitigation});
    return links;
}

void CatalogComparison::compareMitigations()
{
    const auto before = linksOf(m_before);
    const auto after = linksOf(m_after);
    // Of techniques that are in both: those of others go and come with them.
    for (const auto &[technique, mitigation] : before) {
        if (!after.contains({technique, mitigation}) && m_after.technique(technique))
            add(ChangeKind::MitigationRemoved, technique, techniqueName(m_after, technique),
                mitigationWords(m_before, mitigation));
    }
    for (const auto &[technique, mitigation] : after) {
        if (!before.contains({technique, mitigation}) && m_before.technique(technique))
            add(ChangeKind::MitigationAdded, technique, techniqueName(m_after, technique), {},
                mitigationWords(m_after, mitigation));
    }
}

QString baselineWords(const Control &control)
{
    QStringList words;
    const auto addIf = [&words](bool is, const char *word) {
        if (is)
            words += QLatin1String(word);
    };
    addIf(control.low, "low");
    addIf(control.moderate, "moderate");
    addIf(control.high, "high");
    addIf(control.privacy, "privacy");
    return words.join(QStringLiteral(", "));
}

void CatalogComparison::compareControl(const Control &before, const Control &after)
{
    if (before.title != after.title)
        add(ChangeKind::ControlRenamed, after.id, after.title, before.title, after.title);
    if (after.withdrawn && !before.withdrawn) {
        add(ChangeKind::ControlWithdrawn, after.id, after.title, {},
            after.withdrawnInto.join(QStringLiteral(", ")));
        return;
    }
    const QString baselinesBefore = baselineWords(before);
    const QString baselinesAfter = baselineWords(after);
    if (baselinesBefore != baselinesAfter)
        add(ChangeKind::BaselineChanged, after.id, after.title, baselinesBefore, baselinesAfter);
}

void CatalogComparison::compareControls()
{
    for (const Control &control : m_before.controls()) {
        if (const Control *same = m_after.control(control.id))
            compareControl(control, *same);
        else
            add(ChangeKind::ControlGone, control.id, control.title);
    }
    for (const Control &control : m_after.controls()) {
        if (!m_before.control(control.id))
            add(ChangeKind::ControlAdded, control.id, control.title, {}, baselineWords(control));
    }
}

using Mappings = QMap<std::pair<QString, QString>, MappingOrigin>;

// By the live technique; ours go before others where several say the same.
Mappings mappingsOf(const CatalogSnapshot &catalogs)
{
    Mappings mappings;
    for (const MappingEdge &edge : catalogs.mappings()) {
        const Technique *live = catalogs.resolveTechnique(edge.technique);
        const std::pair key {live ? live->id : edge.technique, edge.control};
        if (!mappings.contains(key) || edge.origin < mappings.value(key))
            mappings.insert(key, edge.origin);
    }
    return mappings;
}

void CatalogComparison::compareMappings()
{
    const Mappings before = mappingsOf(m_before);
    const Mappings after = mappingsOf(m_after);
    for (auto it = before.begin(); it != before.end(); ++it) {
        const auto &[technique, control] = it.key();
        if (!after.contains(it.key()))
            add(ChangeKind::MappingRemoved, technique, techniqueName(m_before, technique), control,
                {}, *it);
    }
    for (auto it = after.begin(); it != after.end(); ++it) {
        const auto &[technique, control] = it.key();
        if (!before.contains(it.key()))
            add(ChangeKind::MappingAdded, technique, techniqueName(m_after, technique), {}, control,
                *it);
    }
}

std::vector<CatalogChange> CatalogComparison::changes()
{
    compareTechniques();
    compareMitigations();
    compareControls();
    compareMappings();
    std::stable_sort(m_changes.begin(), m_changes.end(),
                     [](const CatalogChange &a, const CatalogChange &b) {
                         if (a.kind != b.kind)
                             return a.kind < b.kind;
                         if (a.id != b.id)
                             return catalogIdLess(a.id, b.id);
                         return catalogIdLess(a.before + a.after, b.before + b.after);
                     });
    return std::move(m_changes);
}

} // namespace

std::vector<CatalogChange> compareCatalogs(const CatalogSnapshot &before,
                                           const CatalogSnapshot &after)
{
    return CatalogComparison(before, after).changes();
}

} // namespace drawbridge
