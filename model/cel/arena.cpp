#include "model/cel/arena.h"

#include <algorithm>

namespace drawbridge::cel {

void Arena::reset()
{
    if (m_blocks.size() > 1)
        m_blocks.resize(1);
    m_next = m_blocks.empty() ? nullptr : m_blocks.front().memory.get();
    m_left = m_blocks.empty() ? 0 : m_blocks.front().size;
    m_used = 0;
}

QStringView Arena::copy(QStringView text)
{
    char16_t *copied = allocate<char16_t>(static_cast<size_t>(text.size()));
    std::copy(text.utf16(), text.utf16() + text.size(), copied);
    return {copied, text.size()};
}

void *Arena::freshBytes(size_t size)
{
    Block block;
    // The first block stays for ever, so one big need must not make it big.
    block.size = m_blocks.empty() && size <= BlockSize ? BlockSize : qMax(size, BlockSize);
    block.memory = std::make_unique_for_overwrite<std::byte[]>(block.size);
    std::byte *result = block.memory.get();
    if (block.size - size >= m_left) {
        m_next = result + size;
        m_left = block.size - size;
    }
    m_blocks.push_back(std::move(block));
    return result;
}

} // namespace drawbridge::cel
