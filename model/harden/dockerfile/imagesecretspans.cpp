#include "model/harden/dockerfile/imagesecretspans.h"

#include "model/harden/secretspans.h"

#include <QRegularExpression>

namespace drawbridge {

using dockerfile::Instruction;

namespace {

// Hides whole words or lines rather than looking for the end of a value: quotes, escapes and
// continuations spell one value in many ways.
class ImageSecretSearch
{
public:
    ImageSecretSearch(const QByteArray &source, const HoldsSecret &holdsSecret, QChar escape)
        : m_source(source)
        , m_holdsSecret(holdsSecret)
        , m_escape(escape)
        , m_starts {0}
    {
        for (qsizetype at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1))
            m_starts.push_back(at + 1);
    }

    void look(const Instruction &instruction)
    {
        const bool assigns = instruction.keyword == u"ENV" || instruction.keyword == u"ARG"
            || instruction.keyword == u"LABEL";
        if (assigns) {
            for (const auto &[name, value] :
                 dockerfile::parseAssignments(instruction.arguments, m_escape)) {
                if (m_holdsSecret(name, value))
                    hideValue(instruction, name.toUtf8());
            }
            return;
        }
        // Each line by itself, and all together, since a command may be spread over several.
        bool found = false;
        for (int line = instruction.line; line <= instruction.lastLine; ++line) {
            const TextSpan span = spanOf(line);
            if (m_holdsSecret({},
                              QString::fromUtf8(m_source.mid(span.begin, span.end - span.begin)))) {
                spans.push_back(span);
                found = true;
            }
        }
        if (!found && m_holdsSecret({}, instruction.arguments + instruction.heredocs.join(u'\n'))) {
            for (int line = instruction.line; line <= instruction.lastLine; ++line)
                spans.push_back(spanOf(line));
        }
    }

    std::vector<TextSpan> spans;

private:
    TextSpan spanOf(int line) const
    {
        const auto index =
            std::min(static_cast<size_t>(std::max(line, 1) - 1), m_starts.size() - 1);
        qsizetype end = index + 1 < m_starts.size() ? m_starts[index + 1] - 1 : m_source.size();
        if (end > m_starts[index] && m_source.at(end - 1) == '\r')
            --end;
        return {m_starts[index], end};
    }

    // From behind the name to the end of the line, and the lines below it.
    void hideValue(const Instruction &instruction, const QByteArray &name)
    {
        const TextSpan first = spanOf(instruction.line);
        const qsizetype stop = spanOf(instruction.lastLine).end;
        qsizetype at = m_source.indexOf(name, first.begin);
        while (at >= 0 && at < stop) {
            const qsizetype behind = at + name.size();
            const char next = behind < stop ? m_source.at(behind) : char(0);
            const char before = at > 0 ? m_source.at(at - 1) : ' ';
            if ((next == '=' || next == ' ' || next == '\t')
                && QByteArray(" \t\n\"'").contains(before)) {
                hideFrom(behind + 1, stop);
                return;
            }
            at = m_source.indexOf(name, behind);
        }
        hideFrom(first.begin, stop);
    }

    void hideFrom(qsizetype begin, qsizetype stop)
    {
        while (begin < stop) {
            qsizetype end = m_source.indexOf('\n', begin);
            if (end < 0 || end > stop)
                end = stop;
            if (end > begin && m_source.at(end - 1) == '\r')
                spans.push_back({begin, end - 1});
            else
                spans.push_back({begin, end});
            begin = end + 1;
        }
    }

    const QByteArray &m_source;
    const HoldsSecret &m_holdsSecret;
    QChar m_escape;
    std::vector<qsizetype> m_starts;
};

} // namespace

std::vector<TextSpan> imageSecretSpans(const dockerfile::ParsedDockerfile &file,
                                       const QByteArray &source, const HoldsSecret &holdsSecret)
{
    if (!holdsSecret)
        return {};
    ImageSecretSearch search(source, holdsSecret, file.escape);
    for (const Instruction &instruction : file.instructions)
        search.look(instruction);
    std::vector<TextSpan> spans = std::move(search.spans);
    const std::vector<TextSpan> comments = secretCommentSpans(source, holdsSecret);
    spans.insert(spans.end(), comments.begin(), comments.end());
    return apartSpans(std::move(spans));
}

} // namespace drawbridge
