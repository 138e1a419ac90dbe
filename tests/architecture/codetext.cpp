#include "tests/architecture/codetext.h"

namespace drawbridge::test {

namespace {

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Walks over a source, blanking comments and, where asked, literals and preprocessor lines.
class Blanker
{
public:
    Blanker(const QByteArray &source, bool keepLiterals)
        : m_text(source)
        , m_keepLiterals(keepLiterals)
    {
    }

    QByteArray run()
    {
        while (m_position < m_text.size())
            step();
        return m_text;
    }

private:
    char at(qsizetype position) const
    {
        return position >= 0 && position < m_text.size() ? m_text.at(position) : '\0';
    }

    void blankTo(qsizetype end)
    {
        for (; m_position < end && m_position < m_text.size(); ++m_position) {
            if (m_text.at(m_position) != '\n')
                m_text[m_position] = ' ';
        }
    }

    void literalTo(qsizetype end)
    {
        if (m_keepLiterals) {
            m_position = qMin(end, m_text.size());
            return;
        }
        ++m_position; // the quotes stay, so that what follows still sees a literal
        blankTo(end - 1);
        m_position = qMin(end, m_text.size());
    }

    qsizetype endOf(const QByteArray &mark, qsizetype from) const
    {
        const qsizetype found = m_text.indexOf(mark, from);
        return found < 0 ? m_text.size() : found + mark.size();
    }

    qsizetype endOfQuoted(char quote) const
    {
        qsizetype end = m_position + 1;
        while (end < m_text.size() && at(end) != quote && at(end) != '\n')
            end += at(end) == '\\' ? 2 : 1;
        return end + 1;
    }

    bool isRawString() const
    {
        if (at(m_position - 1) != 'R')
            return false;
        qsizetype start = m_position - 1; // R, LR, uR, UR or u8R
        while (isWordCharacter(at(start - 1)))
            --start;
        const QByteArray prefix = m_text.mid(start, m_position - start);
        return prefix == "R" || prefix == "LR" || prefix == "uR" || prefix == "UR"
            || prefix == "u8R";
    }

    qsizetype endOfRawString() const
    {
        const qsizetype open = m_text.indexOf('(', m_position);
        if (open < 0)
            return m_text.size();
        const QByteArray delimiter = m_text.mid(m_position + 1, open - m_position - 1);
        return endOf(")" + delimiter + "\"", open);
    }

    bool startsLine() const
    {
        qsizetype before = m_position - 1;
        while (at(before) == ' ' || at(before) == '\t')
            --before;
        return before < 0 || at(before) == '\n';
    }

    qsizetype endOfDirective() const
    {
        qsizetype end = m_position;
        do
            end = endOf("\n", end);
        while (end < m_text.size() && at(end - 2) == '\\');
        return end;
    }

    void step()
    {
        const char c = at(m_position);
        const char next = at(m_position + 1);
        if (c == '/' && next == '/')
            blankTo(m_text.indexOf('\n', m_position) < 0 ? m_text.size()
                                                         : m_text.indexOf('\n', m_position));
        else if (c == '/' && next == '*')
            blankTo(endOf("*/", m_position + 2));
        else if (c == '#' && !m_keepLiterals && startsLine())
            blankTo(endOfDirective());
        else if (c == '"')
            literalTo(isRawString() ? endOfRawString() : endOfQuoted('"'));
        else if (c == '\'' && !isDigitSeparator())
            literalTo(endOfQuoted('\''));
        else
            ++m_position;
    }

    // 1'000 is a number; u'x', L'x' and U'x' are characters.
    bool isDigitSeparator() const
    {
        qsizetype start = m_position;
        while (isWordCharacter(at(start - 1)) || (at(start - 1) == '\'' && start < m_position))
            --start;
        return start < m_position && at(start) >= '0' && at(start) <= '9';
    }

    QByteArray m_text;
    qsizetype m_position = 0;
    bool m_keepLiterals;
};

// Walks over code without comments and literals, looking into namespaces and types only.
class FunctionFinder
{
public:
    explicit FunctionFinder(const QByteArray &code)
        : m_code(code)
    {
    }

    QList<FunctionSpan> run()
    {
        startHead(0);
        for (; m_position < m_code.size(); ++m_position)
            step(m_code.at(m_position));
        return m_functions;
    }

private:
    void startHead(qsizetype position)
    {
        m_headStart = position;
        m_parentheses = 0;
    }

    QByteArray head() const
    {
        return m_code.mid(m_headStart, m_position - m_headStart).simplified();
    }

    int lineOf(qsizetype position) const
    {
        return static_cast<int>(m_code.left(position).count('\n')) + 1;
    }

    qsizetype firstOfHead() const
    {
        qsizetype first = m_headStart;
        while (first < m_position && (m_code.at(first) == ' ' || m_code.at(first) == '\n'))
            ++first;
        return first;
    }

    // Position of the brace that closes the one at m_position, or the end.
    qsizetype closing() const
    {
        int depth = 0;
        for (qsizetype i = m_position; i < m_code.size(); ++i) {
            if (m_code.at(i) == '{')
                ++depth;
            else if (m_code.at(i) == '}' && --depth == 0)
                return i;
        }
        return m_code.size();
    }

    void step(char c)
    {
        if (c == '(')
            ++m_parentheses;
        else if (c == ')')
            --m_parentheses;
        else if (c == '{')
            openBrace();
        else if (c == '}' || (c == ';' && m_parentheses <= 0))
            startHead(m_position + 1);
        else if (c == ':' && isAccessLabel())
            startHead(m_position + 1);
    }

    bool isAccessLabel() const
    {
        const QByteArray text = head();
        return text == "public" || text == "private" || text == "protected" || text == "Q_SIGNALS"
            || text.endsWith(" Q_SLOTS");
    }

    void openBrace()
    {
        const QByteArray text = head();
        if (m_parentheses > 0 || initialisesMember(text)) {
            m_position = closing(); // the head goes on behind it
        } else if (opensScope(text)) {
            startHead(m_position + 1);
        } else if (isFunction(text)) {
            const qsizetype end = closing();
            m_functions.append({text, lineOf(firstOfHead()), lineOf(end)});
            m_position = end;
            startHead(end + 1);
        } else {
            m_position = closing();
        }
    }

    static bool hasWord(const QByteArray &text, const QByteArray &word)
    {
        for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            const bool starts = at == 0 || !isWordCharacter(text.at(at - 1));
            const qsizetype end = at + word.size();
            if (starts && (end == text.size() || !isWordCharacter(text.at(end))))
                return true;
        }
        return false;
    }

    static bool opensScope(const QByteArray &text)
    {
        if (hasWord(text, "namespace") || text == "extern \" \"" || text.startsWith("extern \""))
            return true;
        if (hasWord(text, "enum"))
            return false;
        const bool type =
            hasWord(text, "class") || hasWord(text, "struct") || hasWord(text, "union");
        return type && (!text.contains('(') || text.contains("alignas"));
    }

    // `Name() : m_first{1}, m_second{2}`: a colon behind the parameters, a name before the brace.
    static bool initialisesMember(const QByteArray &text)
    {
        const qsizetype parameters = text.indexOf(')');
        if (parameters < 0 || text.isEmpty())
            return false;
        const char last = text.back();
        if (!isWordCharacter(last) && last != '>')
            return false;
        for (qsizetype i = parameters; i < text.size(); ++i) {
            if (text.at(i) != ':')
                continue;
            if (text.at(i - 1) == ':' || (i + 1 < text.size() && text.at(i + 1) == ':'))
                continue;
            return true;
        }
        return false;
    }

    static bool isFunction(const QByteArray &text)
    {
        const qsizetype open = text.indexOf('(');
        if (open < 0)
            return false;
        const qsizetype equals = text.indexOf('=');
        const bool initialiser = equals >= 0 && equals < open && !text.contains("operator")
            && !text.startsWith("template");
        return !initialiser || text.indexOf('[', equals) >= 0;
    }

    const QByteArray m_code;
    QList<FunctionSpan> m_functions;
    qsizetype m_position = 0;
    qsizetype m_headStart = 0;
    int m_parentheses = 0;
};

} // namespace

QByteArray withoutComments(const QByteArray &source)
{
    return Blanker(source, true).run();
}

QByteArray codeOnly(const QByteArray &source)
{
    return Blanker(source, false).run();
}

QList<Include> includesOf(const QByteArray &source)
{
    QList<Include> includes;
    const QList<QByteArray> lines = withoutComments(source).split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QByteArray line = lines.at(i).trimmed();
        if (!line.startsWith('#'))
            continue;
        line = line.mid(1).trimmed();
        if (!line.startsWith("include"))
            continue;
        line = line.mid(7).trimmed();
        const bool quoted = line.startsWith('"');
        const qsizetype end = line.indexOf(quoted ? '"' : '>', 1);
        if (end > 0)
            includes.append({line.mid(1, end - 1), static_cast<int>(i) + 1, quoted});
    }
    return includes;
}

QList<FunctionSpan> functionsOf(const QByteArray &source)
{
    return FunctionFinder(codeOnly(source)).run();
}

} // namespace drawbridge::test
