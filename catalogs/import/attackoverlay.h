#pragma once

#include "catalogs/import/attackobjects.h"

namespace drawbridge {

// Brings the objects of a bundle into the catalogs, object by object: ATT&CK never drops an id,
// it revokes or deprecates it, so that what a bundle does not name is not its concern.
class AttackOverlay
{
public:
    AttackOverlay(const AttackObjects &objects, CatalogContent &content);

    void apply();

    int liveTechniques() const { return m_live; }
    // Those of the catalogs that the bundle does not name.
    qsizetype untouchedTechniques() const { return m_untouched; }
    const QStringList &notes() const { return m_notes; }

private:
    void putTactics();
    void putTechniques();
    void retireTechniques();
    void putMitigations();
    void putLinks();
    void noteUnnamed();
    QStringList inMatrixOrder(const QStringList &tactics) const;
    QString replacementOf(QString stixId) const;

    const AttackObjects &m_objects;
    CatalogContent &m_content;
    // Technique ids that the bundle says are live, and those that it says are not.
    QSet<QString> m_liveIds;
    QMap<QString, QString> m_retiredIds; // with the STIX id that says so
    int m_live = 0;
    qsizetype m_untouched = 0;
    QStringList m_notes;
};

} // namespace drawbridge
