#pragma once

#include <QSharedData>

#include <algorithm>
#include <memory>
#include <vector>

namespace drawbridge {

// Records of one kind, sorted by id. Implicitly shared, and so are the records: copying a table
// costs nothing, changing one record swaps one pointer.
template <typename T>
class Table
{
public:
    using Record = std::shared_ptr<const T>;
    using IdType = typename T::IdType;

    class Iterator
    {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = T;
        using difference_type = std::ptrdiff_t;
        using pointer = const T *;
        using reference = const T &;

        explicit Iterator(const Record *at)
            : m_at(at)
        {
        }
        const T &operator*() const { return **m_at; }
        const T *operator->() const { return m_at->get(); }
        Iterator &operator++()
        {
            ++m_at;
            return *this;
        }
        bool operator==(const Iterator &) const = default;

    private:
        const Record *m_at;
    };

    Table()
        : m_data(new Data)
    {
    }

    qsizetype size() const { return static_cast<qsizetype>(m_data->records.size()); }
    bool isEmpty() const { return m_data->records.empty(); }
    Iterator begin() const { return Iterator(m_data->records.data()); }
    Iterator end() const { return Iterator(m_data->records.data() + m_data->records.size()); }
    const T &at(qsizetype row) const { return *m_data->records[static_cast<size_t>(row)]; }
    const Record &recordAt(qsizetype row) const
    {
        return m_data->records[static_cast<size_t>(row)];
    }

    // Row of an id, or -1.
    qsizetype rowOf(const IdType &id) const
    {
        const auto it = lowerBound(id);
        return it != m_data->records.end() && (*it)->id == id ? it - m_data->records.begin() : -1;
    }
    const T *find(const IdType &id) const
    {
        const qsizetype row = rowOf(id);
        return row < 0 ? nullptr : &at(row);
    }
    bool contains(const IdType &id) const { return rowOf(id) >= 0; }
    Record record(const IdType &id) const
    {
        const qsizetype row = rowOf(id);
        return row < 0 ? Record() : recordAt(row);
    }

    // Adds the record, or replaces the one with its id.
    void put(T record) { put(std::make_shared<const T>(std::move(record))); }
    void put(Record record)
    {
        auto &records = m_data->records;
        if (!records.empty() && records.back()->id < record->id) {
            records.push_back(std::move(record));
            return;
        }
        const auto it = lowerBound(record->id);
        const auto position = records.begin() + (it - records.cbegin());
        if (position != records.end() && (*position)->id == record->id)
            *position = std::move(record);
        else
            records.insert(position, std::move(record));
    }
    void remove(const IdType &id)
    {
        const qsizetype row = rowOf(id);
        if (row >= 0)
            m_data->records.erase(m_data->records.begin() + row);
    }
    // Replaces everything; sorts once. Of records with equal ids the last stays.
    void assign(std::vector<Record> records)
    {
        std::stable_sort(records.begin(), records.end(),
                         [](const Record &a, const Record &b) { return a->id < b->id; });
        const auto last =
            std::unique(records.rbegin(), records.rend(),
                        [](const Record &a, const Record &b) { return a->id == b->id; });
        records.erase(records.begin(), last.base());
        m_data->records = std::move(records);
    }

    // True when both share their storage: nothing can differ.
    bool isSharedWith(const Table &other) const { return m_data == other.m_data; }

    friend bool operator==(const Table &a, const Table &b)
    {
        if (a.m_data == b.m_data)
            return true;
        return std::equal(a.m_data->records.begin(), a.m_data->records.end(),
                          b.m_data->records.begin(), b.m_data->records.end(),
                          [](const Record &x, const Record &y) { return x == y || *x == *y; });
    }

private:
    struct Data : QSharedData
    {
        std::vector<Record> records;
    };

    auto lowerBound(const IdType &id) const
    {
        const std::vector<Record> &records = m_data->records;
        return std::lower_bound(
            records.cbegin(), records.cend(), id,
            [](const Record &record, const IdType &wanted) { return record->id < wanted; });
    }

    QSharedDataPointer<Data> m_data;
};

} // namespace drawbridge
