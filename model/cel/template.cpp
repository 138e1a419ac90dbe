#include "model/cel/template.h"

#include "model/cel/programdata.h"
#include "model/cel/stringliteral.h"
#include "model/cel/valueconversion.h"

#include <algorithm>

namespace drawbridge::cel {

namespace {

// Where the expression that starts at `begin` ends: its closing brace, or -1. Braces in strings and
// of maps do not close it.
qsizetype closingBrace(const QString &text, qsizetype begin)
{
    int depth = 0;
    for (qsizetype i = begin; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'"' || c == u'\'') {
            const bool raw = i > begin && (text[i - 1] == u'r' || text[i - 1] == u'R');
            const StringLiteral literal = readStringLiteral(text, i, raw);
            if (literal.problem)
                return -1;
            i = literal.end - 1;
        } else if (c == u'{') {
            ++depth;
        } else if (c == u'}' && depth-- == 0) {
            return i;
        }
    }
    return -1;
}

template <typename T>
void mergeSorted(std::vector<T> &into, const std::vector<T> &more)
{
    into.insert(into.end(), more.begin(), more.end());
    std::sort(into.begin(), into.end());
    into.erase(std::unique(into.begin(), into.end()), into.end());
}

} // namespace

Result<Template> Template::compile(const QString &text, const Environment &environment,
                                   const CompileOptions &options)
{
    const auto failed = [&](qsizetype offset, const QString &message) {
        return Error {ErrorCode::InvalidInput, message,
                      placeIn(text, static_cast<quint32>(offset), options.origin,
                              options.continuationColumn)};
    };
    if (text.size() > MaximumLength)
        return Error {ErrorCode::LimitExceeded,
                      QStringLiteral("the text is longer than %1 characters").arg(MaximumLength),
                      options.origin};
    Template result;
    result.m_source = text;
    QString literal;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c != u'{' && c != u'}') {
            literal += c;
            continue;
        }
        if (i + 1 < text.size() && text[i + 1] == c) {
            literal += c;
            ++i;
            continue;
        }
        if (c == u'}')
            return failed(i,
                          QStringLiteral("'}' closes nothing; a brace in a text is written '}}'"));
        const qsizetype close = closingBrace(text, i + 1);
        if (close < 0)
            return failed(i,
                          QStringLiteral("'{' is not closed; a brace in a text is written '{{'"));
        CompileOptions inner = options;
        inner.expected = CompileOptions::Expected::Any;
        inner.origin =
            placeIn(text, static_cast<quint32>(i + 1), options.origin, options.continuationColumn);
        const auto program = cel::compile(text.sliced(i + 1, close - i - 1), environment, inner);
        if (!program)
            return program.error();
        mergeSorted(result.m_reads.fields, program->reads().fields);
        mergeSorted(result.m_reads.variables, program->reads().variables);
        mergeSorted(result.m_reads.functions, program->reads().functions);
        result.m_parts.push_back({std::exchange(literal, {}), *program});
        i = close;
    }
    if (!literal.isEmpty())
        result.m_parts.push_back({literal, {}});
    return result;
}

QString Template::render(Activation &activation, Scratch &scratch) const
{
    QString result;
    for (const Part &part : m_parts) {
        result += part.text;
        if (!part.program.isEmpty())
            result += displayText(part.program.evaluate(activation, scratch).value(), activation);
    }
    return result;
}

} // namespace drawbridge::cel
