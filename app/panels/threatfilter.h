#pragma once

#include "app/panels/selection.h"
#include "model/engine/threat.h"

#include <QSet>

namespace drawbridge {

// Which threats are shown. Every count in the window that is clicked sets it; an empty member means
// that everything passes.
struct ThreatCriteria
{
    QString text;
    // Only threats of this record; with an element also those of its interfaces.
    std::optional<RecordReference> record;
    // And those of its flows.
    bool withFlows = true;
    QSet<Severity> severities;
    QSet<Stride> strides;
    QSet<ThreatStatus> statuses;
    // A technique id; a parent takes its sub-techniques with it.
    QString technique;
    QString control;
    bool onlyToBeReviewed = false;
    // What bubbles and the outline count.
    bool onlyUnsettled = false;

    bool isEmpty() const;
    bool operator==(const ThreatCriteria &) const = default;
};

// The threats that a bubble on the canvas or a figure in the outline counts.
ThreatCriteria countedThreatsOf(const RecordReference &record);

// The criteria in force, shared by the threats panel and everything that counts.
class ThreatFilter final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const ThreatCriteria &criteria() const { return m_criteria; }
    void set(ThreatCriteria criteria);
    void clear() { set({}); }

Q_SIGNALS:
    void changed();
    // The user clicked a count: the threats panel comes to the front.
    void shown();

private:
    ThreatCriteria m_criteria;
};

} // namespace drawbridge
