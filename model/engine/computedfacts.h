#pragma once

#include "model/engine/factreader.h"

namespace drawbridge {

// Works out the computed properties. A fact that cannot be told is an unknown value that refers to
// the stored property which would settle it.
class ComputedFacts
{
public:
    explicit ComputedFacts(FactReader &reader)
        : m_reader(reader)
    {
    }

    // Which fact a computed property of the schema is; nullptr for one that nobody computes.
    using Fact = cel::CelValue (ComputedFacts::*)(NodeIndex, cel::Scratch &);
    static Fact factFor(const PropertyDefinition &definition);

    cel::CelValue runsAsRoot(NodeIndex element, cel::Scratch &scratch);
    cel::CelValue effectiveCapabilities(NodeIndex element, cel::Scratch &scratch);
    cel::CelValue writablePaths(NodeIndex element, cel::Scratch &scratch);
    cel::CelValue hostPathClass(NodeIndex element, cel::Scratch &scratch);
    cel::CelValue runtimeSocket(NodeIndex element, cel::Scratch &scratch);
    cel::CelValue hasHealthCheck(NodeIndex element, cel::Scratch &scratch);
    cel::CelValue elementExposure(NodeIndex element, cel::Scratch &scratch);
    cel::CelValue interfaceExposure(NodeIndex interface, cel::Scratch &scratch);
    cel::CelValue highestClassification(NodeIndex element, cel::Scratch &scratch);
    cel::CelValue storedClassification(NodeIndex element, cel::Scratch &scratch);
    cel::CelValue crosses(NodeIndex flow, cel::Scratch &scratch);
    cel::CelValue registry(NodeIndex image, cel::Scratch &scratch);
    cel::CelValue repository(NodeIndex image, cel::Scratch &scratch);
    cel::CelValue tag(NodeIndex image, cel::Scratch &scratch);
    cel::CelValue digest(NodeIndex image, cel::Scratch &scratch);
    cel::CelValue pinning(NodeIndex image, cel::Scratch &scratch);
    cel::CelValue canExec(NodeIndex identity, cel::Scratch &scratch);
    cel::CelValue canCreateWorkload(NodeIndex identity, cel::Scratch &scratch);
    cel::CelValue canReadSecrets(NodeIndex identity, cel::Scratch &scratch);
    cel::CelValue canGrantRoles(NodeIndex identity, cel::Scratch &scratch);

    // Boundaries that a flow leaves and enters, or one end of it does that stands outside them all.
    // They stay as they are until another flow is asked about.
    const std::vector<NodeIndex> &crossedBoundaries(NodeIndex flow);
    bool isBetweenNetworks(NodeIndex flow);

private:
    // How much of the world reaches something, widest first; Unsettled with what to ask.
    struct Exposure
    {
        int level = 3;
        cel::CelValue unknown;
    };

    cel::CelValue asksFor(NodeIndex node, PropertyIndex property) const;
    Exposure publishedExposure(NodeIndex element, qint64 port);
    Exposure externalExposure(NodeIndex element, const std::vector<NodeIndex> &flows);
    cel::CelValue exposureValue(const Exposure &exposure) const;
    cel::CelValue classification(NodeIndex element, bool withFlows);
    cel::CelValue mayDo(NodeIndex identity, std::initializer_list<QStringView> verbs,
                        std::initializer_list<QStringView> resources);
    bool usesProxy(NodeIndex element, bool *direct);

    FactReader &m_reader;
    // The flow that crossedBoundaries() was last asked about, when, and the answer.
    NodeIndex m_crossing = NoNode;
    quint32 m_crossingGeneration = 0;
    std::vector<NodeIndex> m_crossed;
};

} // namespace drawbridge
