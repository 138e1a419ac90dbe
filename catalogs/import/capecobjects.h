#pragma once

#include "catalogs/import/catalogimporter.h"

#include <QMap>

namespace drawbridge {

// Attack patterns of CAPEC as the objects of a STIX bundle tell them.
class CapecObjects
{
public:
    // Objects of other kinds are passed over.
    void take(const Value &object);

    bool isEmpty() const { return m_patterns.isEmpty(); }
    ImportedParts apply(CatalogContent &content) const;

private:
    struct PatternObject : Capec
    {
        QString modified;
        // STIX ids of more general patterns, some of which a part of a bundle does not hold.
        QStringList parentRefs;
    };

    Capec patternOf(const PatternObject &object, const Capec *before) const;

    // By STIX id.
    QMap<QString, PatternObject> m_patterns;
    QString m_version;
};

} // namespace drawbridge
