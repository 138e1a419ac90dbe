#pragma once

#include "model/engine/designclass.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace drawbridge {

// The rows of the catalogs as plain values, in the order in which they are shown. Readers (the
// database, the build's compiler, importers of official files) fill one of these; everyone else
// sees it through CatalogSnapshot.

struct Tactic
{
    QString id; // TA0001
    QString shortName; // initial-access
    QString name;
    int order = 0; // from left to right in the Enterprise matrix, from 1

    bool operator==(const Tactic &) const = default;
};

struct Technique
{
    QString id; // T1611, or T1059.013 for a sub-technique
    QString name;
    QString parent; // empty but for a sub-technique
    QStringList tactics; // short names, in matrix order
    QStringList platforms;
    bool isContainer = false; // on the Containers platform
    bool isUnmappable = false; // the published mapping says that no control answers it
    QString summary; // ours; for the container techniques
    DesignClass designClass = DesignClass::Unclassified; // ours; for the container techniques

    bool operator==(const Technique &) const = default;
};

// An id that ATT&CK no longer uses, met in older files.
struct RetiredTechnique
{
    QString id;
    QString name;
    bool isRevoked = false; // else deprecated
    QString replacedBy; // a live id, or empty

    bool operator==(const RetiredTechnique &) const = default;
};

// One cell of the Containers matrix.
struct MatrixCell
{
    QString tactic; // short name
    QString technique;

    bool operator==(const MatrixCell &) const = default;
};

struct Mitigation
{
    QString id; // M1026
    QString name;

    bool operator==(const Mitigation &) const = default;
};

struct TechniqueMitigation
{
    QString technique;
    QString mitigation;

    bool operator==(const TechniqueMitigation &) const = default;
};

// A control or control enhancement of NIST SP 800-53 Rev 5.
struct Control
{
    QString id; // AC-6, AC-6(10)
    QString title;
    QString family; // AC
    QString familyTitle;
    bool low = false;
    bool moderate = false;
    bool high = false;
    bool privacy = false;
    bool withdrawn = false;
    QString parent; // the base control of an enhancement
    QStringList withdrawnInto;
    QString release; // the first release that holds it
    QString source; // which list the title was read from
    QString summary; // ours; for the controls that container threats use most

    bool operator==(const Control &) const = default;
};

// Who says that a control answers a technique.
enum class MappingOrigin : quint8 {
    Ours, // the curated few, our judgement
    Ctid, // published by the Center for Threat-Informed Defense
    Derived // computed or judged by us where the published mapping is silent
};

struct MappingEdge
{
    QString technique; // as its source names it; see CatalogSnapshot::resolveTechnique
    QString control;
    MappingOrigin origin = MappingOrigin::Ctid;
    QString basis; // the measure behind ours, the reason for a derived one
    QString strength; // of a derived one: strong, weak

    bool operator==(const MappingEdge &) const = default;
};

// An attack pattern of CAPEC.
struct Capec
{
    QString id; // CAPEC-1
    QString name;
    QString likelihood; // Low, Medium, High or empty
    QString severity; // Very Low, Low, Medium, High, Very High or empty
    QString abstraction; // Meta, Standard, Detailed
    QString status;
    QStringList cwe;
    QStringList attack; // live technique ids
    QStringList parents;

    bool operator==(const Capec &) const = default;
};

struct Cwe
{
    QString id; // CWE-79
    QString name; // may be empty

    bool operator==(const Cwe &) const = default;
};

struct CatalogVersions
{
    QString attack;
    QString nist;
    QString mapping; // the ATT&CK version that the published mapping was made for
    QString capec;

    bool operator==(const CatalogVersions &) const = default;
};

// What an official file that the user imported brought into the catalogs.
struct CatalogPart
{
    QString name; // attack, nist, mapping, capec, or a baseline: baseline-moderate
    QString version;
    QString title; // what the file calls itself
    QString file; // its name, without the folder
    QString digest; // SHA-256 of its bytes
    int objects = 0; // techniques, controls, pairs or patterns in it

    bool operator==(const CatalogPart &) const = default;
};

struct CatalogContent
{
    CatalogVersions versions;
    // Empty for the bundled catalogs.
    std::vector<CatalogPart> parts;
    std::vector<Tactic> tactics;
    std::vector<Technique> techniques;
    std::vector<RetiredTechnique> retiredTechniques;
    std::vector<MatrixCell> matrixCells;
    std::vector<Mitigation> mitigations;
    std::vector<TechniqueMitigation> techniqueMitigations;
    std::vector<Control> controls;
    std::vector<MappingEdge> mappings;
    std::vector<Capec> capecs;
    std::vector<Cwe> cwes;

    bool operator==(const CatalogContent &) const = default;
};

} // namespace drawbridge
