#include "catalogs/import/attackobjects.h"

#include "catalogs/import/attackoverlay.h"
#include "catalogs/import/catalognames.h"
#include "catalogs/import/catalogoverlay.h"
#include "catalogs/import/stixwords.h"

namespace drawbridge {

static constexpr QStringView AttackSource = u"mitre-attack";
static constexpr QStringView EnterpriseDomain = u"enterprise-attack";

// Files from before the domains were written hold one matrix each, and name it as the source.
static bool isEnterprise(const Value &object)
{
    const QStringList domains = textsOf(object, u"x_mitre_domains");
    return domains.isEmpty() || domains.contains(EnterpriseDomain);
}

// Keeps the later edition: a bundle of STIX 2.1 may hold several of one object.
template <typename Object>
static void keepLater(QMap<QString, Object> &objects, const QString &stixId, Object object)
{
    const auto other = objects.constFind(stixId);
    if (other == objects.constEnd() || other->modified < object.modified)
        objects.insert(stixId, std::move(object));
}

template <typename Object>
static Object objectOf(const Value &value)
{
    Object object;
    object.id = stixExternalId(value, AttackSource);
    object.name = catalogName(textOf(value, u"name"));
    object.modified = textOf(value, u"modified");
    object.isRevoked = stixFlag(value, u"revoked");
    object.isDeprecated = stixFlag(value, u"x_mitre_deprecated");
    return object;
}

void AttackObjects::take(const Value &object)
{
    const QString type = textOf(object, u"type");
    if (type == u"relationship") {
        takeRelationship(object);
        return;
    }
    if (!isEnterprise(object))
        return;
    if (type == u"attack-pattern") {
        takeTechnique(object);
    } else if (type == u"course-of-action") {
        Object mitigation = objectOf<Object>(object);
        // Until 2019 a mitigation carried the id of its technique.
        if (isMitigationId(mitigation.id) && !mitigation.name.isEmpty())
            keepLater(m_mitigations, textOf(object, u"id"), std::move(mitigation));
    } else if (type == u"x-mitre-tactic") {
        takeTactic(object);
    } else if (type == u"x-mitre-matrix") {
        if (stixExternalId(object, AttackSource) == EnterpriseDomain)
            m_matrix = textsOf(object, u"tactic_refs");
    } else if (type == u"x-mitre-collection") {
        takeCollection(object);
    }
}

void AttackObjects::takeTechnique(const Value &object)
{
    auto technique = objectOf<TechniqueObject>(object);
    if (!isTechniqueId(technique.id) || technique.name.isEmpty())
        return;
    const Value phases = memberOf(object, u"kill_chain_phases");
    if (const ValueList *list = phases.asList()) {
        for (const Value &phase : *list) {
            if (textOf(phase, u"kill_chain_name") == AttackSource)
                technique.tactics += catalogName(textOf(phase, u"phase_name"));
        }
    }
    for (const QString &platform : textsOf(object, u"x_mitre_platforms"))
        technique.platforms += catalogName(platform);
    technique.platforms.sort();
    technique.platforms.removeDuplicates();
    m_lastModified = std::max(m_lastModified, technique.modified.left(10));
    keepLater(m_techniques, textOf(object, u"id"), std::move(technique));
}

void AttackObjects::takeTactic(const Value &object)
{
    auto tactic = objectOf<TacticObject>(object);
    tactic.shortName = catalogName(textOf(object, u"x_mitre_shortname"));
    if (isTacticId(tactic.id) && !tactic.name.isEmpty() && !tactic.shortName.isEmpty())
        keepLater(m_tactics, textOf(object, u"id"), std::move(tactic));
}

void AttackObjects::takeRelationship(const Value &object)
{
    if (stixFlag(object, u"revoked") || stixFlag(object, u"x_mitre_deprecated"))
        return;
    const QString type = textOf(object, u"relationship_type");
    const QString source = textOf(object, u"source_ref");
    const QString target = textOf(object, u"target_ref");
    if (type == u"mitigates")
        m_mitigates.emplace_back(source, target);
    else if (type == u"revoked-by")
        m_revokedBy.insert(source, target);
}

void AttackObjects::takeCollection(const Value &object)
{
    m_title = catalogName(textOf(object, u"name"));
    m_collectionVersion = catalogName(textOf(object, u"x_mitre_version"));
}

// STIX 2.0 bundles do not say which version of ATT&CK they are; the last change dates them.
QString AttackObjects::version() const
{
    if (!m_collectionVersion.isEmpty())
        return m_collectionVersion;
    return m_lastModified.isEmpty() ? QStringLiteral("unknown") : catalogName(m_lastModified);
}

ImportedParts AttackObjects::apply(CatalogContent &content) const
{
    AttackOverlay overlay(*this, content);
    overlay.apply();
    ImportedParts imported;
    CatalogPart part;
    part.name = catalogpart::Attack.toString();
    part.version = version();
    part.title = m_title.isEmpty() ? QStringLiteral("ATT&CK Enterprise") : m_title;
    part.objects = overlay.liveTechniques();
    imported.notes = overlay.notes();
    // A file with few of the techniques does not make the whole another version.
    if (2 * overlay.untouchedTechniques() > static_cast<qsizetype>(content.techniques.size()))
        content.versions.attack = content.versions.attack.section(QStringLiteral(" with "), 0, 0)
            + QStringLiteral(" with ") + part.version;
    else
        content.versions.attack = part.version;
    imported.parts.push_back(std::move(part));
    return imported;
}

} // namespace drawbridge
