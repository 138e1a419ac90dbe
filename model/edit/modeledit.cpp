#include "model/edit/modeledit.h"

#include <algorithm>

namespace drawbridge {

// Both lists are sorted by id, and so is the result. A record that ends as it began drops out.
template <typename T>
static QList<RecordChange<T>> mergedChanges(const QList<RecordChange<T>> &first,
                                            const QList<RecordChange<T>> &second)
{
    QList<RecordChange<T>> merged = first;
    for (const RecordChange<T> &change : second) {
        const auto position = std::lower_bound(
            merged.begin(), merged.end(), change,
            [](const RecordChange<T> &a, const RecordChange<T> &b) { return a.id() < b.id(); });
        if (position != merged.end() && position->id() == change.id())
            position->after = change.after;
        else
            merged.insert(position, change);
    }
    merged.removeIf([](const RecordChange<T> &change) {
        return change.before == change.after
            || (change.before && change.after && *change.before == *change.after);
    });
    return merged;
}

template <typename T>
static void mergeList(ChangeSet &into, const ChangeSet &later)
{
    into.of<T>() = mergedChanges(into.of<T>(), later.of<T>());
}

static void mergeLists(ChangeSet &into, const ChangeSet &later)
{
    const ThreatModel kinds;
    forEachTable(kinds, [&](const auto &table) {
        mergeList<std::decay_t<decltype(*table.begin())>>(into, later);
    });
}

bool ModelEdit::mergeWith(const ModelEdit &later)
{
    if (m_mergeKey.isEmpty() || m_mergeKey != later.m_mergeKey || m_changes.reset
        || later.m_changes.reset)
        return false;
    mergeLists(m_changes, later.m_changes);
    if (later.m_changes.projectAfter) {
        if (!m_changes.projectBefore)
            m_changes.projectBefore = later.m_changes.projectBefore;
        m_changes.projectAfter = later.m_changes.projectAfter;
        if (*m_changes.projectBefore == *m_changes.projectAfter) {
            m_changes.projectBefore = nullptr;
            m_changes.projectAfter = nullptr;
        }
    }
    return true;
}

ModelEdit editBetween(QString text, const ThreatModel &before, const ThreatModel &after,
                      QString mergeKey)
{
    return ModelEdit(std::move(text), changesBetween(before, after), std::move(mergeKey));
}

} // namespace drawbridge
