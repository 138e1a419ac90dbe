#include "model/harden/dockerfile/dockerfileproof.h"

#include <algorithm>

namespace drawbridge {

using dockerfile::Instruction;
using dockerfile::ParsedDockerfile;

namespace {

// Where the lines of a file begin and end, and how.
class PhysicalLines
{
public:
    explicit PhysicalLines(const QByteArray &source)
        : m_source(source)
        , m_starts {0}
    {
        for (qsizetype at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1))
            m_starts.push_back(at + 1);
    }

    // Of the line with this number, from 1.
    qsizetype begin(int line) const { return m_starts[index(line)]; }
    // Behind its line end.
    qsizetype end(int line) const
    {
        const size_t next = index(line) + 1;
        return next < m_starts.size() ? m_starts[next] : m_source.size();
    }
    QByteArray lineEnd(int line) const
    {
        const qsizetype stop = end(line);
        const bool isCarriage = stop >= 2 && m_source.at(stop - 2) == '\r';
        // The last line may have none: the file's first line tells then.
        if (stop > begin(line) && m_source.at(stop - 1) == '\n')
            return isCarriage ? "\r\n" : "\n";
        return m_starts.size() > 1 && m_source.mid(m_starts[1] - 2, 2) == "\r\n" ? "\r\n" : "\n";
    }

private:
    size_t index(int line) const
    {
        return std::min(size_t(std::max(line, 1) - 1), m_starts.size() - 1);
    }

    const QByteArray &m_source;
    std::vector<qsizetype> m_starts;
};

TextEdit addedLines(const QByteArray &source, const PhysicalLines &lines,
                    const Instruction &instruction, const QByteArrayList &added)
{
    const qsizetype at = lines.end(instruction.lastLine);
    const QByteArray lineEnd = lines.lineEnd(instruction.lastLine);
    QByteArray text;
    for (const QByteArray &line : added)
        text += line + lineEnd;
    if (at == source.size() && !source.endsWith('\n')) {
        text.chop(lineEnd.size());
        text.prepend(lineEnd);
    }
    return {{at, at}, text};
}

// "add" becomes "copy", "ADD" becomes "COPY".
TextEdit otherKeyword(const QByteArray &source, const PhysicalLines &lines,
                      const Instruction &instruction, const QString &keyword)
{
    qsizetype begin = lines.begin(instruction.line);
    if (source.mid(begin, 3) == "\xEF\xBB\xBF")
        begin += 3;
    while (begin < source.size() && (source.at(begin) == ' ' || source.at(begin) == '\t'))
        ++begin;
    const QByteArray written = source.mid(begin, instruction.keyword.size());
    QByteArray text = keyword.toLatin1();
    if (written == written.toLower())
        text = text.toLower();
    return {{begin, begin + instruction.keyword.size()}, text};
}

bool saySame(const Instruction &a, const Instruction &b)
{
    return a.keyword == b.keyword && a.flags == b.flags && a.arguments == b.arguments
        && a.words == b.words && a.heredocs == b.heredocs && a.onBuild == b.onBuild;
}

// The instructions that lines of a measure are.
Result<QList<Instruction>> instructionsOf(const QByteArrayList &lines, QChar escape)
{
    const QByteArray directive = escape == u'`' ? "# escape=`\n" : "";
    auto parsed = dockerfile::parseDockerfile(
        directive + "FROM scratch\n" + lines.join('\n') + '\n', QString());
    if (!parsed)
        return parsed.error();
    parsed->instructions.removeFirst();
    return parsed->instructions;
}

Result<QList<Instruction>>
expectedInstructions(const ParsedDockerfile &file,
                     const std::vector<const PlannedDockerfileMeasure *> &measures)
{
    QList<Instruction> expected;
    for (qsizetype row = 0; row < file.instructions.size(); ++row) {
        expected += file.instructions[row];
        for (const PlannedDockerfileMeasure *planned : measures) {
            for (const DockerfileChange &change : planned->changes) {
                if (change.row == row && !change.keyword.isEmpty())
                    expected.last().keyword = change.keyword;
            }
        }
        for (const PlannedDockerfileMeasure *planned : measures) {
            for (const DockerfileChange &change : planned->changes) {
                if (change.row != row || change.added.isEmpty())
                    continue;
                const auto added = instructionsOf(change.added, file.escape);
                if (!added)
                    return added.error();
                expected += *added;
            }
        }
    }
    return expected;
}

Error notProven()
{
    return {ErrorCode::Unsupported,
            QStringLiteral("the change would also reach other instructions of the file"),
            {}};
}

Result<HardenedDockerfile> proven(const QByteArray &source, const QString &fileName,
                                  const ParsedDockerfile &file,
                                  const std::vector<const PlannedDockerfileMeasure *> &measures)
{
    HardenedDockerfile result;
    const PhysicalLines lines(source);
    for (const PlannedDockerfileMeasure *planned : measures) {
        for (const DockerfileChange &change : planned->changes) {
            const Instruction &instruction = file.instructions[change.row];
            if (!change.keyword.isEmpty())
                result.edits.push_back(otherKeyword(source, lines, instruction, change.keyword));
            if (!change.added.isEmpty())
                result.edits.push_back(addedLines(source, lines, instruction, change.added));
        }
    }
    auto after = appliedEdits(source, result.edits);
    if (!after)
        return after.error();
    result.after = *std::move(after);
    const auto expected = expectedInstructions(file, measures);
    const auto again = dockerfile::parseDockerfile(result.after, fileName);
    if (!expected || !again || again->escape != file.escape || again->syntax != file.syntax
        || !std::equal(expected->begin(), expected->end(), again->instructions.begin(),
                       again->instructions.end(), saySame))
        return notProven();
    result.done = measures;
    return result;
}

} // namespace

void DockerfilePlan::leave(const PlannedDockerfileMeasure &planned, const QString &reason)
{
    QStringList lines;
    for (const DockerfileChange &change : planned.changes) {
        if (!change.keyword.isEmpty())
            lines += QStringLiteral("write %1 instead").arg(change.keyword);
        for (const QByteArray &line : change.added) {
            if (!line.startsWith('#'))
                lines += QString::fromUtf8(line.trimmed());
        }
    }
    manual.append({planned.measure.id, planned.measure.target, planned.where, reason,
                   lines.join(QStringLiteral("; "))});
}

Result<HardenedDockerfile> carryOut(const QByteArray &source, const QString &fileName,
                                    const ParsedDockerfile &file, DockerfilePlan &plan)
{
    std::vector<const PlannedDockerfileMeasure *> accepted;
    std::vector<const PlannedDockerfileMeasure *> withdrawn;
    auto result = proven(source, fileName, file, accepted);
    for (const PlannedDockerfileMeasure &planned : plan.measures) {
        accepted.push_back(&planned);
        auto more = proven(source, fileName, file, accepted);
        if (more) {
            result = std::move(more);
        } else {
            accepted.pop_back();
            withdrawn.push_back(&planned);
        }
    }
    for (const PlannedDockerfileMeasure *planned : withdrawn)
        plan.leave(*planned, notProven().message);
    return result;
}

} // namespace drawbridge
