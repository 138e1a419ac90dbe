#include "catalogs/import/catalogoverlay.h"

#include "model/engine/catalogids.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace drawbridge {

QString versionOf(const CatalogVersions &versions, QStringView part)
{
    if (part == catalogpart::Attack)
        return versions.attack;
    if (part == catalogpart::Nist)
        return versions.nist;
    if (part == catalogpart::Mapping)
        return versions.mapping;
    return part == catalogpart::Capec ? versions.capec : QString();
}

bool Control::*baselineOf(QStringView part)
{
    if (part == catalogpart::LowBaseline)
        return &Control::low;
    if (part == catalogpart::ModerateBaseline)
        return &Control::moderate;
    if (part == catalogpart::HighBaseline)
        return &Control::high;
    return part == catalogpart::PrivacyBaseline ? &Control::privacy : nullptr;
}

template <typename Row>
static void orderById(std::vector<Row> &rows)
{
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row &a, const Row &b) { return catalogIdLess(a.id, b.id); });
}

template <typename Row>
static QHash<QString, const Row *> rowsById(const std::vector<Row> &rows)
{
    QHash<QString, const Row *> byId;
    for (const Row &row : rows)
        byId.insert(row.id, &row);
    return byId;
}

static void orderRows(CatalogContent &content)
{
    std::stable_sort(content.tactics.begin(), content.tactics.end(),
                     [](const Tactic &a, const Tactic &b) { return a.order < b.order; });
    orderById(content.techniques);
    orderById(content.retiredTechniques);
    orderById(content.mitigations);
    orderById(content.controls);
    orderById(content.capecs);
    orderById(content.cwes);
    std::stable_sort(content.techniqueMitigations.begin(), content.techniqueMitigations.end(),
                     [](const TechniqueMitigation &a, const TechniqueMitigation &b) {
                         return a.technique != b.technique
                             ? catalogIdLess(a.technique, b.technique)
                             : catalogIdLess(a.mitigation, b.mitigation);
                     });
}

// Each container technique under each of its tactics.
static void remakeMatrix(CatalogContent &content)
{
    content.matrixCells.clear();
    for (const Tactic &tactic : content.tactics) {
        for (const Technique &technique : content.techniques) {
            if (technique.isContainer && technique.tactics.contains(tactic.shortName))
                content.matrixCells.push_back({tactic.shortName, technique.id});
        }
    }
}

namespace {

// Follows what replaced a retired technique to the live one.
class Replacements
{
public:
    explicit Replacements(const CatalogContent &content)
    {
        for (const Technique &technique : content.techniques)
            m_live.insert(technique.id);
        for (const RetiredTechnique &retired : content.retiredTechniques)
            m_replacedBy.insert(retired.id, retired.replacedBy);
    }

    // Empty when nothing live took its place.
    QString liveOf(const QString &id) const
    {
        constexpr int MostSteps = 8;
        QString at = id;
        for (int step = 0; step < MostSteps && !at.isEmpty(); ++step) {
            if (m_live.contains(at))
                return at;
            at = m_replacedBy.value(at);
        }
        return {};
    }

private:
    QSet<QString> m_live;
    QHash<QString, QString> m_replacedBy;
};

} // namespace

static void followReplacedTechniques(CatalogContent &content)
{
    const Replacements replacements(content);
    for (RetiredTechnique &retired : content.retiredTechniques)
        retired.replacedBy = replacements.liveOf(retired.replacedBy);
    for (Capec &capec : content.capecs) {
        QStringList live;
        for (const QString &id : std::as_const(capec.attack)) {
            const QString technique = replacements.liveOf(id);
            if (!technique.isEmpty() && !live.contains(technique))
                live += technique;
        }
        capec.attack = live;
    }
}

// Our own mappings name active controls: of a withdrawn one, those that it was withdrawn into.
static void followWithdrawnControls(CatalogContent &content)
{
    const auto controls = rowsById(content.controls);
    std::vector<MappingEdge> followed;
    for (const MappingEdge &edge : content.mappings) {
        const Control *control = controls.value(edge.control);
        if (edge.origin == MappingOrigin::Ctid || !control || !control->withdrawn) {
            followed.push_back(edge);
            continue;
        }
        for (const QString &target : control->withdrawnInto) {
            MappingEdge moved = edge;
            moved.control = target;
            if (std::find(followed.begin(), followed.end(), moved) == followed.end())
                followed.push_back(std::move(moved));
        }
    }
    content.mappings = std::move(followed);
}

void settleCatalog(CatalogContent &content)
{
    orderRows(content);
    remakeMatrix(content);
    followReplacedTechniques(content);
    followWithdrawnControls(content);
}

// Texts and classes are ours and go with the bundled catalogs.
static void takeAttack(CatalogContent &content, const CatalogContent &imported)
{
    const std::vector<Technique> bundled = std::move(content.techniques);
    const auto ours = rowsById(bundled);
    content.techniques = imported.techniques;
    for (Technique &technique : content.techniques) {
        const Technique *own = ours.value(technique.id);
        technique.summary = own ? own->summary : QString();
        technique.designClass = own ? own->designClass : DesignClass::Unclassified;
        technique.isUnmappable = own && own->isUnmappable;
    }
    content.tactics = imported.tactics;
    content.retiredTechniques = imported.retiredTechniques;
    content.mitigations = imported.mitigations;
    content.techniqueMitigations = imported.techniqueMitigations;
    content.versions.attack = imported.versions.attack;
}

static void takeControls(CatalogContent &content, const CatalogContent &imported)
{
    const std::vector<Control> bundled = std::move(content.controls);
    const auto own = rowsById(bundled);
    content.controls = imported.controls;
    for (Control &control : content.controls) {
        const Control *before = own.value(control.id);
        control.summary = before ? before->summary : QString();
        for (bool Control::*baseline :
             {&Control::low, &Control::moderate, &Control::high, &Control::privacy})
            control.*baseline = before && before->*baseline && !control.withdrawn;
    }
    content.versions.nist = imported.versions.nist;
}

static void takeBaseline(CatalogContent &content, const CatalogContent &imported,
                         bool Control::*baseline)
{
    for (Control &control : content.controls)
        control.*baseline = false;
    QHash<QString, size_t> places;
    for (size_t i = 0; i < content.controls.size(); ++i)
        places.insert(content.controls[i].id, i);
    for (const Control &control : imported.controls) {
        if (!(control.*baseline))
            continue;
        const auto place = places.constFind(control.id);
        if (place != places.constEnd()) {
            content.controls[*place].*baseline = true;
            continue;
        }
        // The baseline is of a newer release than the list of controls.
        Control added = control;
        added.low = added.moderate = added.high = added.privacy = false;
        added.*baseline = true;
        places.insert(added.id, content.controls.size());
        content.controls.push_back(std::move(added));
    }
}

static void takeMappings(CatalogContent &content, const CatalogContent &imported)
{
    const auto isPublished = [](const MappingEdge &edge) {
        return edge.origin == MappingOrigin::Ctid;
    };
    content.mappings.erase(
        std::remove_if(content.mappings.begin(), content.mappings.end(), isPublished),
        content.mappings.end());
    std::copy_if(imported.mappings.begin(), imported.mappings.end(),
                 std::back_inserter(content.mappings), isPublished);
    const auto techniques = rowsById(imported.techniques);
    for (Technique &technique : content.techniques) {
        const Technique *other = techniques.value(technique.id);
        technique.isUnmappable = other && other->isUnmappable;
    }
    content.versions.mapping = imported.versions.mapping;
}

static void takePatterns(CatalogContent &content, const CatalogContent &imported)
{
    content.capecs = imported.capecs;
    const auto known = rowsById(content.cwes);
    for (const Cwe &cwe : imported.cwes) {
        if (!known.contains(cwe.id))
            content.cwes.push_back(cwe);
    }
    content.versions.capec = imported.versions.capec;
}

CatalogContent overlayCatalog(CatalogContent bundled, const CatalogContent &imported)
{
    CatalogContent content = std::move(bundled);
    const auto has = [&](QStringView name) {
        return std::any_of(imported.parts.begin(), imported.parts.end(),
                           [&](const CatalogPart &part) { return part.name == name; });
    };
    if (has(catalogpart::Attack))
        takeAttack(content, imported);
    if (has(catalogpart::Nist))
        takeControls(content, imported);
    for (const CatalogPart &part : imported.parts) {
        if (bool Control::*baseline = baselineOf(part.name))
            takeBaseline(content, imported, baseline);
    }
    if (has(catalogpart::Mapping))
        takeMappings(content, imported);
    if (has(catalogpart::Capec))
        takePatterns(content, imported);
    content.parts = imported.parts;
    settleCatalog(content);
    return content;
}

} // namespace drawbridge
