#pragma once

#include "model/cel/celvalue.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace drawbridge::cel {

// Memory that is given back all at once. What lies in it is never destroyed, so it holds only
// trivially destructible things.
class Arena
{
public:
    Arena() = default;
    Arena(const Arena &) = delete;
    Arena &operator=(const Arena &) = delete;

    // Keeps the first block for the next use.
    void reset();

    template <typename T>
    T *allocate(size_t count)
    {
        static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= 16);
        T *result = static_cast<T *>(bytes(count * sizeof(T)));
        std::uninitialized_default_construct_n(result, count);
        return result;
    }

    QStringView copy(QStringView text);
    // Bytes handed out since the last reset.
    size_t used() const { return m_used; }

private:
    static constexpr size_t BlockSize = 16 * 1024;

    struct Block
    {
        std::unique_ptr<std::byte[]> memory;
        size_t size = 0;
    };

    void *bytes(size_t size)
    {
        size = (size + 15) & ~size_t(15);
        m_used += size;
        if (size > m_left)
            return freshBytes(size);
        std::byte *result = m_next;
        m_next += size;
        m_left -= size;
        return result;
    }
    void *freshBytes(size_t size);

    std::vector<Block> m_blocks;
    std::byte *m_next = nullptr;
    size_t m_left = 0;
    size_t m_used = 0;
};

} // namespace drawbridge::cel
