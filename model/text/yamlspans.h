#pragma once

#include "model/text/treedocument.h"

#include <string_view>

namespace drawbridge {

// yaml-cpp tells where a token begins (roughly) and never where it ends; these find the rest in
// the source. All offsets count from the start of `source`; none ever leaves it.
class YamlSpans
{
public:
    explicit YamlSpans(std::string_view source)
        : m_source(source)
    {
    }

    char at(qsizetype offset) const;
    // Past blanks, line ends and comments.
    qsizetype pastTrivia(qsizetype offset) const;
    // Past tags, anchors and what separates them from their value.
    qsizetype pastProperties(qsizetype offset) const;
    // Past the name of an alias or anchor or a tag that begins at `offset`.
    qsizetype pastName(qsizetype offset) const;
    // Name of the anchor among the properties that begin at `offset`. (yaml-cpp's own event for it
    // is not sent for every style of node.)
    std::string_view anchorName(qsizetype offset) const;
    static constexpr qsizetype NotClosed = -1;
    // Past a scalar of any style whose text is `value`; NotClosed for a quoted one without an end.
    qsizetype pastScalar(qsizetype offset, std::string_view value) const;
    // Past the bracket that ends a flow collection, from the end of what it holds.
    qsizetype pastClosing(qsizetype offset, char bracket) const;
    // Where a value that is not written at all would stand, from the end of what precedes it.
    qsizetype placeOfEmpty(qsizetype offset) const;
    // The null word at `offset`, or nothing.
    std::string_view nullWordAt(qsizetype offset) const;
    // Whether the next token after `offset` on its line is the ':' of a key.
    bool isFollowedByColon(qsizetype offset) const;

private:
    qsizetype pastQuoted(qsizetype offset) const;
    qsizetype pastPlain(qsizetype offset, std::string_view value) const;
    qsizetype pastBlock(qsizetype offset, std::string_view value) const;
    qsizetype lineEnd(qsizetype offset) const;
    qsizetype size() const { return static_cast<qsizetype>(m_source.size()); }

    std::string_view m_source;
};

} // namespace drawbridge
