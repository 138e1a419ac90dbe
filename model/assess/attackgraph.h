#pragma once

#include "model/engine/threat.h"

#include <QHash>

#include <span>
#include <vector>

namespace drawbridge {

// What an attacker has. From Reach on they are mere passages, which give nothing by themselves and
// are not shown.
enum class FootholdKind : quint8 {
    Position, // where the attacker starts; the id is the word: "internet"
    Account, // may log in at an element
    Code, // runs code in an element
    Data, // reads and changes what an element keeps
    Asset, // has read a data asset, or holds a credential
    Identity, // acts as an identity
    Image, // decides what an image holds
    HostFiles, // reads the files of a host
    Control, // controls a host or cluster; of an element: the host that nobody has drawn
    Reach, // may open connections to an element
    Network, // stands on a network
    PodNetwork, // stands on the network of a cluster's pods
    Loopback, // stands on the network of a host
    Inside, // runs code somewhere within a boundary
    Files, // reads the files of an element
    Environments, // reads the environments of a host's containers
    Relay, // sends requests from an element
    Secrets, // reads the credentials kept within a boundary
    Execution, // runs commands in the containers within a boundary
};

struct Foothold
{
    FootholdKind kind = FootholdKind::Position;
    RecordKind record = RecordKind::Project;
    IdText id;

    bool isPassage() const { return kind >= FootholdKind::Reach; }
    bool operator==(const Foothold &) const = default;
    friend size_t qHash(const Foothold &foothold, size_t seed = 0)
    {
        return qHashMulti(seed, static_cast<int>(foothold.kind), static_cast<int>(foothold.record),
                          foothold.id);
    }
};

Foothold positionFoothold(QStringView word);
// "position", "code", "data", ...
QString nameOf(FootholdKind kind);

// How sure a step is. What comes later is less sure.
enum class Certainty : quint8 {
    Known, // the model says so
    Unanswered, // an answer is missing
    Supposed, // it takes something that nobody has reported, such as a weakness
};
// "known", "unanswered", "supposed".
QString nameOf(Certainty certainty);

// What makes a step possible: a threat, or a fact of the model.
enum class WayKind : quint8 {
    Threat,
    Exposed, // reachable from the position
    Weakness, // an unknown one in what is reachable
    TakenOver, // supposed by the starting position
    LogsIn,
    Calls, // by a flow
    Attached, // to a network
    SharesNamespace,
    OwnAccess, // to a store, by a flow
    HoldsCredential,
    Opens, // what a credential grants
    Handles, // assets that pass through
    Keeps, // assets in a store
    Owns, // its data, whoever runs code in a store
    SharedFiles,
    RunsOn, // whoever controls a host controls what runs on it
    PartOf, // whoever controls a cluster controls its hosts
    Serves, // a registry its images
    RunsImage,
    Administers,
    Within, // a passage
};

// One way from a foothold to another.
struct Way
{
    int from = 0;
    int to = 0;
    WayKind kind = WayKind::Within;
    Certainty certainty = Certainty::Known;
    qint8 likelihood = 5;
    // Of the session; it outlives the graph.
    const Threat *threat = nullptr;
    // What it runs over: a flow, a network, an element, an asset.
    RecordKind subjectKind = RecordKind::Project;
    IdText subject = {};
};

// What a way costs an attacker: 6 less its likelihood, so that each point of likelihood counts as
// half as likely and steps multiply; 2 more for each missing answer, 4 more for a supposition.
// Passing over a network costs 1, over a known flow nothing.
int costOf(const Way &way);

// Footholds and the ways between them. Numbers of footholds follow the order in which they are met.
class AttackGraph
{
public:
    int add(const Foothold &foothold);
    // -1 when there is none.
    int find(const Foothold &foothold) const { return m_numbers.value(foothold, -1); }
    void connect(const Foothold &from, const Foothold &to, Way way);

    int size() const { return static_cast<int>(m_footholds.size()); }
    const Foothold &foothold(int number) const { return m_footholds[static_cast<size_t>(number)]; }
    const std::vector<Way> &waysFrom(int number) const
    {
        return m_ways[static_cast<size_t>(number)];
    }
    // The ways that lead to a foothold, by where they stand in waysFrom().
    using Place = std::pair<int, int>;
    const std::vector<Place> &placesOfWaysTo(int number) const
    {
        return m_incoming[static_cast<size_t>(number)];
    }
    const Way &way(const Place &place) const
    {
        return m_ways[static_cast<size_t>(place.first)][static_cast<size_t>(place.second)];
    }
    // The ways from one to another, the easiest first.
    std::vector<const Way *> waysBetween(int from, int to) const;
    size_t wayCount() const { return m_wayCount; }

private:
    std::vector<Foothold> m_footholds;
    std::vector<std::vector<Way>> m_ways;
    std::vector<std::vector<Place>> m_incoming;
    QHash<Foothold, int> m_numbers;
    size_t m_wayCount = 0;
};

} // namespace drawbridge
