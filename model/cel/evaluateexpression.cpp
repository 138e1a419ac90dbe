#include "model/cel/evaluateexpression.h"

#include "model/cel/builtin.h"
#include "model/cel/lexer.h"
#include "model/cel/valueconversion.h"

namespace drawbridge::cel {

DynamicActivation::DynamicActivation(ValueMap variables, QStringList unknownNames)
    : m_values(std::move(variables))
{
    for (const QString &name : unknownNames)
        m_values.remove(name);
    unknownNames.removeDuplicates();
    for (auto it = m_values.cbegin(); it != m_values.cend(); ++it)
        m_variables.push_back({it.key(), &it.value()});
    for (const QString &name : unknownNames)
        m_variables.push_back({name, nullptr});
    // Names that are no identifiers cannot be written in an expression, and are left out; slots are
    // 16 bits.
    m_variables.resize(qMin<size_t>(m_variables.size(), Reference::VariableType));
    for (size_t slot = 0; slot < m_variables.size(); ++slot)
        (void)m_environment.addVariable(m_variables[slot].name, Type::dynamic(),
                                        static_cast<quint16>(slot));
}

QString DynamicActivation::name(Reference reference) const
{
    return reference.isVariable() && reference.field < m_variables.size()
        ? m_variables[reference.field].name
        : QString();
}

CelValue DynamicActivation::variable(quint16 slot, Scratch &scratch)
{
    if (slot >= m_variables.size())
        return scratch.error(u"no such variable");
    const Variable &variable = m_variables[slot];
    return variable.value ? CelValue::fromValue(*variable.value)
                          : CelValue::unknown(Reference::ofVariable(slot));
}

CelValue DynamicActivation::field(ObjectHandle, quint16, Scratch &scratch)
{
    return scratch.error(u"no such field");
}

// Names that an expression uses as variables and that nobody declared.
static QStringList undeclaredIn(const QString &text, const ValueMap &variables)
{
    const TokenList list = tokenize(text);
    QStringList names;
    for (size_t i = 0; i + 1 < list.tokens.size(); ++i) {
        const Token &token = list.tokens[i];
        const bool selected = i > 0 && list.tokens[i - 1].kind == TokenKind::Dot;
        const bool called = list.tokens[i + 1].kind == TokenKind::OpenParenthesis;
        if (token.kind == TokenKind::Identifier && !token.reserved && !selected && !called
            && !isTypeName(token.text) && !variables.contains(token.text)
            && !names.contains(token.text))
            names += token.text;
    }
    return names;
}

Evaluation evaluateExpression(const QString &text, const ValueMap &variables,
                              const QStringList &unknownNames, UndeclaredNames undeclared)
{
    QStringList unknown = unknownNames;
    if (undeclared == UndeclaredNames::AreUnknown && text.size() <= Program::MaximumLength)
        unknown += undeclaredIn(text, variables);
    DynamicActivation activation(variables, unknown);
    CompileOptions options;
    options.expected = CompileOptions::Expected::Any;
    options.checking = CompileOptions::Checking::Lenient;
    Evaluation result;
    const auto program = compile(text, activation.environment(), options);
    if (!program) {
        result.error = program.error();
        return result;
    }
    Scratch scratch;
    const Outcome outcome = program->evaluate(activation, scratch);
    if (outcome.isUnknown()) {
        result.state = Evaluation::State::Unknown;
        for (const Reference &reference : outcome.references())
            result.unknownNames += activation.name(reference);
        return result;
    }
    const auto value = toValue(outcome.value(), activation);
    if (!value) {
        result.error = value.error();
        result.error.where = program->location(outcome.errorSpan());
        return result;
    }
    result.state = Evaluation::State::Value;
    result.typeName = outcome.value().kindName().toString();
    result.value = *value;
    return result;
}

} // namespace drawbridge::cel
