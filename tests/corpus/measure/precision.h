#pragma once

#include "tests/corpus/measure/labelledsystem.h"

#include <map>

namespace drawbridge::corpus {

// How many claims are right and wrong, and how much is not claimed though it is so.
struct Score
{
    int right = 0;
    int wrong = 0;
    int missed = 0;

    // 1 where nothing is claimed, or nothing is there to be found.
    double precision() const;
    double recall() const;
    Score &operator+=(const Score &other);
};

// What the labels of a system make of its claims.
struct SystemScore
{
    QString name;
    Score total;
    std::map<QString, Score> byRule;
    // Claims that no label speaks of; they count as wrong.
    QList<ReportedThreat> unlabelled;
    // Labels that the claims belie: right and not reported, missing and reported.
    QList<Label> notReported;
    QList<Label> found;
};

SystemScore judge(const LabelledSystem &system);

struct CorpusScore
{
    QList<SystemScore> systems;
    Score total;
    std::map<QString, Score> byRule;

    // At least nine of ten claims are right, and at least nine of ten threats are claimed.
    bool reachesGoals() const;
};

CorpusScore judge(const QList<LabelledSystem> &systems);

// Tables for people: a line a system and one for the whole; a line a rule.
QString systemTable(const CorpusScore &score);
QString ruleTable(const CorpusScore &score);

} // namespace drawbridge::corpus
