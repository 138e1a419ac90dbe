#include "model/cel/scratch.h"

#include <algorithm>

namespace drawbridge::cel {

void Scratch::reset(quint64 steps)
{
    m_arena.reset();
    m_stepsLeft = steps;
    m_outOfMemory = false;
}

CelValue Scratch::string(QStringView text)
{
    charge(static_cast<quint64>(text.size()) / 64);
    char16_t *copied = allocate<char16_t>(static_cast<size_t>(text.size()));
    std::copy(text.utf16(), text.utf16() + text.size(), copied);
    return CelValue::string({copied, text.size()});
}

CelValue Scratch::list(std::span<const CelValue> items)
{
    charge(items.size() / 16);
    CelValue *copied = allocate<CelValue>(items.size());
    std::copy(items.begin(), items.end(), copied);
    return CelValue::list({copied, items.size()});
}

CelValue Scratch::partialList(const CelValue &list, Reference reference)
{
    Reference *item = allocate<Reference>(1);
    *item = reference;
    return partialList(list, UnknownSet {item, 1, false});
}

CelValue Scratch::partialList(const CelValue &list, const UnknownSet &missing)
{
    if (!list.isList())
        return list;
    UnknownSet all = missing;
    if (const UnknownSet *before = list.missing())
        all = united(*before, missing);
    PartialList *partial = allocate<PartialList>(1);
    *partial = {list, all};
    return CelValue::partialList(partial);
}

CelValue Scratch::error(QStringView message)
{
    ErrorRecord *record = allocate<ErrorRecord>(1);
    record->message = string(message).toString();
    record->span = {};
    return CelValue::error(record);
}

UnknownSet Scratch::united(const UnknownSet &a, const UnknownSet &b)
{
    Reference merged[UnknownSet::MaximumCount];
    quint32 count = a.count;
    bool truncated = a.truncated || b.truncated;
    std::copy_n(a.items, a.count, merged);
    for (quint32 i = 0; i < b.count; ++i) {
        if (std::find(merged, merged + count, b.items[i]) != merged + count)
            continue;
        if (count == UnknownSet::MaximumCount) {
            truncated = true;
            break;
        }
        merged[count++] = b.items[i];
    }
    if (count == a.count)
        return {a.items, a.count, truncated};
    Reference *items = allocate<Reference>(count);
    std::copy_n(merged, count, items);
    return {items, count, truncated};
}

CelValue Scratch::united(const CelValue &a, const CelValue &b)
{
    const auto left = a.references();
    const auto right = b.references();
    const UnknownSet set = united(
        UnknownSet {left.data(), static_cast<quint32>(left.size()), a.referencesTruncated()},
        UnknownSet {right.data(), static_cast<quint32>(right.size()), b.referencesTruncated()});
    if (set.items == left.data() && set.truncated == a.referencesTruncated())
        return a;
    UnknownSet *stored = allocate<UnknownSet>(1);
    *stored = set;
    if (set.items == left.data()) {
        // The references of an inline unknown lie in the value itself, which may go away.
        Reference *items = allocate<Reference>(set.count);
        std::copy_n(set.items, set.count, items);
        stored->items = items;
    }
    return CelValue::unknown(stored);
}

} // namespace drawbridge::cel
