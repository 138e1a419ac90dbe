#pragma once

#include "catalogs/import/catalogimporter.h"

#include <QMap>
#include <QSet>

namespace drawbridge {

// A file of the Center for Threat-Informed Defense that maps ATT&CK techniques to controls.
class CtidMapping final : public CatalogImporter
{
public:
    bool recognises(const QSet<QString> &paths) const override;
    QStringList patterns() const override;
    Result<void> take(const JsonItem &item) override;
    Result<ImportedParts> apply(CatalogContent &content) const override;

private:
    Result<void> takeMetadata(const Value &metadata);
    void takePair(const Value &object);

    QString m_attackVersion;
    // Techniques with their controls: pairs are repeated in the files.
    QMap<QString, QSet<QString>> m_pairs;
    QSet<QString> m_unmappable;
    int m_unknown = 0;
    int m_count = 0;
};

} // namespace drawbridge
