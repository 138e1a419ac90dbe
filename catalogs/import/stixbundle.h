#pragma once

#include "catalogs/import/attackobjects.h"
#include "catalogs/import/capecobjects.h"

namespace drawbridge {

// A bundle of STIX 2.0 or 2.1 with objects of ATT&CK Enterprise, CAPEC or both.
class StixBundle final : public CatalogImporter
{
public:
    bool recognises(const QSet<QString> &paths) const override;
    QStringList patterns() const override;
    Result<void> take(const JsonItem &item) override;
    Result<ImportedParts> apply(CatalogContent &content) const override;

private:
    AttackObjects m_attack;
    CapecObjects m_capec;
    int m_count = 0;
};

} // namespace drawbridge
