#include "model/core/change.h"

namespace drawbridge {

bool ChangeSet::isEmpty() const
{
    return !reset && !projectBefore && !projectAfter
        && std::apply([](const auto &...list) { return (list.isEmpty() && ...); }, lists);
}

ChangeSet ChangeSet::inverted() const
{
    ChangeSet result = *this;
    std::apply(
        [](auto &...list) {
            const auto invert = [](auto &changes) {
                for (auto &change : changes)
                    std::swap(change.before, change.after);
            };
            (invert(list), ...);
        },
        result.lists);
    std::swap(result.projectBefore, result.projectAfter);
    return result;
}

template <typename T>
static void collectChanges(const Table<T> &before, const Table<T> &after,
                           QList<RecordChange<T>> &changes)
{
    if (before.isSharedWith(after))
        return;
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < before.size() || j < after.size()) {
        const bool takeBefore =
            j == after.size() || (i < before.size() && before.at(i).id < after.at(j).id);
        const bool takeAfter =
            i == before.size() || (j < after.size() && after.at(j).id < before.at(i).id);
        if (takeBefore) {
            changes.append({before.recordAt(i++), nullptr});
        } else if (takeAfter) {
            changes.append({nullptr, after.recordAt(j++)});
        } else {
            if (before.recordAt(i) != after.recordAt(j) && before.at(i) != after.at(j))
                changes.append({before.recordAt(i), after.recordAt(j)});
            ++i;
            ++j;
        }
    }
}

ChangeSet changesBetween(const ThreatModel &before, const ThreatModel &after)
{
    ChangeSet changes;
    forEachTable(before, [&](const auto &table) {
        using Record = std::decay_t<decltype(*table.begin())>;
        collectChanges(table, after.tableOf<Record>(), changes.of<Record>());
    });
    if (before.project != after.project) {
        changes.projectBefore = std::make_shared<const ProjectInfo>(before.project);
        changes.projectAfter = std::make_shared<const ProjectInfo>(after.project);
    }
    return changes;
}

void applyChanges(ThreatModel &model, const ChangeSet &changes)
{
    forEachTable(model, [&](auto &table) {
        using Record = std::decay_t<decltype(*table.begin())>;
        for (const RecordChange<Record> &change : changes.of<Record>()) {
            if (change.after)
                table.put(change.after);
            else
                table.remove(change.id());
        }
    });
    if (changes.projectAfter)
        model.project = *changes.projectAfter;
}

} // namespace drawbridge
