#include "model/cel/program.h"

#include "model/cel/checker.h"
#include "model/cel/folding.h"
#include "model/cel/machine.h"
#include "model/cel/parser.h"
#include "model/cel/programdata.h"

namespace drawbridge::cel {

SourceLocation placeIn(const QString &text, quint32 offset, const SourceLocation &origin,
                       int continuationColumn)
{
    const QStringView before = QStringView(text).first(qMin<qsizetype>(offset, text.size()));
    const int lines = static_cast<int>(before.count(u'\n'));
    int column = 0;
    for (const QChar c : before.sliced(before.lastIndexOf(u'\n') + 1))
        column += c.isLowSurrogate() ? 0 : 1;
    SourceLocation place = origin;
    place.line = qMax(1, origin.line) + lines;
    place.column = column + (lines == 0 ? qMax(1, origin.column) : continuationColumn);
    return place;
}

CelValue runCode(const ProgramData &data, const Code &code, Activation &activation,
                 Scratch &scratch, bool wantsBool)
{
    const CelValue value = Machine(code, data.environment, activation, scratch).run();
    if (!wantsBool || value.isBool() || !value.isKnown())
        return value;
    return scratch.error(
        QStringLiteral("the condition gives a %1 instead of a bool").arg(value.kindName()));
}

// The way from a text to a program.
class Compilation
{
public:
    Compilation(const Environment &environment, const CompileOptions &options)
        : m_options(options)
        , m_data(std::make_shared<ProgramData>())
    {
        m_data->environment = environment;
        m_data->origin = options.origin;
        m_data->continuationColumn = options.continuationColumn;
        m_data->wantsBool = options.expected == CompileOptions::Expected::Bool;
    }

    Result<Program> run(const QString &text)
    {
        ParsedExpression parsed = parseExpression(text);
        if (parsed.problem)
            return error(text, *parsed.problem);
        m_data->ast = std::move(parsed.ast);
        Ast &ast = m_data->ast;
        if (const auto problem =
                checkExpression(ast, m_data->environment, m_options, &m_data->reads))
            return error(text, *problem);
        m_data->resultType = ast.types[ast.root];
        foldConstants(ast, m_data->environment);
        std::optional<Problem> problem;
        m_data->code = generateCode(ast, ast.root, &problem);
        if (problem && m_options.checking == CompileOptions::Checking::Strict)
            return error(text, *problem);
        ast.types.clear();
        ast.types.shrink_to_fit();
        return Program(std::move(m_data));
    }

private:
    Error error(const QString &text, const Problem &problem) const
    {
        return {problem.code, problem.message,
                placeIn(text, problem.span.begin, m_options.origin, m_options.continuationColumn)};
    }

    CompileOptions m_options;
    std::shared_ptr<ProgramData> m_data;
};

Result<Program> compile(const QString &text, const Environment &environment,
                        const CompileOptions &options)
{
    return Compilation(environment, options).run(text);
}

QString Program::source() const
{
    return m_data ? m_data->ast.source : QString();
}

Type Program::resultType() const
{
    return m_data ? m_data->resultType : Type::null();
}

const ReadSet &Program::reads() const
{
    static const ReadSet Nothing;
    return m_data ? m_data->reads : Nothing;
}

SourceLocation Program::location(const Span &span) const
{
    return m_data
        ? placeIn(m_data->ast.source, span.begin, m_data->origin, m_data->continuationColumn)
        : SourceLocation();
}

Outcome Program::evaluate(Activation &activation, Scratch &scratch) const
{
    scratch.reset();
    return evaluateWithin(activation, scratch);
}

Outcome Program::evaluateWithin(Activation &activation, Scratch &scratch) const
{
    return m_data ? Outcome(runCode(*m_data, m_data->code, activation, scratch, m_data->wantsBool))
                  : Outcome();
}

Trace Program::trace(Activation &activation, Scratch &scratch) const
{
    return m_data ? makeTrace(*m_data, activation, scratch) : Trace();
}

} // namespace drawbridge::cel
