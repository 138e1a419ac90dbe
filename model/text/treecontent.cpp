#include "model/text/treecontent.h"

#include <algorithm>
#include <cstring>

namespace drawbridge {

static quint32 hexValue(std::string_view four)
{
    quint32 value = 0;
    for (const char c : four)
        value = value * 16 + static_cast<quint32>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    return value;
}

static void appendUtf8(quint32 code, std::string &out)
{
    if (code < 0x80) {
        out += static_cast<char>(code);
        return;
    }
    if (code < 0x800) {
        out += static_cast<char>(0xc0 | (code >> 6));
    } else {
        if (code < 0x10000) {
            out += static_cast<char>(0xe0 | (code >> 12));
        } else {
            out += static_cast<char>(0xf0 | (code >> 18));
            out += static_cast<char>(0x80 | ((code >> 12) & 63));
        }
        out += static_cast<char>(0x80 | ((code >> 6) & 63));
    }
    out += static_cast<char>(0x80 | (code & 63));
}

void appendUnescapedJson(std::string_view inside, std::string &out)
{
    static constexpr std::string_view Letters = "bfnrt";
    static constexpr std::string_view Meanings = "\b\f\n\r\t";
    size_t position = 0;
    while (position < inside.size()) {
        const size_t escape = std::min(inside.find('\\', position), inside.size());
        out.append(inside, position, escape - position);
        if (escape + 1 >= inside.size())
            return;
        const char letter = inside[escape + 1];
        position = escape + 2;
        if (letter != 'u') {
            const size_t known = Letters.find(letter);
            out += known == std::string_view::npos ? letter : Meanings[known];
            continue;
        }
        quint32 code = hexValue(inside.substr(position, 4));
        position += 4;
        if (code >= 0xd800 && code < 0xdc00 && position + 6 <= inside.size()) {
            code = 0x10000 + ((code - 0xd800) << 10)
                + (hexValue(inside.substr(position + 2, 4)) - 0xdc00);
            position += 6;
        }
        appendUtf8(code, out);
    }
}

std::string_view TreeContent::scalarText(quint32 node, std::string &buffer) const
{
    const TreeRecord &record = nodes[target(node)];
    if (record.has(TreeRecord::Rewritten) && !isJson)
        return std::string_view(pool).substr(record.first, record.count);
    const quint32 quote = record.has(TreeRecord::Quoted) ? 1 : 0;
    const std::string_view inside(bytes.constData() + record.begin() + quote,
                                  record.end() - record.begin() - 2 * quote);
    if (!record.has(TreeRecord::Rewritten))
        return inside;
    buffer.clear();
    appendUnescapedJson(inside, buffer);
    return buffer;
}

const TreeContent::Decoration *TreeContent::decoration(quint32 node) const
{
    const auto found = std::lower_bound(
        decorations.begin(), decorations.end(), node,
        [](const Decoration &decoration, quint32 wanted) { return decoration.node < wanted; });
    return found != decorations.end() && found->node == node ? &*found : nullptr;
}

void TreeContent::countLines() const
{
    quint32 count = 0;
    m_lineEnds.reserve(static_cast<size_t>(bytes.size() / LineBlock + 1));
    for (qsizetype block = 0; block <= bytes.size(); block += LineBlock) {
        m_lineEnds.push_back(count);
        const char *begin = bytes.constData() + block;
        count += static_cast<quint32>(
            std::count(begin, begin + std::min(LineBlock, bytes.size() - block), '\n'));
    }
}

SourceLocation TreeContent::locationOf(qsizetype offset) const
{
    std::call_once(m_counted, [this] { countLines(); });
    offset = std::clamp<qsizetype>(offset, 0, bytes.size());
    const qsizetype block = offset / LineBlock;
    const char *begin = bytes.constData();
    const auto linesBefore = m_lineEnds[static_cast<size_t>(block)]
        + std::count(begin + block * LineBlock, begin + offset, '\n');
    qsizetype lineStart = offset == 0 ? 0 : bytes.lastIndexOf('\n', offset - 1) + 1;
    if (lineStart == 0 && bytes.startsWith("\xef\xbb\xbf"))
        lineStart = std::min<qsizetype>(3, offset);
    // Columns count code points, as editors do.
    const auto column = std::count_if(begin + lineStart, begin + offset, [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    });
    return {fileName, static_cast<int>(linesBefore) + 1, static_cast<int>(column) + 1};
}

} // namespace drawbridge
