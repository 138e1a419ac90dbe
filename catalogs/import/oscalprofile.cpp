#include "catalogs/import/oscalprofile.h"

#include "catalogs/import/catalogoverlay.h"
#include "model/text/jsonmembers.h"

namespace drawbridge {

bool OscalProfile::recognises(const QSet<QString> &paths) const
{
    return paths.contains(QStringLiteral("/profile/imports"))
        || paths.contains(QStringLiteral("/profile/metadata"));
}

QStringList OscalProfile::patterns() const
{
    return {QStringLiteral("/profile/metadata"), QStringLiteral("/profile/imports/*")};
}

// The ids of a selection; one by patterns would give another baseline if it were passed over.
static Result<void> addSelected(const Value &selections, QSet<QString> &ids)
{
    const ValueList *list = selections.asList();
    if (!list)
        return {};
    for (const Value &selection : *list) {
        if (!memberOf(selection, u"matching").isNull()
            || textOf(selection, u"with-child-controls") == u"yes")
            return Error {ErrorCode::Unsupported,
                          QStringLiteral("the profile selects controls by patterns; import the "
                                         "resolved baseline instead"),
                          {}};
        for (const QString &written : textsOf(selection, u"with-ids")) {
            const QString id = oscalControlId(written);
            if (!id.isEmpty())
                ids.insert(id);
        }
    }
    return {};
}

Result<void> OscalProfile::take(const JsonItem &item)
{
    if (item.pattern == 0) {
        m_metadata = OscalMetadata::of(item.value);
        return m_metadata.check();
    }
    if (const Result<void> added =
            addSelected(memberOf(item.value, u"include-controls"), m_included);
        !added)
        return added;
    return addSelected(memberOf(item.value, u"exclude-controls"), m_excluded);
}

Result<ImportedParts> OscalProfile::apply(CatalogContent &content) const
{
    if (const Result<void> known = m_metadata.check(); !known)
        return known.error();
    QSet<QString> ids = m_included;
    ids -= m_excluded;
    if (m_metadata.baseline.isEmpty() || ids.isEmpty())
        return Error {ErrorCode::Unsupported,
                      QStringLiteral("this OSCAL profile is no LOW, MODERATE, HIGH or PRIVACY "
                                     "baseline that lists its controls"),
                      {}};
    ImportedParts imported;
    const int unknown = putBaseline(content, m_metadata.baseline, ids);
    if (unknown > 0)
        imported.notes += QStringLiteral("%1 controls of the baseline are not in the catalogs; "
                                         "import the catalog of the same release first")
                              .arg(unknown);
    imported.parts.push_back({m_metadata.baseline,
                              m_metadata.version,
                              m_metadata.title,
                              {},
                              {},
                              static_cast<int>(ids.size())});
    return imported;
}

} // namespace drawbridge
