#include "model/harden/unifieddiff.h"

#include <algorithm>

namespace drawbridge {

namespace {

constexpr qsizetype DiffContextLines = 3;

using DiffLines = std::vector<QByteArray>;

// Whole lines that give way to others.
struct DiffBlock
{
    qsizetype firstLine = 0;
    DiffLines removed;
    DiffLines added;

    qsizetype endLine() const { return firstLine + qsizetype(removed.size()); }
};

// Each line with its line end; the last one may lack it.
DiffLines diffLinesOf(const QByteArray &text)
{
    DiffLines lines;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype feed = text.indexOf('\n', at);
        const qsizetype end = feed < 0 ? text.size() : feed + 1;
        lines.push_back(text.mid(at, end - at));
        at = end;
    }
    return lines;
}

bool startsLine(const QByteArray &source, qsizetype at)
{
    return at == 0 || source.at(at - 1) == '\n';
}

// The bytes of the whole lines that an edit touches. An edit that leaves the line after it whole
// does not touch that line.
TextSpan touchedLines(const QByteArray &source, const TextEdit &edit)
{
    const qsizetype before =
        edit.span.begin == 0 ? -1 : source.lastIndexOf('\n', edit.span.begin - 1);
    const bool closed = edit.replacement.endsWith('\n')
        || (edit.replacement.isEmpty() && startsLine(source, edit.span.begin));
    if (closed && startsLine(source, edit.span.end))
        return {before + 1, edit.span.end};
    const qsizetype feed = source.indexOf('\n', edit.span.end);
    return {before + 1, feed < 0 ? source.size() : feed + 1};
}

void dropEqualEnds(DiffBlock &block)
{
    const auto differing = std::mismatch(block.removed.begin(), block.removed.end(),
                                         block.added.begin(), block.added.end());
    block.firstLine += differing.first - block.removed.begin();
    block.removed.erase(block.removed.begin(), differing.first);
    block.added.erase(block.added.begin(), differing.second);
    while (!block.removed.empty() && !block.added.empty()
           && block.removed.back() == block.added.back()) {
        block.removed.pop_back();
        block.added.pop_back();
    }
}

// Edits that touch the same or adjoining lines become one block.
Result<std::vector<DiffBlock>> diffBlocks(const QByteArray &source,
                                          const std::vector<TextEdit> &edits)
{
    std::vector<DiffBlock> blocks;
    qsizetype countedLines = 0;
    qsizetype countedBytes = 0;
    for (size_t next = 0; next < edits.size();) {
        TextSpan span = touchedLines(source, edits[next]);
        std::vector<TextEdit> inside;
        for (; next < edits.size(); ++next) {
            const TextSpan touched = touchedLines(source, edits[next]);
            if (!inside.empty() && touched.begin > span.end)
                break;
            span.end = std::max(span.end, touched.end);
            TextEdit moved = edits[next];
            moved.span.begin -= span.begin;
            moved.span.end -= span.begin;
            inside.push_back(std::move(moved));
        }
        const QByteArray old = source.mid(span.begin, span.end - span.begin);
        const auto changed = appliedEdits(old, std::move(inside));
        if (!changed)
            return changed.error();
        countedLines +=
            std::count(source.begin() + countedBytes, source.begin() + span.begin, '\n');
        countedBytes = span.begin;
        DiffBlock block {countedLines, diffLinesOf(old), diffLinesOf(*changed)};
        dropEqualEnds(block);
        if (!block.removed.empty() || !block.added.empty())
            blocks.push_back(std::move(block));
    }
    return blocks;
}

void appendDiffLine(QByteArray &diff, char mark, const QByteArray &line)
{
    diff += mark + line;
    if (!line.endsWith('\n'))
        diff += "\n\\ No newline at end of file\n";
}

QByteArray diffRange(qsizetype firstLine, qsizetype count)
{
    // A range without lines names the line before it.
    return QByteArray::number(count == 0 ? firstLine : firstLine + 1) + ','
        + QByteArray::number(count);
}

// One hunk of the blocks [begin, end); `shift` is how many lines stand more in the new file so far.
void appendHunk(QByteArray &diff, const DiffLines &source, const DiffBlock *begin,
                const DiffBlock *end, qsizetype &shift)
{
    const qsizetype from = std::max<qsizetype>(0, begin->firstLine - DiffContextLines);
    const qsizetype to =
        std::min(qsizetype(source.size()), (end - 1)->endLine() + DiffContextLines);
    QByteArray body;
    qsizetype line = from;
    qsizetype growth = 0;
    for (const DiffBlock *block = begin; block != end; ++block) {
        for (; line < block->firstLine; ++line)
            appendDiffLine(body, ' ', source[size_t(line)]);
        for (const QByteArray &removed : block->removed)
            appendDiffLine(body, '-', removed);
        for (const QByteArray &added : block->added)
            appendDiffLine(body, '+', added);
        line = block->endLine();
        growth += qsizetype(block->added.size()) - qsizetype(block->removed.size());
    }
    for (; line < to; ++line)
        appendDiffLine(body, ' ', source[size_t(line)]);
    diff += "@@ -" + diffRange(from, to - from) + " +" + diffRange(from + shift, to - from + growth)
        + " @@\n" + body;
    shift += growth;
}

} // namespace

Result<QByteArray> unifiedDiff(const QByteArray &fileName, const QByteArray &source,
                               std::vector<TextEdit> edits)
{
    const auto ordered = orderedEdits(source.size(), std::move(edits));
    if (!ordered)
        return ordered.error();
    const auto blocks = diffBlocks(source, *ordered);
    if (!blocks)
        return blocks.error();
    if (blocks->empty())
        return QByteArray();
    QByteArray shownName = fileName;
    std::replace_if(
        shownName.begin(), shownName.end(),
        [](char letter) { return uchar(letter) < 0x20 || letter == 0x7f; }, '?');
    QByteArray diff = "--- a/" + shownName + "\n+++ b/" + shownName + '\n';
    const DiffLines lines = diffLinesOf(source);
    qsizetype shift = 0;
    const DiffBlock *end = blocks->data() + blocks->size();
    for (const DiffBlock *first = blocks->data(); first != end;) {
        const DiffBlock *last = first + 1;
        while (last != end && last->firstLine - (last - 1)->endLine() <= 2 * DiffContextLines)
            ++last;
        appendHunk(diff, lines, first, last, shift);
        first = last;
    }
    return diff;
}

} // namespace drawbridge
