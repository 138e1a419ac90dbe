#include "catalogs/import/stixbundle.h"

namespace drawbridge {

bool StixBundle::recognises(const QSet<QString> &paths) const
{
    return paths.contains(QStringLiteral("/objects"))
        && paths.contains(QStringLiteral("/objects/*/type"))
        && (paths.contains(QStringLiteral("/type")) || paths.contains(QStringLiteral("/id")));
}

QStringList StixBundle::patterns() const
{
    return {QStringLiteral("/objects/*")};
}

Result<void> StixBundle::take(const JsonItem &item)
{
    // Eight times what ATT&CK Enterprise holds.
    constexpr int MostObjects = 200'000;
    if (++m_count > MostObjects)
        return Error {ErrorCode::LimitExceeded,
                      QStringLiteral("the bundle holds more than %1 objects, the most that is read")
                          .arg(MostObjects),
                      {}};
    m_attack.take(item.value);
    m_capec.take(item.value);
    return {};
}

Result<ImportedParts> StixBundle::apply(CatalogContent &content) const
{
    if (m_attack.isEmpty() && m_capec.isEmpty())
        return Error {
            ErrorCode::Unsupported,
            QStringLiteral("this STIX bundle holds no techniques of ATT&CK Enterprise and "
                           "no attack patterns of CAPEC"),
            {}};
    ImportedParts imported;
    if (!m_attack.isEmpty())
        imported = m_attack.apply(content);
    if (!m_capec.isEmpty()) {
        const ImportedParts patterns = m_capec.apply(content);
        imported.parts.insert(imported.parts.end(), patterns.parts.begin(), patterns.parts.end());
        imported.notes += patterns.notes;
    }
    return imported;
}

} // namespace drawbridge
