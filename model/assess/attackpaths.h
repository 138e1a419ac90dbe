#pragma once

#include "model/assess/attackgraph.h"
#include "model/engine/analysissession.h"

#include <QSet>

#include <array>

namespace drawbridge {

// One reason for a step, in words, with what it rests on.
struct StepReason
{
    QString text;
    // Empty where a fact of the model is the reason.
    QString threatKey;
    QString rule;
    QStringList techniques;
    int likelihood = 5;
    Certainty certainty = Certainty::Known;
    // What must also be true, of a supposition; what must be answered, of a question.
    QString needs;
    QList<BecauseItem> evidence;
};

// From one foothold to the next.
struct AttackStep
{
    Foothold from;
    Foothold to;
    // "run code in web".
    QString title;
    // All of these together: how the attacker gets there, and what is made use of.
    QList<StepReason> reasons;
    // Other threats that would do as well.
    QList<StepReason> alternatives;
    // Elements, interfaces, flows and networks that it runs over; for a picture.
    QList<IdText> records;
    QStringList techniques;
    int likelihood = 5;
    Certainty certainty = Certainty::Known;
};

struct AttackRoute
{
    QList<AttackStep> steps;
    // That of its least likely step.
    int likelihood = 5;
    Certainty certainty = Certainty::Known;
    // Sum over its steps; see costOf().
    int cost = 0;
    QStringList techniques;

    QSet<IdText> records() const;
};

// How an attacker comes from a starting position to what is worth it.
struct AttackPath
{
    Foothold start;
    // Several where the way to them differs in nothing but them.
    QList<Foothold> goals;
    // Starting points other than the first that lead there in the same way: containers.
    QList<Foothold> alsoFrom;
    // What falls with the goal: everything on a host.
    QList<Foothold> beyond;
    // The easiest first.
    QList<AttackRoute> routes;
    int impact = 3;
    Severity severity = Severity::Medium;

    const AttackRoute &best() const { return routes.first(); }
    int likelihood() const { return best().likelihood; }
    Certainty certainty() const { return best().certainty; }
};

// A mitigation of one threat, of the threats of one rule wherever they are, or of all threats that
// lead from one foothold to the same next; and how many pairs of start and goal have no path any
// more when it is in place.
struct CuttingControl
{
    // Of the first threat.
    QString rule;
    QString mitigation;
    // Several joined by "and" where it takes several.
    QString title;
    QStringList threats;
    // Names of what it is to be done to.
    QStringList targets;
    QStringList controls;
    int pairs = 0;
};

struct AttackPathOptions
{
    // Words of positions, or ids of elements that are taken over; empty: the positions that the
    // project counts.
    QStringList from;
    // Ids of records that count as goals; empty: hosts, clusters, stores and classified assets.
    QList<IdText> to;
    // Paths that take something that nobody has reported are left out unless asked for.
    bool withSuppositions = false;
    int mostPaths = 20;
    int routesPerPath = 3;
};

struct AttackPathReport
{
    // Positions that were looked at.
    QStringList positions;
    int goals = 0;
    // Most certain first, then by severity, by position, then the easiest.
    QList<AttackPath> paths;
    // How many there are of each certainty, also those that are not listed.
    std::array<int, 3> found {};
    // Of the certain and possible ones, also those that are not listed.
    std::array<int, 5> bySeverity {};
    // Pairs of start and goal that the cutting controls were tried on, and how sure their paths
    // are.
    int pairs = 0;
    Certainty pairCertainty = Certainty::Known;
    // The one that cuts most first; none that cuts nothing.
    QList<CuttingControl> cuts;
};

// The positions that attackers may start from, in the order of reports.
QStringList attackPositions();
// "Internet", "Compromised container".
QString displayPosition(const QString &word);

// Pure: the same session and options give the same report.
AttackPathReport findAttackPaths(const AnalysisSession &session,
                                 const AttackPathOptions &options = {});

// "code in web", "control of Host", "Internet".
QString inWords(const ThreatModel &model, const Foothold &foothold);
QString inWords(const ThreatModel &model, const QList<Foothold> &footholds);
// "certain", "an answer is missing", "supposed".
QString inWords(Certainty certainty);

} // namespace drawbridge
