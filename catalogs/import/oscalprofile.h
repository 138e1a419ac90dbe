#pragma once

#include "catalogs/import/oscalwords.h"

#include <QSet>

namespace drawbridge {

// An OSCAL profile: a baseline as the ids of the controls that it selects.
class OscalProfile final : public CatalogImporter
{
public:
    bool recognises(const QSet<QString> &paths) const override;
    QStringList patterns() const override;
    Result<void> take(const JsonItem &item) override;
    Result<ImportedParts> apply(CatalogContent &content) const override;

private:
    OscalMetadata m_metadata;
    QSet<QString> m_included;
    QSet<QString> m_excluded;
};

} // namespace drawbridge
