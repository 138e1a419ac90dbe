#pragma once

#include "model/engine/catalogcontent.h"

#include <memory>

namespace drawbridge {

// A control that answers a technique, and everyone who says so.
struct ControlLink
{
    const Control *control = nullptr;
    std::vector<const MappingEdge *> edges; // ours first, then published, then derived

    bool hasOrigin(MappingOrigin origin) const;
};

// The catalogs as one immutable value: copying costs nothing, any thread may read it, and the
// pointers it gives live as long as any copy does. Look-ups by id are binary searches; ids are
// taken in every usual spelling ("ac-02.01" is AC-2(1), "79" is CWE-79).
class CatalogSnapshot
{
public:
    CatalogSnapshot();
    explicit CatalogSnapshot(CatalogContent content);

    bool isEmpty() const;
    const CatalogVersions &versions() const;

    // All rows in the order in which they are shown.
    const std::vector<Tactic> &tactics() const;
    const std::vector<Technique> &techniques() const;
    const std::vector<RetiredTechnique> &retiredTechniques() const;
    const std::vector<Mitigation> &mitigations() const;
    const std::vector<Control> &controls() const;
    const std::vector<MappingEdge> &mappings() const;
    const std::vector<Capec> &capecs() const;
    const std::vector<Cwe> &cwes() const;
    // The cells of the Containers matrix, tactic by tactic.
    const std::vector<MatrixCell> &matrixCells() const;
    const CatalogContent &content() const;

    // Null where the catalogs know no such id.
    const Tactic *tactic(QStringView idOrShortName) const;
    const Technique *technique(QStringView id) const;
    const RetiredTechnique *retiredTechnique(QStringView id) const;
    const Mitigation *mitigation(QStringView id) const;
    const Control *control(QStringView id) const;
    const Capec *capec(QStringView id) const;
    const Cwe *cwe(QStringView id) const;

    // The live technique of an id: itself, or what replaced a retired one. Null when there is none.
    const Technique *resolveTechnique(QStringView id) const;

    std::vector<const Technique *> containerTechniques() const;
    // All techniques of a tactic, parents before their children.
    std::vector<const Technique *> techniquesForTactic(QStringView idOrShortName) const;
    // The cells of one column of the Containers matrix. A sub-technique may stand there without
    // its parent (T1059.013), which is then to be shown as a heading.
    std::vector<const Technique *> matrixColumn(QStringView idOrShortName) const;
    std::vector<const Technique *> subTechniques(QStringView id) const;
    std::vector<const Mitigation *> mitigationsFor(QStringView technique) const;
    // Each control once, controls that our own curated mapping names first.
    std::vector<ControlLink> controlsFor(QStringView technique) const;
    std::vector<const Technique *> techniquesFor(QStringView control) const;
    std::vector<const Capec *> capecsForTechnique(QStringView technique) const;
    std::vector<const Capec *> capecsForCwe(QStringView cwe) const;
    std::vector<const Control *> enhancements(QStringView control) const;

    qsizetype containerTechniqueCount() const;
    // Pairs of technique and control that an origin names.
    qsizetype mappingCount(MappingOrigin origin) const;

private:
    struct Data;
    std::shared_ptr<const Data> m_data;
};

} // namespace drawbridge
