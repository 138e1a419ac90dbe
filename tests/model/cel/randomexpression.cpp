#include "tests/model/cel/naiveexpression.h"

#include <limits>

namespace drawbridge::test {

namespace {

using Kind = Expression::Kind;
using Node = std::unique_ptr<Expression>;
enum class Want { Bool, Int, Double, String, List, Map, Count };

class Generator
{
public:
    explicit Generator(std::mt19937 &random)
        : m_random(random)
    {
    }

    Node make(Want want, int depth)
    {
        // Now and then a part of any type, unknown or failing.
        if (pick(25) == 0)
            return odd(depth);
        if (depth <= 0 || pick(8) == 0)
            return leaf(want);
        if (pick(12) == 0)
            return node(Kind::Operator, "?:", make(Want::Bool, depth - 1), make(want, depth - 1),
                        make(want, depth - 1));
        if (pick(12) == 0)
            return node(Kind::Operator, "[]", list(want, depth - 1), make(Want::Int, 0));
        switch (want) {
        case Want::Bool:
            return boolean(depth - 1);
        case Want::Int:
            return integer(depth - 1);
        case Want::Double:
            return real(depth - 1);
        case Want::String:
            return string(depth - 1);
        case Want::List:
            return list(anyType(), depth - 1);
        default:
            return map(depth - 1);
        }
    }

    Want anyType() { return static_cast<Want>(pick(static_cast<quint32>(Want::Count))); }

private:
    quint32 pick(quint32 count) { return static_cast<quint32>(m_random() % count); }

    template <size_t N>
    const char *oneOf(const char *const (&names)[N])
    {
        return names[pick(N)];
    }

    template <typename... Children>
    static Node node(Kind kind, const char *name, Children... children)
    {
        Node result = std::make_unique<Expression>();
        result->kind = kind;
        result->name = QString::fromLatin1(name);
        (result->children.push_back(std::move(children)), ...);
        return result;
    }

    static Node literal(const Value &value)
    {
        Node result = node(Kind::Literal, "");
        result->literal = value;
        return result;
    }

    Node odd(int depth)
    {
        switch (pick(6)) {
        case 0:
        case 1:
        case 2:
            return node(Kind::Name, pick(2) == 0 ? "u" : "v");
        case 3:
            return node(Kind::Operator, "/", literal(Value(1)), literal(Value(0)));
        case 4:
            return literal(Value());
        default:
            return make(anyType(), depth - 1);
        }
    }

    Node leaf(Want want)
    {
        if (!m_locals.empty() && pick(2) == 0)
            return node(Kind::Name, m_locals[pick(static_cast<quint32>(m_locals.size()))]);
        if (pick(4) == 0 || want == Want::List || want == Want::Map) {
            static constexpr const char *Names[] = {"b", "i", "d", "s", "l", "m"};
            return node(Kind::Name, Names[static_cast<int>(want)]);
        }
        static const QString Texts[] = {QString(),
                                        QStringLiteral("a"),
                                        QStringLiteral("ab"),
                                        QStringLiteral("b"),
                                        QString::fromUtf8("\xc3\xa9"),
                                        QString::fromUtf8("\xf0\x9f\x98\x80"),
                                        QStringLiteral("12")};
        static constexpr double Reals[] = {0, 1, 1.5, -2.25, 2, 3, 1e20, 9007199254740992.0};
        switch (want) {
        case Want::Bool:
            return literal(Value(pick(2) == 0));
        case Want::Int:
            return literal(Value(anInteger()));
        case Want::Double:
            return literal(Value(Reals[pick(8)]));
        default:
            return literal(Value(Texts[pick(7)]));
        }
    }

    qint64 anInteger()
    {
        if (pick(16) == 0)
            return std::numeric_limits<qint64>::min();
        if (pick(16) == 0)
            return std::numeric_limits<qint64>::max() - pick(2);
        return pick(16) == 0 ? 9007199254740993 : static_cast<qint64>(pick(7)) - 2;
    }

    Node boolean(int depth)
    {
        switch (pick(14)) {
        case 0:
        case 1:
        case 2:
            return chain(depth);
        case 3:
            return node(Kind::Operator, "!", make(Want::Bool, depth));
        case 4: {
            const Want type = pick(3) == 0 ? Want::String : pick(2) == 0 ? Want::Int : Want::Double;
            const Want other = type == Want::Int && pick(3) == 0 ? Want::Double : type;
            return node(Kind::Operator, oneOf({"<", "<=", ">", ">="}), make(type, depth),
                        make(other, depth));
        }
        case 5:
        case 6: {
            const Want type = anyType();
            return node(Kind::Operator, oneOf({"==", "!="}), make(type, depth), make(type, depth));
        }
        case 7: {
            const Want type = anyType();
            return pick(2) == 0 ? node(Kind::Operator, "in", make(type, depth), list(type, depth))
                                : node(Kind::Operator, "in", make(Want::String, depth), map(depth));
        }
        case 8:
            return node(Kind::Has, oneOf({"a", "b", "c"}), make(Want::Map, depth));
        case 9:
            return node(Kind::Function, "known", make(anyType(), depth));
        case 10:
            return node(Kind::Method, oneOf({"startsWith", "endsWith", "contains"}),
                        make(Want::String, depth), make(Want::String, depth));
        case 11:
            return node(
                Kind::Method, "matches", make(Want::String, depth),
                literal(Value(QString::fromLatin1(oneOf({"a", "^a", "b$", "^.$", "[0-9]+"})))));
        default:
            return macro(oneOf({"exists", "all", "exists_one"}), Want::Bool, depth);
        }
    }

    Node chain(int depth)
    {
        Node result = node(Kind::Operator, oneOf({"&&", "||"}));
        const quint32 count = 2 + pick(2);
        for (quint32 i = 0; i < count; ++i)
            result->children.push_back(make(Want::Bool, depth));
        return result;
    }

    Node integer(int depth)
    {
        switch (pick(6)) {
        case 0:
            return node(Kind::Operator, "-x", make(Want::Int, depth));
        case 1:
            return node(pick(2) == 0 ? Kind::Method : Kind::Function, "size",
                        make(pick(2) == 0       ? Want::String
                                 : pick(2) == 0 ? Want::List
                                                : Want::Map,
                             depth));
        case 2:
            return node(Kind::Function, "int",
                        make(pick(2) == 0       ? Want::Int
                                 : pick(2) == 0 ? Want::Double
                                                : Want::String,
                             depth));
        default:
            return node(Kind::Operator, oneOf({"+", "-", "*", "/", "%"}), make(Want::Int, depth),
                        make(Want::Int, depth));
        }
    }

    Node real(int depth)
    {
        switch (pick(5)) {
        case 0:
            return node(Kind::Operator, "-x", make(Want::Double, depth));
        case 1:
            return node(Kind::Function, "double",
                        make(pick(2) == 0 ? Want::Int : Want::Double, depth));
        default:
            return node(Kind::Operator, oneOf({"+", "-", "*", "/"}), make(Want::Double, depth),
                        make(Want::Double, depth));
        }
    }

    Node string(int depth)
    {
        switch (pick(4)) {
        case 0:
            return node(Kind::Function, "string",
                        make(pick(2) == 0       ? Want::Int
                                 : pick(2) == 0 ? Want::Bool
                                                : Want::String,
                             depth));
        case 1:
            return node(Kind::Select, oneOf({"a", "b", "c"}), make(Want::Map, depth));
        default:
            return node(Kind::Operator, "+", make(Want::String, depth), make(Want::String, depth));
        }
    }

    Node list(Want item, int depth)
    {
        switch (depth > 0 ? pick(6) : 0) {
        case 0:
        case 1: {
            Node result = node(Kind::List, "");
            for (quint32 i = pick(4); i > 0; --i)
                result->children.push_back(make(item, depth - 1));
            return result;
        }
        case 2:
            return node(Kind::Operator, "+", list(item, depth - 1), list(item, depth - 1));
        case 3:
            return macro("filter", Want::Bool, depth - 1);
        default:
            return macro("map", item, depth - 1);
        }
    }

    Node map(int depth)
    {
        Node result = node(Kind::Map, "");
        for (const char *key : {"a", "b", "c"}) {
            if (pick(2) == 0)
                continue;
            result->children.push_back(literal(Value(QString::fromLatin1(key))));
            result->children.push_back(make(pick(3) == 0 ? anyType() : Want::String, depth - 1));
        }
        return result;
    }

    Node macro(const char *name, Want body, int depth)
    {
        Node range = pick(5) == 0 ? make(Want::Map, depth - 1) : list(anyType(), depth - 1);
        Node result = node(Kind::Macro, name, std::move(range));
        const char *variable = oneOf({"x", "y", "i"});
        result->variable = QString::fromLatin1(variable);
        m_locals.push_back(variable);
        if (result->name == u"map" && pick(3) == 0)
            result->children.push_back(make(Want::Bool, depth - 1));
        result->children.push_back(make(body, depth - 1));
        m_locals.pop_back();
        return result;
    }

    std::mt19937 &m_random;
    std::vector<const char *> m_locals;
};

} // namespace

std::unique_ptr<Expression> randomExpression(std::mt19937 &random)
{
    Generator generator(random);
    const Want want = random() % 3 == 0 ? generator.anyType() : Want::Bool;
    return generator.make(want, 2 + static_cast<int>(random() % 4));
}

ValueMap randomVariables()
{
    ValueMap result;
    result.insert(QStringLiteral("b"), true);
    result.insert(QStringLiteral("i"), 2);
    result.insert(QStringLiteral("d"), 1.5);
    result.insert(QStringLiteral("s"), u"ab");
    result.insert(QStringLiteral("l"), ValueList {1, u"a", 2.0, Value(), ValueList {1}});
    result.insert(QStringLiteral("m"),
                  ValueMap {{QStringLiteral("a"), u"ab"}, {QStringLiteral("b"), 2}});
    return result;
}

} // namespace drawbridge::test
