#pragma once

#include "model/harden/hardening.h"
#include "model/harden/plainvalue.h"

namespace drawbridge {

// What a file is to say at a path; a missing value takes the key away.
struct ValueChange
{
    QStringList path;
    PlainValue value;
    // Which document of the file it is in.
    size_t document = 0;
};

// A measure with the changes that carry it out, and what to tell when it cannot be done.
struct PlannedMeasure
{
    HardeningMeasure measure;
    std::vector<ValueChange> changes;
    SourceLocation where;
    // For the reader when it is above the chosen level: why it is not done below it.
    QString caution;
    // Comment on the lines that it writes.
    QByteArray mark;
};

// What the measures want of one file, in their order.
struct HardeningPlan
{
    std::vector<PlannedMeasure> measures;
    QList<ManualMeasure> manual;

    // A measure that was left or withdrawn, as a manual one.
    void leave(const PlannedMeasure &planned, const QString &reason);
};

// The changes in words: "set read_only to true in services.web".
QString proposalText(const std::vector<ValueChange> &changes);

} // namespace drawbridge
