#pragma once

#include "model/core/threatmodel.h"

#include <variant>

namespace drawbridge {

template <typename T>
struct RecordChange
{
    // Null before: added. Null after: removed.
    std::shared_ptr<const T> before;
    std::shared_ptr<const T> after;

    bool operator==(const RecordChange &) const = default;
    typename T::IdType id() const { return before ? before->id : after->id; }
};

// What one edit did to a model, record by record; listeners (engine, scene, panels) look at the
// kinds they care for. Swapping before and after gives the way back.
struct ChangeSet
{
    template <typename T>
    using List = QList<RecordChange<T>>;

    std::tuple<List<Element>, List<Interface>, List<DataFlow>, List<TrustBoundary>, List<Image>,
               List<Identity>, List<DataAsset>, List<Assumption>, List<Source>, List<Diagram>,
               List<Decision>, List<ManualThreat>, List<ControlStatement>, List<Review>,
               List<FindingDecision>>
        lists;
    // Set when the project's own data changed.
    std::shared_ptr<const ProjectInfo> projectBefore;
    std::shared_ptr<const ProjectInfo> projectAfter;
    // Everything may differ (another file was opened): take the model afresh.
    bool reset = false;

    template <typename T>
    const List<T> &of() const
    {
        return std::get<List<T>>(lists);
    }
    template <typename T>
    List<T> &of()
    {
        return std::get<List<T>>(lists);
    }

    bool isEmpty() const;
    ChangeSet inverted() const;
};

// What turns `before` into `after`, record by record. Shared records are skipped by pointer.
ChangeSet changesBetween(const ThreatModel &before, const ThreatModel &after);
// Carries the changes out: every record takes its `after`.
void applyChanges(ThreatModel &model, const ChangeSet &changes);

} // namespace drawbridge
