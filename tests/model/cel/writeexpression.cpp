#include "tests/model/cel/naiveexpression.h"

#include <QMap>

namespace drawbridge::test {

namespace {

enum Precedence { Ternary, Or, And, Relation, Sum, Product, Unary, Member };

Precedence operatorPrecedence(const QString &name)
{
    static const QMap<QString, Precedence> Table {
        {QStringLiteral("?:"), Ternary}, {QStringLiteral("||"), Or},
        {QStringLiteral("&&"), And},     {QStringLiteral("+"), Sum},
        {QStringLiteral("-"), Sum},      {QStringLiteral("*"), Product},
        {QStringLiteral("/"), Product},  {QStringLiteral("%"), Product},
        {QStringLiteral("!"), Unary},    {QStringLiteral("-x"), Unary},
        {QStringLiteral("[]"), Member}};
    return Table.value(name, Relation);
}

class Writer
{
public:
    explicit Writer(std::mt19937 &random)
        : m_random(random)
    {
    }

    // The text, in parentheses when it binds less tightly than its place wants.
    QString write(const Expression &expression, int wanted)
    {
        const QString text = bare(expression);
        const bool needed = precedenceOf(expression) < wanted;
        return needed || m_random() % 12 == 0 ? u'(' + text + u')' : text;
    }

private:
    static int precedenceOf(const Expression &expression)
    {
        if (expression.kind == Expression::Kind::Operator)
            return operatorPrecedence(expression.name);
        // A sign in front of a number makes it a unary.
        const qint64 *integer = expression.literal.asInt();
        const double *real = expression.literal.asDouble();
        const bool negative = (integer && *integer < 0) || (real && *real < 0);
        return expression.kind == Expression::Kind::Literal && negative ? int(Unary) : Member + 1;
    }

    QString separated(const Expression &expression, size_t first = 0)
    {
        QStringList parts;
        for (size_t i = first; i < expression.children.size(); ++i)
            parts += write(*expression.children[i], Ternary);
        return parts.join(m_random() % 2 == 0 ? QStringLiteral(",") : QStringLiteral(" , "));
    }

    QString bare(const Expression &expression)
    {
        switch (expression.kind) {
        case Expression::Kind::Literal:
            return literal(expression.literal);
        case Expression::Kind::Name:
            return expression.name;
        case Expression::Kind::Operator:
            return writeOperator(expression);
        case Expression::Kind::Function:
            return expression.name + u'(' + separated(expression) + u')';
        case Expression::Kind::Method:
            return write(*expression.children[0], Member) + u'.' + expression.name + u'('
                + separated(expression, 1) + u')';
        case Expression::Kind::Select:
            return write(*expression.children[0], Member) + u'.' + expression.name;
        case Expression::Kind::Has:
            return QStringLiteral("has(") + write(*expression.children[0], Member) + u'.'
                + expression.name + u')';
        case Expression::Kind::List:
            return u'[' + separated(expression) + u']';
        case Expression::Kind::Map:
            return writeMap(expression);
        case Expression::Kind::Macro:
            break;
        }
        return write(*expression.children[0], Member) + u'.' + expression.name + u'('
            + expression.variable + u',' + separated(expression, 1) + u')';
    }

    QString writeMap(const Expression &expression)
    {
        QStringList parts;
        for (size_t i = 0; i < expression.children.size(); i += 2)
            parts += write(*expression.children[i], Ternary) + QStringLiteral(": ")
                + write(*expression.children[i + 1], Ternary);
        return u'{' + parts.join(QStringLiteral(", ")) + u'}';
    }

    QString writeOperator(const Expression &expression)
    {
        const int own = operatorPrecedence(expression.name);
        const auto &children = expression.children;
        if (own == Ternary)
            return write(*children[0], Or) + QStringLiteral(" ? ") + write(*children[1], Or)
                + QStringLiteral(" : ") + write(*children[2], Ternary);
        if (own == Member)
            return write(*children[0], Member) + u'[' + write(*children[1], Ternary) + u']';
        if (own == Unary) {
            const bool same = children[0]->name == expression.name;
            const bool number =
                children[0]->kind == Expression::Kind::Literal && expression.name == u"-x";
            return expression.name.first(1) + write(*children[0], same || number ? Unary : Member);
        }
        if (own == Or || own == And) {
            QStringList parts;
            for (const auto &child : children)
                parts += write(*child, own + 1);
            return parts.join(u' ' + expression.name + u' ');
        }
        const QString blank =
            expression.name == u"in" || m_random() % 2 == 0 ? QStringLiteral(" ") : QString();
        return write(*children[0], own) + blank + expression.name + blank
            + write(*children[1], own + 1);
    }

    QString literal(const Value &value)
    {
        if (value.isNull())
            return QStringLiteral("null");
        if (const bool *flag = value.asBool())
            return *flag ? QStringLiteral("true") : QStringLiteral("false");
        if (const qint64 *number = value.asInt())
            return *number > 9 && m_random() % 3 == 0 ? QStringLiteral("0x%1").arg(*number, 0, 16)
                                                      : QString::number(*number);
        if (const double *number = value.asDouble()) {
            const QString text = QString::number(*number, 'g', 17);
            return text.contains(u'.') || text.contains(u'e') ? text : text + QStringLiteral(".0");
        }
        return quoted(*value.asString());
    }

    QString quoted(const QString &text)
    {
        QString escaped;
        for (const char32_t code : text.toUcs4()) {
            if (code > 126 && m_random() % 2 == 0)
                escaped +=
                    QStringLiteral("\\U%1").arg(static_cast<quint32>(code), 8, 16, QChar(u'0'));
            else if (m_random() % 6 == 0 && code < 126)
                escaped +=
                    QStringLiteral("\\x%1").arg(static_cast<quint32>(code), 2, 16, QChar(u'0'));
            else
                escaped += QString::fromUcs4(&code, 1);
        }
        static constexpr const char *Quotes[] = {"'", "\"", "'''", "\"\"\""};
        const QString quote = QString::fromLatin1(Quotes[m_random() % 4]);
        return quote + escaped + quote;
    }

    std::mt19937 &m_random;
};

} // namespace

QString writeExpression(const Expression &expression, std::mt19937 &random)
{
    return Writer(random).write(expression, Ternary);
}

} // namespace drawbridge::test
