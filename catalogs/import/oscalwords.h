#pragma once

#include "catalogs/import/catalogimporter.h"

namespace drawbridge {

// What the metadata of an OSCAL file says of it.
struct OscalMetadata
{
    QString title;
    QString version;
    // The part whose baseline it is; empty for a catalog.
    QString baseline;

    static OscalMetadata of(const Value &metadata);
    // Refuses what is not NIST's SP 800-53 Revision 5.
    Result<void> check() const;
};

// "#ac-2_smt.a" or "ac-2.1" -> "AC-2", "AC-2(1)"; empty for what names no control.
QString oscalControlId(const QString &written);

// Makes a baseline hold exactly these controls. Ids that the catalogs do not know are counted.
int putBaseline(CatalogContent &content, QStringView part, const QSet<QString> &ids);

} // namespace drawbridge
