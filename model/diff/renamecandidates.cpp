#include "model/diff/renamecandidates.h"

#include "model/core/modelgraph.h"
#include "model/schema/imagereference.h"

#include <algorithm>

namespace drawbridge {

QString repositoryOf(const QString &reference)
{
    const auto parsed = ImageReference::parse(reference);
    return parsed ? parsed->registry + u'/' + parsed->repository : reference;
}

namespace {

// How alike two records are; 0 is not alike.
struct Likeness
{
    int score = 0;
    QString reason;
};

struct Pair
{
    IdText before;
    IdText after;
    Likeness likeness;
};

class RenameSearch
{
public:
    RenameSearch(const ThreatModel &before, const ThreatModel &after, const RecordMatch &match)
        : m_before(before)
        , m_after(after)
        , m_match(match)
    {
    }

    QList<RenameCandidate> find();

private:
    template <typename Record>
    void search();
    Likeness likeness(const Element &before, const Element &after);
    Likeness likeness(const TrustBoundary &before, const TrustBoundary &after);
    Likeness likeness(const Image &before, const Image &after);
    static QStringList portsOf(const ThreatModel &model, const ModelGraph &graph,
                               const ElementId &id);

    const ThreatModel &m_before;
    const ThreatModel &m_after;
    const RecordMatch &m_match;
    ModelGraph m_beforeGraph;
    ModelGraph m_afterGraph;
    QList<RenameCandidate> m_found;
};

QStringList RenameSearch::portsOf(const ThreatModel &model, const ModelGraph &graph,
                                  const ElementId &id)
{
    QStringList names;
    for (const InterfaceId &interface : graph.interfacesOf(id))
        names += model.interfaces.find(interface)->name;
    names.sort();
    return names;
}

Likeness RenameSearch::likeness(const Element &before, const Element &after)
{
    if (before.kind != after.kind || before.implied != after.implied)
        return {};
    const Image *was = m_before.images.find(before.image);
    const Image *is = m_after.images.find(after.image);
    const bool sameImage = was && is
        && (m_match.afterOf(RecordKind::Image, was->id) == is->id
            || was->reference == is->reference);
    const bool sameRepository =
        was && is && !sameImage && repositoryOf(was->reference) == repositoryOf(is->reference);
    const QStringList oldPorts = portsOf(m_before, m_beforeGraph, before.id);
    const QStringList newPorts = portsOf(m_after, m_afterGraph, after.id);
    const bool samePorts = !oldPorts.isEmpty() && oldPorts == newPorts;
    if (sameImage && samePorts)
        return {5, QStringLiteral("same image and ports")};
    if (sameRepository && samePorts)
        return {4, QStringLiteral("same image of another version, same ports")};
    if (sameImage && oldPorts == newPorts)
        return {4, QStringLiteral("same image")};
    if (sameImage)
        return {3, QStringLiteral("same image, other ports")};
    if (samePorts && before.technology == after.technology)
        return {2, QStringLiteral("same technology and ports")};
    return {};
}

Likeness RenameSearch::likeness(const TrustBoundary &before, const TrustBoundary &after)
{
    if (before.kind != after.kind)
        return {};
    const bool isNetwork = before.kind == BoundaryKind::Network;
    const QList<ElementId> was =
        isNetwork ? m_beforeGraph.attachedTo(before.id) : m_beforeGraph.membersOf(before.id);
    const QList<ElementId> is =
        isNetwork ? m_afterGraph.attachedTo(after.id) : m_afterGraph.membersOf(after.id);
    QList<IdText> translated;
    for (const ElementId &id : was) {
        const IdText other = m_match.afterOf(RecordKind::Element, id);
        if (!other.isEmpty())
            translated += other;
    }
    QList<IdText> members(is.begin(), is.end());
    std::sort(translated.begin(), translated.end());
    if (!members.isEmpty() && translated == members)
        return {3, QStringLiteral("same members")};
    return {};
}

Likeness RenameSearch::likeness(const Image &before, const Image &after)
{
    if (before.builtHere == after.builtHere && !before.builtHere
        && repositoryOf(before.reference) == repositoryOf(after.reference))
        return {3, QStringLiteral("another version of the same image")};
    return {};
}

// Pairs that are each other's only best choice, so that no guess is offered.
QList<Pair> unambiguous(const QList<Pair> &pairs)
{
    const auto isBest = [&pairs](const Pair &pair, IdText Pair::*side) {
        for (const Pair &other : pairs) {
            const bool same = other.before == pair.before && other.after == pair.after;
            if (!same && other.*side == pair.*side && other.likeness.score >= pair.likeness.score)
                return false;
        }
        return true;
    };
    QList<Pair> result;
    for (const Pair &pair : pairs) {
        if (isBest(pair, &Pair::before) && isBest(pair, &Pair::after))
            result += pair;
    }
    return result;
}

template <typename Record>
void RenameSearch::search()
{
    // Comparing each with each has to stay cheap; so much is no rename but another system.
    static constexpr qsizetype MostOnOneSide = 300;
    constexpr RecordKind Kind = recordKind<Record>;
    QList<const Record *> gone;
    QList<const Record *> come;
    for (const Record &record : m_before.tableOf<Record>()) {
        const IdText other = m_match.afterOf(Kind, record.id);
        const Record *later = m_after.tableOf<Record>().find(typename Record::IdType(other));
        const bool isGone = !later || (later->vanished && !record.vanished);
        if (isGone && !record.sourceKey.isEmpty())
            gone += &record;
    }
    for (const Record &record : m_after.tableOf<Record>()) {
        if (m_match.beforeOf(Kind, record.id).isEmpty() && !record.sourceKey.isEmpty())
            come += &record;
    }
    if (gone.size() > MostOnOneSide || come.size() > MostOnOneSide)
        return;
    QList<Pair> pairs;
    for (const Record *was : std::as_const(gone)) {
        for (const Record *is : std::as_const(come)) {
            const Likeness found = likeness(*was, *is);
            if (found.score > 0)
                pairs += {was->id, is->id, found};
        }
    }
    for (const Pair &pair : unambiguous(pairs))
        m_found += {Kind,
                    pair.before,
                    pair.after,
                    differenceName(m_before, Kind, pair.before),
                    differenceName(m_after, Kind, pair.after),
                    pair.likeness.reason};
}

QList<RenameCandidate> RenameSearch::find()
{
    m_beforeGraph = ModelGraph(m_before);
    m_afterGraph = ModelGraph(m_after);
    search<Element>();
    search<TrustBoundary>();
    search<Image>();
    return std::move(m_found);
}

} // namespace

QList<RenameCandidate> findRenames(const ThreatModel &before, const ThreatModel &after,
                                   const RecordMatch &match)
{
    return RenameSearch(before, after, match).find();
}

} // namespace drawbridge
