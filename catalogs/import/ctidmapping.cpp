#include "catalogs/import/ctidmapping.h"

#include "catalogs/import/catalognames.h"
#include "catalogs/import/catalogoverlay.h"
#include "model/engine/catalogids.h"
#include "model/text/jsonmembers.h"

#include <algorithm>

namespace drawbridge {

bool CtidMapping::recognises(const QSet<QString> &paths) const
{
    return paths.contains(QStringLiteral("/mapping_objects"));
}

QStringList CtidMapping::patterns() const
{
    return {QStringLiteral("/metadata"), QStringLiteral("/mapping_objects/*")};
}

Result<void> CtidMapping::take(const JsonItem &item)
{
    if (item.pattern == 0)
        return takeMetadata(item.value);
    // Forty times the longest published file.
    constexpr int MostPairs = 200'000;
    if (++m_count > MostPairs)
        return Error {ErrorCode::LimitExceeded,
                      QStringLiteral("the file holds more than %1 mappings, the most that is read")
                          .arg(MostPairs),
                      {}};
    takePair(item.value);
    return {};
}

Result<void> CtidMapping::takeMetadata(const Value &metadata)
{
    const QString framework = textOf(metadata, u"mapping_framework");
    const QString version = textOf(metadata, u"mapping_framework_version");
    const QString domain = textOf(metadata, u"technology_domain");
    if (framework != u"nist_800_53" || version != u"rev5" || domain != u"enterprise")
        return Error {ErrorCode::Unsupported,
                      QStringLiteral("the file maps ATT&CK %1 to %2 %3; one of Enterprise to NIST "
                                     "800-53 rev5 is expected")
                          .arg(catalogName(domain), catalogName(framework), catalogName(version)),
                      {}};
    m_attackVersion = catalogName(textOf(metadata, u"attack_version"));
    return {};
}

void CtidMapping::takePair(const Value &object)
{
    const QString technique = normalTechniqueId(textOf(object, u"attack_object_id"));
    const QString status = textOf(object, u"status");
    if (!isTechniqueId(technique)) {
        ++m_unknown;
        return;
    }
    if (status == u"non_mappable") {
        m_unmappable.insert(technique);
        return;
    }
    // Control ids are zero padded: AC-03.
    const QString control = normalControlId(textOf(object, u"capability_id"));
    if (status != u"complete" || !isControlId(control))
        ++m_unknown;
    else
        m_pairs[technique].insert(control);
}

Result<ImportedParts> CtidMapping::apply(CatalogContent &content) const
{
    if (m_pairs.isEmpty())
        return Error {
            ErrorCode::Unsupported, QStringLiteral("the file maps no technique to a control"), {}};
    if (m_attackVersion.isEmpty())
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("the file does not say which version of ATT&CK it maps"),
                      {}};
    auto &edges = content.mappings;
    edges.erase(
        std::remove_if(edges.begin(), edges.end(),
                       [](const MappingEdge &edge) { return edge.origin == MappingOrigin::Ctid; }),
        edges.end());
    int taken = 0;
    for (auto it = m_pairs.begin(); it != m_pairs.end(); ++it) {
        QStringList controls(it->begin(), it->end());
        std::sort(controls.begin(), controls.end(),
                  [](const QString &a, const QString &b) { return catalogIdLess(a, b); });
        for (const QString &control : std::as_const(controls))
            edges.push_back({it.key(), control, MappingOrigin::Ctid, {}, {}});
        taken += static_cast<int>(controls.size());
    }
    // A technique of which the file says both is mapped.
    for (Technique &technique : content.techniques)
        technique.isUnmappable =
            m_unmappable.contains(technique.id) && !m_pairs.contains(technique.id);
    content.versions.mapping = m_attackVersion;
    ImportedParts imported;
    if (m_unknown > 0)
        imported.notes +=
            QStringLiteral("%1 entries that are unfinished or name no technique and control are "
                           "left out")
                .arg(m_unknown);
    imported.parts.push_back(
        {catalogpart::Mapping.toString(),
         m_attackVersion,
         QStringLiteral("CTID mappings of ATT&CK %1 to NIST 800-53 rev5").arg(m_attackVersion),
         {},
         {},
         taken});
    return imported;
}

} // namespace drawbridge
