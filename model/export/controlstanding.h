#pragma once

#include "model/export/statuscounts.h"

#include <functional>

namespace drawbridge {

// A mitigation that supports a control, over all the threats that name it.
struct ControlMeasure
{
    QString title;
    // Keys of the rules that offer it, sorted.
    QStringList rules;
    // Threats by the state that it has for them.
    int inPlace = 0;
    int planned = 0;
    int unknown = 0;
    int missing = 0;
    // Where it is in place: contradicted or stale if it is anywhere, else the weakest grade.
    EvidenceGrade evidence = EvidenceGrade::None;

    int total() const { return inPlace + planned + unknown + missing; }
};

// How a NIST control stands in an analysed model: it is supported by mitigations, never shown to be
// met.
struct ControlStanding
{
    StatusCounts counts;
    // What is in place for most threats first.
    QList<ControlMeasure> measures;
    EvidenceGrade evidence = EvidenceGrade::None;

    // Titles of the measures that are in place somewhere.
    QStringList inPlace() const;
};

// By control id.
QHash<QString, ControlStanding> controlStandings(const ExportInput &input);

// What mitigates the threats whose rules or authors name techniques that `concerns` accepts.
QList<ControlMeasure>
measuresAgainst(const ExportInput &input,
                const std::function<bool(const QStringList &techniques)> &concerns);

// "in place for 3 of 4 threats, declared", "planned for 1 of 2 threats", "in place for none".
QString measureInWords(const ControlMeasure &measure);

} // namespace drawbridge
