#pragma once

#include "catalogs/import/catalogimporter.h"

#include <QHash>

namespace drawbridge {

// ATT&CK Enterprise as the objects of a STIX bundle tell it, 2.0 or 2.1.
class AttackObjects
{
public:
    // Objects of other kinds, and of the matrices Mobile and ICS, are passed over.
    void take(const Value &object);

    bool isEmpty() const { return m_techniques.isEmpty(); }
    ImportedParts apply(CatalogContent &content) const;

private:
    friend class AttackOverlay;
    // What every kind of object has.
    struct Object
    {
        QString id; // T1611, M1026, TA0001
        QString name;
        QString modified;
        bool isRevoked = false;
        bool isDeprecated = false;

        bool isLive() const { return !isRevoked && !isDeprecated; }
    };
    struct TechniqueObject : Object
    {
        QStringList tactics;
        QStringList platforms;
    };
    struct TacticObject : Object
    {
        QString shortName;
    };
    // From one STIX id to another.
    using Link = std::pair<QString, QString>;

    void takeTechnique(const Value &object);
    void takeTactic(const Value &object);
    void takeRelationship(const Value &object);
    void takeCollection(const Value &object);
    QString version() const;

    // By STIX id; of two editions of an object the later one.
    QMap<QString, TechniqueObject> m_techniques;
    QMap<QString, TacticObject> m_tactics;
    QMap<QString, Object> m_mitigations;
    std::vector<Link> m_mitigates;
    QHash<QString, QString> m_revokedBy;
    // STIX ids of the tactics, from left to right.
    QStringList m_matrix;
    QString m_title;
    QString m_collectionVersion;
    // The day of the last change of any object.
    QString m_lastModified;
};

} // namespace drawbridge
