#pragma once

#include "catalogs/import/oscalwords.h"

#include <QMap>

namespace drawbridge {

// An OSCAL catalog: all of SP 800-53, or a baseline with the controls that it selects.
class OscalCatalog final : public CatalogImporter
{
public:
    bool recognises(const QSet<QString> &paths) const override;
    QStringList patterns() const override;
    Result<void> take(const JsonItem &item) override;
    Result<ImportedParts> apply(CatalogContent &content) const override;

private:
    void takeGroup(const Value &group);
    void takeControl(const Value &control);
    void putControls(CatalogContent &content) const;
    int addMissing(CatalogContent &content) const;

    OscalMetadata m_metadata;
    QMap<QString, Control> m_controls;
    QMap<QString, QString> m_families;
    int m_unknown = 0;
};

} // namespace drawbridge
