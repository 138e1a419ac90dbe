#include "tests/model/cel/naiveexpression.h"

#include <QLocale>
#include <QRegularExpression>

#include <cmath>
#include <optional>

namespace drawbridge::test {

namespace {

using Kind = Expression::Kind;
using State = NaiveResult::State;

// Holds every sum and product of two ints.
__extension__ typedef __int128 Wide;

NaiveResult known(const Value &value)
{
    return {State::Value, value, {}};
}

NaiveResult failure()
{
    return {State::Error, {}, {}};
}

bool isNumber(const Value &value)
{
    return value.asInt() || value.asDouble();
}

// 64 bits of mantissa hold every int and every double.
long double number(const Value &value)
{
    static_assert(std::numeric_limits<long double>::digits >= 64);
    return value.asInt() ? static_cast<long double>(*value.asInt())
                         : static_cast<long double>(*value.asDouble());
}

double rounded(const Value &value)
{
    return value.asInt() ? static_cast<double>(*value.asInt()) : *value.asDouble();
}

bool same(const Value &a, const Value &b)
{
    if (a.asInt() && b.asInt())
        return *a.asInt() == *b.asInt();
    if (isNumber(a) && isNumber(b))
        return rounded(a) == rounded(b);
    if (a.asList() && b.asList())
        return std::equal(a.asList()->begin(), a.asList()->end(), b.asList()->begin(),
                          b.asList()->end(), same);
    if (a.asMap() && b.asMap())
        return a.asMap()->keys() == b.asMap()->keys()
            && std::equal(a.asMap()->begin(), a.asMap()->end(), b.asMap()->begin(), same);
    return !isNumber(a) && !isNumber(b) && a == b;
}

NaiveResult integer(Wide value)
{
    const bool fits =
        value >= std::numeric_limits<qint64>::min() && value <= std::numeric_limits<qint64>::max();
    return fits ? known(Value(static_cast<qint64>(value))) : failure();
}

// The same as QList::operator+= without repetitions.
void unite(QStringList *into, const QStringList &more)
{
    for (const QString &name : more) {
        if (!into->contains(name))
            *into += name;
    }
}

class Walker
{
public:
    explicit Walker(ValueMap variables)
        : m_variables(std::move(variables))
    {
    }

    NaiveResult walk(const Expression &expression)
    {
        switch (expression.kind) {
        case Kind::Literal:
            return known(expression.literal);
        case Kind::Name:
            return m_variables.contains(expression.name)
                ? known(m_variables.value(expression.name))
                : NaiveResult {State::Unknown, {}, {expression.name}};
        case Kind::Macro:
            return macro(expression);
        case Kind::Operator:
            if (expression.name == u"&&" || expression.name == u"||")
                return chain(expression);
            if (expression.name == u"?:")
                return conditional(expression);
            break;
        case Kind::Function:
            if (expression.name == u"known") {
                const NaiveResult operand = walk(*expression.children[0]);
                return operand.state == State::Error ? operand
                                                     : known(Value(operand.state == State::Value));
            }
            break;
        default:
            break;
        }
        return strict(expression);
    }

private:
    NaiveResult strict(const Expression &expression)
    {
        QList<Value> values;
        NaiveResult open {State::Unknown, {}, {}};
        std::optional<NaiveResult> error;
        for (const auto &child : expression.children) {
            const NaiveResult part = walk(*child);
            if (part.state == State::Error && !error)
                error = part;
            unite(&open.unknown, part.unknown);
            values += part.value;
        }
        if (error)
            return *error;
        return open.unknown.isEmpty() ? apply(expression, values) : open;
    }

    NaiveResult chain(const Expression &expression)
    {
        const bool decisive = expression.name == u"||";
        NaiveResult open {State::Unknown, {}, {}};
        bool error = false;
        for (const auto &child : expression.children) {
            const NaiveResult part = walk(*child);
            const bool *flag = part.value.asBool();
            if (part.state == State::Value && flag && *flag == decisive)
                return part;
            unite(&open.unknown, part.unknown);
            error = error || part.state == State::Error || (part.state == State::Value && !flag);
        }
        if (!open.unknown.isEmpty())
            return open;
        return error ? failure() : known(Value(!decisive));
    }

    NaiveResult conditional(const Expression &expression)
    {
        const NaiveResult condition = walk(*expression.children[0]);
        if (condition.state != State::Value)
            return condition;
        const bool *flag = condition.value.asBool();
        return flag ? walk(*expression.children[*flag ? 1 : 2]) : failure();
    }

    NaiveResult macro(const Expression &expression)
    {
        const NaiveResult range = walk(*expression.children[0]);
        if (range.state != State::Value)
            return range;
        ValueList items;
        if (range.value.asList())
            items = *range.value.asList();
        else if (range.value.asMap())
            for (const QString &key : range.value.asMap()->keys())
                items += Value(key);
        else
            return failure();
        const ValueMap outer = m_variables;
        const bool quantifier = expression.name == u"exists" || expression.name == u"all";
        const NaiveResult result =
            quantifier ? quantified(expression, items) : collected(expression, items);
        m_variables = outer;
        return result;
    }

    NaiveResult quantified(const Expression &expression, const ValueList &items)
    {
        const bool decisive = expression.name == u"exists";
        NaiveResult open {State::Unknown, {}, {}};
        bool error = false;
        for (const Value &item : items) {
            m_variables[expression.variable] = item;
            const NaiveResult part = walk(*expression.children[1]);
            const bool *flag = part.value.asBool();
            if (part.state == State::Value && flag && *flag == decisive)
                return part;
            unite(&open.unknown, part.unknown);
            error = error || part.state == State::Error || (part.state == State::Value && !flag);
        }
        if (!open.unknown.isEmpty())
            return open;
        return error ? failure() : known(Value(!decisive));
    }

    // exists_one, filter and map: any error is the result, else anything unknown.
    NaiveResult collected(const Expression &expression, const ValueList &items)
    {
        const bool map = expression.name == u"map";
        const bool conditions = !map || expression.children.size() == 3;
        NaiveResult open {State::Unknown, {}, {}};
        ValueList results;
        for (const Value &item : items) {
            m_variables[expression.variable] = item;
            NaiveResult part = walk(*expression.children[1]);
            if (conditions) {
                const bool *flag = part.value.asBool();
                if (part.state == State::Error || (part.state == State::Value && !flag))
                    return failure();
                unite(&open.unknown, part.unknown);
                if (part.state == State::Unknown || !*flag)
                    continue;
                part = map ? walk(*expression.children[2]) : known(item);
            }
            if (part.state == State::Error)
                return part;
            unite(&open.unknown, part.unknown);
            results += part.value;
        }
        if (!open.unknown.isEmpty())
            return open;
        return expression.name == u"exists_one" ? known(Value(results.size() == 1))
                                                : known(Value(results));
    }

    static NaiveResult apply(const Expression &expression, const QList<Value> &values)
    {
        switch (expression.kind) {
        case Kind::List:
            return known(Value(ValueList(values)));
        case Kind::Map: {
            ValueMap map;
            for (qsizetype i = 0; i < values.size(); i += 2)
                map.insert(*values[i].asString(), values[i + 1]);
            return known(Value(map));
        }
        case Kind::Select:
        case Kind::Has: {
            const ValueMap *map = values[0].asMap();
            if (!map)
                return failure();
            if (expression.kind == Kind::Has)
                return known(Value(map->contains(expression.name)));
            return map->contains(expression.name) ? known(map->value(expression.name)) : failure();
        }
        case Kind::Operator:
            return values.size() == 1 ? unary(expression.name, values[0])
                                      : binary(expression.name, values[0], values[1]);
        default:
            return function(expression.name, values);
        }
    }

    static NaiveResult unary(const QString &name, const Value &value)
    {
        if (name == u"!")
            return value.asBool() ? known(Value(!*value.asBool())) : failure();
        if (value.asDouble())
            return known(Value(-*value.asDouble()));
        return value.asInt() ? integer(-static_cast<Wide>(*value.asInt())) : failure();
    }

    static NaiveResult binary(const QString &name, const Value &a, const Value &b)
    {
        if (name == u"==" || name == u"!=")
            return known(Value(same(a, b) == (name == u"==")));
        if (name == u"in")
            return membership(a, b);
        if (name == u"[]")
            return element(a, b);
        if (name.startsWith(u'<') || name.startsWith(u'>'))
            return relation(name, a, b);
        if (name == u"+" && a.asString() && b.asString())
            return known(Value(*a.asString() + *b.asString()));
        if (name == u"+" && a.asList() && b.asList())
            return known(Value(*a.asList() + *b.asList()));
        if (a.asDouble() && b.asDouble())
            return reals(name, *a.asDouble(), *b.asDouble());
        return a.asInt() && b.asInt() ? integers(name, *a.asInt(), *b.asInt()) : failure();
    }

    static NaiveResult integers(const QString &name, Wide a, Wide b)
    {
        if (name == u"+")
            return integer(a + b);
        if (name == u"-")
            return integer(a - b);
        if (name == u"*")
            return integer(a * b);
        if (b == 0 || (name == u"%" && b == -1 && a == std::numeric_limits<qint64>::min()))
            return failure();
        return integer(name == u"/" ? a / b : a % b);
    }

    static NaiveResult reals(const QString &name, double a, double b)
    {
        if (name == u"+")
            return known(Value(a + b));
        if (name == u"-")
            return known(Value(a - b));
        if (name == u"*")
            return known(Value(a * b));
        return name == u"/" ? known(Value(a / b)) : failure();
    }

    static NaiveResult membership(const Value &item, const Value &container)
    {
        if (const ValueList *list = container.asList()) {
            for (const Value &other : *list) {
                if (same(item, other))
                    return known(Value(true));
            }
            return known(Value(false));
        }
        if (const ValueMap *map = container.asMap())
            return known(Value(item.asString() && map->contains(*item.asString())));
        return failure();
    }

    static NaiveResult element(const Value &container, const Value &index)
    {
        const ValueMap *map = container.asMap();
        if (map && index.asString() && map->contains(*index.asString()))
            return known(map->value(*index.asString()));
        const ValueList *list = container.asList();
        if (!list || !isNumber(index))
            return failure();
        const long double at = number(index);
        if (at < 0 || at >= static_cast<long double>(list->size()) || at != std::floor(at)
            || std::isnan(at))
            return failure();
        return known(list->at(static_cast<qsizetype>(at)));
    }

    static NaiveResult relation(const QString &name, const Value &a, const Value &b)
    {
        const auto decide = [&](auto left, auto right) {
            if (name == u"<")
                return known(Value(left < right));
            if (name == u"<=")
                return known(Value(left <= right));
            return known(Value(name == u">" ? left > right : left >= right));
        };
        if (a.asInt() && b.asInt())
            return decide(*a.asInt(), *b.asInt());
        if (isNumber(a) && isNumber(b))
            return decide(rounded(a), rounded(b));
        if (a.asString() && b.asString())
            return decide(a.asString()->toStdU32String(), b.asString()->toStdU32String());
        return a.asBool() && b.asBool() ? decide(*a.asBool(), *b.asBool()) : failure();
    }

    static NaiveResult function(const QString &name, const QList<Value> &values)
    {
        const Value &value = values[0];
        if (name == u"size") {
            if (value.asString())
                return known(Value(static_cast<qint64>(value.asString()->toUcs4().size())));
            if (value.asList())
                return known(Value(static_cast<qint64>(value.asList()->size())));
            return value.asMap() ? known(Value(static_cast<qint64>(value.asMap()->size())))
                                 : failure();
        }
        if (values.size() == 2)
            return method(name, value.asString(), values[1].asString());
        if (name == u"int")
            return toInt(value);
        if (name == u"double")
            return isNumber(value) ? known(Value(static_cast<double>(number(value))))
                                   : toReal(value);
        if (value.asString())
            return known(value);
        if (value.asBool())
            return known(Value(*value.asBool() ? QStringLiteral("true") : QStringLiteral("false")));
        if (value.asDouble())
            return known(Value(realText(*value.asDouble())));
        return value.asInt() ? known(Value(QString::number(*value.asInt()))) : failure();
    }

    static QString realText(double value)
    {
        if (std::isnan(value))
            return QStringLiteral("NaN");
        if (std::isinf(value))
            return value < 0 ? QStringLiteral("-Inf") : QStringLiteral("+Inf");
        const double size = std::fabs(value);
        const char format = size == 0 || (size >= 1e-5 && size < 1e15) ? 'f' : 'e';
        return QString::number(value, format, QLocale::FloatingPointShortest);
    }

    static NaiveResult method(const QString &name, const QString *text, const QString *part)
    {
        if (!text || !part)
            return failure();
        if (name == u"startsWith")
            return known(Value(text->startsWith(*part)));
        if (name == u"endsWith")
            return known(Value(text->endsWith(*part)));
        if (name == u"contains")
            return known(Value(text->contains(*part)));
        return known(Value(text->contains(
            QRegularExpression(*part, QRegularExpression::UseUnicodePropertiesOption))));
    }

    static NaiveResult toInt(const Value &value)
    {
        if (value.asInt())
            return known(value);
        if (const double *real = value.asDouble())
            return std::isnan(*real) || std::fabs(*real) >= 0x1p63
                ? failure()
                : known(Value(static_cast<qint64>(*real)));
        bool ok = false;
        const qint64 read = value.asString() ? value.asString()->toLongLong(&ok) : 0;
        return ok ? known(Value(read)) : failure();
    }

    static NaiveResult toReal(const Value &value)
    {
        bool ok = false;
        const double read = value.asString() ? value.asString()->toDouble(&ok) : 0;
        return ok ? known(Value(read)) : failure();
    }

    ValueMap m_variables;
};

} // namespace

NaiveResult walkExpression(const Expression &expression, const ValueMap &variables)
{
    return Walker(variables).walk(expression);
}

} // namespace drawbridge::test
