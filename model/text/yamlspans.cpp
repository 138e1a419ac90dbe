#include "model/text/yamlspans.h"

#include <algorithm>

namespace drawbridge {

static bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

static bool isBreak(char c)
{
    return c == '\n' || c == '\r';
}

static bool isFlowIndicator(char c)
{
    return c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
}

char YamlSpans::at(qsizetype offset) const
{
    return offset >= 0 && offset < size() ? m_source[static_cast<size_t>(offset)] : '\0';
}

qsizetype YamlSpans::lineEnd(qsizetype offset) const
{
    while (offset < size() && at(offset) != '\n')
        ++offset;
    return offset;
}

qsizetype YamlSpans::pastTrivia(qsizetype offset) const
{
    while (offset < size()) {
        if (isBlank(at(offset)) || isBreak(at(offset)))
            ++offset;
        else if (at(offset) == '#')
            offset = lineEnd(offset);
        else
            break;
    }
    return offset;
}

qsizetype YamlSpans::pastName(qsizetype offset) const
{
    if (at(offset) == '!' && at(offset + 1) == '<') {
        while (offset < size() && at(offset) != '>' && !isBreak(at(offset)))
            ++offset;
        return std::min(offset + 1, size());
    }
    while (offset < size() && !isBlank(at(offset)) && !isBreak(at(offset))
           && !isFlowIndicator(at(offset)))
        ++offset;
    return offset;
}

qsizetype YamlSpans::pastProperties(qsizetype offset) const
{
    while (at(offset) == '!' || at(offset) == '&')
        offset = pastTrivia(pastName(offset));
    return offset;
}

std::string_view YamlSpans::anchorName(qsizetype offset) const
{
    while (at(offset) == '!' || at(offset) == '&') {
        const qsizetype end = pastName(offset);
        if (at(offset) == '&')
            return m_source.substr(static_cast<size_t>(offset) + 1,
                                   static_cast<size_t>(end - offset) - 1);
        offset = pastTrivia(end);
    }
    return {};
}

qsizetype YamlSpans::pastQuoted(qsizetype offset) const
{
    const char quote = at(offset);
    for (++offset; offset < size(); ++offset) {
        if (quote == '"' && at(offset) == '\\') {
            ++offset;
        } else if (at(offset) == quote) {
            if (quote == '"' || at(offset + 1) != quote)
                return offset + 1;
            ++offset;
        }
    }
    return NotClosed;
}

// A plain scalar has no escapes: only line folding changes its blanks.
qsizetype YamlSpans::pastPlain(qsizetype offset, std::string_view value) const
{
    size_t i = 0;
    while (i < value.size() && offset < size()) {
        if (isBlank(value[i]) || isBreak(value[i])) {
            while (i < value.size() && (isBlank(value[i]) || isBreak(value[i])))
                ++i;
            while (isBlank(at(offset)) || isBreak(at(offset)))
                ++offset;
        } else if (value[i] == at(offset)) {
            ++i;
            ++offset;
        } else {
            break;
        }
    }
    return offset;
}

// A block scalar goes on as long as its lines are blank or indented as far as its first text.
qsizetype YamlSpans::pastBlock(qsizetype offset, std::string_view value) const
{
    const qsizetype header = lineEnd(offset);
    qsizetype end = header > offset && at(header - 1) == '\r' ? header - 1 : header;
    const size_t firstText = value.find_first_not_of('\n');
    const size_t firstInk = value.find_first_not_of(" \n");
    if (firstInk == std::string_view::npos)
        return end;
    const auto extra = static_cast<qsizetype>(value.find_first_not_of(' ', firstText) - firstText);
    qsizetype indent = -1;
    for (qsizetype line = header + 1; line < size();) {
        qsizetype ink = line;
        while (at(ink) == ' ')
            ++ink;
        const qsizetype stop = lineEnd(ink);
        const qsizetype textEnd = stop > ink && at(stop - 1) == '\r' ? stop - 1 : stop;
        if (textEnd > ink) {
            if (indent < 0)
                indent = ink - line - extra;
            const std::string_view text = m_source.substr(static_cast<size_t>(line), 3);
            if (ink - line < indent || (indent == 0 && (text == "---" || text == "...")))
                break;
            end = textEnd;
        }
        line = stop + 1;
    }
    return end;
}

qsizetype YamlSpans::pastScalar(qsizetype offset, std::string_view value) const
{
    const char first = at(offset);
    if (first == '"' || first == '\'')
        return pastQuoted(offset);
    if (first == '|' || first == '>')
        return pastBlock(offset, value);
    return pastPlain(offset, value);
}

qsizetype YamlSpans::pastClosing(qsizetype offset, char bracket) const
{
    while (offset < size()) {
        offset = pastTrivia(offset);
        if (at(offset) == bracket)
            return offset + 1;
        // Between the last item and the bracket stand at most a comma and an empty key or value.
        if (at(offset) != ',' && at(offset) != ':' && at(offset) != '?')
            break;
        ++offset;
    }
    return std::min(offset, size());
}

qsizetype YamlSpans::placeOfEmpty(qsizetype offset) const
{
    const qsizetype next = pastTrivia(offset);
    static constexpr std::string_view Indicators = "-:?,[{";
    return next < size() && Indicators.find(at(next)) != std::string_view::npos ? next + 1 : offset;
}

std::string_view YamlSpans::nullWordAt(qsizetype offset) const
{
    if (offset < 0 || offset >= size())
        return {};
    const std::string_view rest = m_source.substr(static_cast<size_t>(offset));
    for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
        if (!rest.starts_with(word))
            continue;
        const char next = at(offset + static_cast<qsizetype>(word.size()));
        if (next == '\0' || isBlank(next) || isBreak(next) || isFlowIndicator(next) || next == ':')
            return rest.substr(0, word.size());
    }
    return {};
}

bool YamlSpans::isFollowedByColon(qsizetype offset) const
{
    while (isBlank(at(offset)))
        ++offset;
    return at(offset) == ':';
}

} // namespace drawbridge
