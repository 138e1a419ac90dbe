#pragma once

#include "model/text/treedocument.h"

#include <array>
#include <mutex>
#include <string>
#include <string_view>

namespace drawbridge {

// A list of plain values that grows without moving what it holds, so that a large parse never
// needs room for two copies.
template <typename T>
class ChunkedArray
{
public:
    quint32 size() const { return m_size; }
    const T &operator[](quint32 index) const { return m_chunks[index >> Bits][index & Mask]; }
    T &operator[](quint32 index) { return m_chunks[index >> Bits][index & Mask]; }

    quint32 append(const T &value)
    {
        if ((m_size >> Bits) == m_chunks.size())
            m_chunks.push_back(std::make_unique_for_overwrite<T[]>(Mask + 1));
        (*this)[m_size] = value;
        return m_size++;
    }
    void truncate(quint32 size)
    {
        m_size = size;
        m_chunks.resize((static_cast<size_t>(size) + Mask) >> Bits);
    }

private:
    static constexpr quint32 Bits = 14;
    static constexpr quint32 Mask = (1u << Bits) - 1;
    std::vector<std::unique_ptr<T[]>> m_chunks;
    quint32 m_size = 0;
};

// One node in 16 bytes: offsets take 28 bits, kind and flags the other four of each word.
struct TreeRecord
{
    static constexpr quint32 MaximumOffset = (1u << 28) - 1;
    static constexpr quint32 Alias = 8;
    enum Flag : quint32 {
        Quoted = 1,
        // The text differs from the source's bytes: in the pool (YAML) or to be unescaped (JSON).
        Rewritten = 2,
        // Has a tag or an anchor in TreeContent::properties.
        Decorated = 4
    };

    quint32 beginAndKind = 0;
    quint32 endAndFlags = 0;
    // Scalar: place in the pool. Container: place in `children` and number of items or members.
    // Alias: the node that it stands for.
    quint32 first = 0;
    quint32 count = 0;

    quint32 begin() const { return beginAndKind >> 4; }
    quint32 end() const { return endAndFlags >> 4; }
    quint32 kind() const { return beginAndKind & 15; }
    bool has(Flag flag) const { return (endAndFlags & flag) != 0; }
    void closeAt(quint32 offset) { endAndFlags = (offset << 4) | (endAndFlags & 15); }
};

static_assert(sizeof(TreeRecord) == 16);

// What all documents of one parse share. A mapping's children are key, value, key, value, ...; in a
// large mapping they are followed by the number of members with a scalar for a key, and these
// members' numbers in the order of their keys' bytes.
struct TreeContent
{
    struct Decoration
    {
        quint32 node;
        quint32 tagOffset;
        quint32 tagLength;
        quint32 anchorOffset;
        quint32 anchorLength;
    };
    static constexpr quint32 LargeMapping = 10;

    QByteArray bytes;
    QString fileName;
    bool isJson = false;
    ChunkedArray<TreeRecord> nodes;
    ChunkedArray<quint32> children;
    std::string pool;
    // In the order of their nodes.
    std::vector<Decoration> decorations;
    static constexpr qsizetype LineBlock = 4096;

    quint32 target(quint32 node) const
    {
        const TreeRecord &record = nodes[node];
        return record.kind() == TreeRecord::Alias ? record.first : node;
    }
    // The text in UTF-8; what had to be unescaped is put into `buffer`.
    std::string_view scalarText(quint32 node, std::string &buffer) const;
    const Decoration *decoration(quint32 node) const;
    SourceLocation locationOf(qsizetype offset) const;

private:
    void countLines() const;

    // Number of line ends before each block of LineBlock bytes; counted when first asked for.
    mutable std::once_flag m_counted;
    mutable std::vector<quint32> m_lineEnds;
};

// Reads the escapes of a JSON string's inside that is known to be valid.
void appendUnescapedJson(std::string_view inside, std::string &out);

} // namespace drawbridge
