#include "model/import/dockerfile/dockerfileparser.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace drawbridge::dockerfile {

namespace {

constexpr qsizetype MaximumBytes = 1024 * 1024;
constexpr qsizetype MaximumInstructions = 5000;

bool isInstruction(const QString &keyword)
{
    static const QStringList known {
        QStringLiteral("ADD"),    QStringLiteral("ARG"),        QStringLiteral("CMD"),
        QStringLiteral("COPY"),   QStringLiteral("ENTRYPOINT"), QStringLiteral("ENV"),
        QStringLiteral("EXPOSE"), QStringLiteral("FROM"),       QStringLiteral("HEALTHCHECK"),
        QStringLiteral("LABEL"),  QStringLiteral("MAINTAINER"), QStringLiteral("ONBUILD"),
        QStringLiteral("RUN"),    QStringLiteral("SHELL"),      QStringLiteral("STOPSIGNAL"),
        QStringLiteral("USER"),   QStringLiteral("VOLUME"),     QStringLiteral("WORKDIR")};
    return known.contains(keyword);
}

class DockerfileReader
{
public:
    DockerfileReader(const QByteArray &bytes, const QString &fileName)
        : m_fileName(fileName)
        , m_lines(QString::fromUtf8(bytes).split(u'\n'))
    {
    }

    Result<ParsedDockerfile> read();

private:
    void readDirectives();
    QString joinedLine(int *firstLine);
    bool isComment(const QString &line) const { return line.trimmed().startsWith(u'#'); }
    Result<void> addInstruction(const QString &text, int line, bool onBuild);
    void readHeredocs(Instruction &instruction);
    static void takeFlags(Instruction &instruction);
    static void readWords(Instruction &instruction);
    Error errorAt(int line, const QString &message, ErrorCode code = ErrorCode::InvalidInput) const
    {
        return {code, message, {m_fileName, line, 0}};
    }

    QString m_fileName;
    QStringList m_lines;
    qsizetype m_next = 0;
    ParsedDockerfile m_result;
};

// "# escape=`" and "# syntax=..." count only before anything else.
void DockerfileReader::readDirectives()
{
    static const QRegularExpression directive(
        QStringLiteral("^#\\s*([A-Za-z]+)\\s*=\\s*(\\S+)\\s*$"));
    while (m_next < m_lines.size()) {
        const QRegularExpressionMatch match = directive.match(m_lines[m_next].trimmed());
        const QString name = match.captured(1).toLower();
        if (!match.hasMatch() || (name != u"escape" && name != u"syntax" && name != u"check"))
            return;
        if (name == u"escape" && match.captured(2) == u"`")
            m_result.escape = u'`';
        if (name == u"syntax")
            m_result.syntax = match.captured(2);
        ++m_next;
    }
}

// One logical line; comment lines and empty lines within a continuation vanish.
QString DockerfileReader::joinedLine(int *firstLine)
{
    QString joined;
    *firstLine = 0;
    while (m_next < m_lines.size()) {
        QString line = m_lines[m_next++];
        if (line.endsWith(u'\r'))
            line.chop(1);
        if (isComment(line) || line.trimmed().isEmpty())
            continue;
        if (*firstLine == 0)
            *firstLine = static_cast<int>(m_next);
        QString trimmed = line;
        while (!trimmed.isEmpty() && trimmed.back().isSpace())
            trimmed.chop(1);
        if (!trimmed.endsWith(m_result.escape))
            return joined + line;
        trimmed.chop(1);
        joined += trimmed;
    }
    return joined;
}

void DockerfileReader::takeFlags(Instruction &instruction)
{
    static const QRegularExpression flag(QStringLiteral("^--([a-z][a-z-]*)(?:=(\\S*))?(\\s+|$)"));
    while (true) {
        const QRegularExpressionMatch match = flag.match(instruction.arguments);
        if (!match.hasMatch())
            return;
        instruction.flags.insert(match.captured(1), match.captured(2));
        instruction.arguments = instruction.arguments.sliced(match.capturedEnd());
    }
}

void DockerfileReader::readWords(Instruction &instruction)
{
    if (!instruction.arguments.startsWith(u'['))
        return;
    const QJsonDocument json = QJsonDocument::fromJson(instruction.arguments.toUtf8());
    if (!json.isArray())
        return;
    QStringList words;
    for (const QJsonValue &value : json.array()) {
        if (!value.isString())
            return;
        words += value.toString();
    }
    instruction.words = words;
}

void DockerfileReader::readHeredocs(Instruction &instruction)
{
    const bool may = instruction.keyword == u"RUN" || instruction.keyword == u"COPY"
        || instruction.keyword == u"ADD";
    if (!may)
        return;
    static const QRegularExpression marker(
        QStringLiteral("(?<![<\\w])\\d*<<(-?)(['\"]?)([A-Za-z_][A-Za-z0-9_]*)\\2"));
    QRegularExpressionMatchIterator matches = marker.globalMatch(instruction.arguments);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        QString body;
        while (m_next < m_lines.size()) {
            QString line = m_lines[m_next++];
            if (line.endsWith(u'\r'))
                line.chop(1);
            const QString compared = match.captured(1).isEmpty() ? line : line.trimmed();
            if (compared == match.captured(3))
                break;
            body += line + u'\n';
        }
        instruction.heredocs += body;
    }
}

Result<void> DockerfileReader::addInstruction(const QString &text, int line, bool onBuild)
{
    const QString trimmed = text.trimmed();
    qsizetype end = 0;
    while (end < trimmed.size() && !trimmed[end].isSpace())
        ++end;
    Instruction instruction;
    instruction.keyword = trimmed.first(end).toUpper();
    instruction.arguments = trimmed.sliced(end).trimmed();
    instruction.line = line;
    instruction.onBuild = onBuild;
    if (!isInstruction(instruction.keyword))
        return errorAt(line, QStringLiteral("this is no Dockerfile instruction"));
    if (m_result.instructions.size() >= MaximumInstructions)
        return errorAt(line, QStringLiteral("too many instructions"), ErrorCode::LimitExceeded);
    if (instruction.keyword == u"ONBUILD" && !onBuild)
        return addInstruction(instruction.arguments, line, true);
    takeFlags(instruction);
    readWords(instruction);
    readHeredocs(instruction);
    instruction.lastLine = static_cast<int>(m_next);
    m_result.instructions += instruction;
    return {};
}

Result<ParsedDockerfile> DockerfileReader::read()
{
    if (!m_lines.isEmpty() && m_lines.first().startsWith(QChar(QChar::ByteOrderMark)))
        m_lines.first().remove(0, 1);
    readDirectives();
    bool hasBase = false;
    while (m_next < m_lines.size()) {
        int line = 0;
        const QString text = joinedLine(&line);
        if (text.trimmed().isEmpty())
            continue;
        Result<void> added = addInstruction(text, line, false);
        if (!added)
            return added.error();
        hasBase |= m_result.instructions.last().keyword == u"FROM";
    }
    if (!hasBase)
        return errorAt(1, QStringLiteral("a Dockerfile needs a FROM instruction"));
    return std::move(m_result);
}

} // namespace

Result<ParsedDockerfile> parseDockerfile(const QByteArray &bytes, const QString &fileName)
{
    if (bytes.size() > MaximumBytes)
        return Error {ErrorCode::LimitExceeded,
                      QStringLiteral("a Dockerfile of more than a megabyte is not read"),
                      {fileName, 0, 0}};
    return DockerfileReader(bytes, fileName).read();
}

} // namespace drawbridge::dockerfile
