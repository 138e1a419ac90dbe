#pragma once

#include "model/export/statuscounts.h"

#include <optional>
#include <vector>

namespace drawbridge {

// What an analysis can say of a technique.
enum class TechniqueSight : quint8 {
    Found, // threats name it, or one of its sub-techniques
    Clear, // rules that name it judged the model and report nothing
    NotSeen, // no rule names it, or none that does judges anything in this model
};

// How a technique stands in an analysed model; a parent together with its sub-techniques.
struct TechniqueStanding
{
    StatusCounts counts;
    // Of the threats that still ask for something to be done.
    std::optional<Severity> highest;
    TechniqueSight sight = TechniqueSight::NotSeen;

    bool operator==(const TechniqueStanding &) const = default;
};

using TechniqueStandings = QHash<QString, TechniqueStanding>;

// By id, for every technique of the catalogs that is on the Containers platform, is the parent of
// one that is, or that a threat names. `judging`: as from rulesThatJudge().
TechniqueStandings techniqueStandings(const ExportInput &input, const std::vector<bool> &judging);

// "found", "nothing found", "not seen".
QString nameOf(TechniqueSight sight);

} // namespace drawbridge
