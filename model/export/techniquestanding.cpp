#include "model/export/techniquestanding.h"

#include "model/export/threatwords.h"

namespace drawbridge {

namespace {

// Threats and rules that name a technique itself.
struct Named
{
    StatusCounts counts;
    std::optional<Severity> highest;
    bool judged = false;

    void add(const Threat &threat)
    {
        counts.add(threat);
        if (needsAttention(threat) && (!highest || threat.severity < *highest))
            highest = threat.severity;
    }
    void add(const Named &other)
    {
        counts += other.counts;
        if (other.highest && (!highest || *other.highest < *highest))
            highest = other.highest;
        judged = judged || other.judged;
    }
};

QHash<QString, Named> namedTechniques(const ExportInput &input, const std::vector<bool> &judging)
{
    QHash<QString, Named> named;
    for (qsizetype i = 0; i < input.session->size(); ++i) {
        const Threat &threat = input.session->at(i);
        const QStringList techniques = attackOf(input, threat);
        for (const QString &technique : techniques)
            named[technique].add(threat);
    }
    for (qsizetype i = 0; i < input.rules->size(); ++i) {
        if (!judging.at(static_cast<size_t>(i)))
            continue;
        for (const QString &technique : input.rules->info(i).attack)
            named[technique].judged = true;
    }
    return named;
}

TechniqueStanding standingOf(const Named &named)
{
    return {named.counts, named.highest,
            named.counts.total() > 0 ? TechniqueSight::Found
                : named.judged       ? TechniqueSight::Clear
                                     : TechniqueSight::NotSeen};
}

} // namespace

TechniqueStandings techniqueStandings(const ExportInput &input, const std::vector<bool> &judging)
{
    const QHash<QString, Named> named = namedTechniques(input, judging);
    TechniqueStandings standings;
    const auto take = [&](const Technique &technique) {
        Named all = named.value(technique.id);
        if (technique.parent.isEmpty()) {
            for (const Technique *child : input.catalog->subTechniques(technique.id))
                all.add(named.value(child->id));
        }
        standings.insert(technique.id, standingOf(all));
    };
    for (const Technique &technique : input.catalog->techniques()) {
        if (technique.isContainer || named.contains(technique.id))
            take(technique);
    }
    for (const Technique *technique : input.catalog->containerTechniques()) {
        const Technique *parent = input.catalog->technique(technique->parent);
        if (parent)
            take(*parent);
    }
    return standings;
}

QString nameOf(TechniqueSight sight)
{
    switch (sight) {
    case TechniqueSight::Found:
        return QStringLiteral("found");
    case TechniqueSight::Clear:
        return QStringLiteral("nothing found");
    case TechniqueSight::NotSeen:
        break;
    }
    return QStringLiteral("not seen");
}

} // namespace drawbridge
