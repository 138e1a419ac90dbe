#include "model/project/readstate.h"

#include "model/text/scalarresolution.h"

#include <QDate>

#include <algorithm>

namespace drawbridge {

PropertyNames::PropertyNames(const PropertySchema &propertySchema)
    : schema(propertySchema)
{
    m_texts.reserve(static_cast<size_t>(schema.definitions().size()));
    for (const PropertyDefinition &definition : schema.definitions()) {
        m_texts.push_back(definition.name.toStdString());
        const auto kind = static_cast<size_t>(recordKindOf(definition.scope));
        m_byName[kind].emplace(m_texts.back(), definition.index);
    }
}

PropertyIndex PropertyNames::find(RecordKind kind, std::string_view name) const
{
    const auto &byName = m_byName[static_cast<size_t>(kind)];
    const auto found = byName.find(name);
    return found == byName.end() ? NoProperty : found->second;
}

void ReadState::failAt(size_t place, const QString &message, ErrorCode code)
{
    if (!m_error)
        m_error = Error {code, message, tokens.locationOf(place)};
    tokens.finish();
}

void ReadState::fail(const QString &message, ErrorCode code)
{
    failAt(tokens.position(), message, code);
}

void ReadState::warn(size_t place, const QString &message)
{
    // A file of nothing but oddities tells no more by listing each of them.
    constexpr qsizetype MostDiagnostics = 1000;
    if (diagnostics.size() < MostDiagnostics)
        diagnostics.append({DiagnosticSeverity::Warning, message, tokens.locationOf(place)});
}

void ReadState::failWanted(const char *member, const char *wanted)
{
    fail(QStringLiteral("'%1' must be %2").arg(QLatin1String(member), QLatin1String(wanted)));
}

bool ReadState::pass(Kind kind, const char *member)
{
    if (at(kind)) {
        tokens.advance();
        return true;
    }
    failWanted(member,
               kind == Kind::BeginObject      ? "an object in braces"
                   : kind == Kind::BeginArray ? "a list in brackets"
                                              : "complete");
    return false;
}

QString ReadState::twice(const QString &key)
{
    return QStringLiteral("the key '%1' stands here a second time").arg(key.left(60));
}

QString ReadState::passKey()
{
    const std::string_view text = tokens.text();
    const QString key = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    if (key.contains(QChar(ProjectFormat::PathSeparator)))
        fail(QStringLiteral("a key may not hold the control character U+001f"));
    else
        tokens.advance();
    return key;
}

void ReadState::read(const char *member, QString &text)
{
    if (!at(Kind::String))
        return failWanted(member, "a text in quotes");
    const std::string_view content = tokens.text();
    text = QString::fromUtf8(content.data(), static_cast<qsizetype>(content.size()));
    tokens.advance();
}

void ReadState::read(const char *member, bool &flag)
{
    if (!at(Kind::True) && !at(Kind::False))
        return failWanted(member, "true or false");
    flag = at(Kind::True);
    tokens.advance();
}

void ReadState::read(const char *member, int &number)
{
    const auto value = at(Kind::Number) ? integerFromText(tokens.text()) : std::nullopt;
    if (!value || qAbs(*value) > ProjectFormat::MaximumCoordinate)
        return failWanted(member, "a whole number of at most 10000000");
    number = static_cast<int>(*value);
    tokens.advance();
}

void ReadState::read(const char *member, QByteArray &digest)
{
    const std::string_view text = tokens.text();
    const auto isDigestCharacter = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || c == ':' || c == '-';
    };
    if (!at(Kind::String) || text.size() > 200
        || !std::all_of(text.begin(), text.end(), isDigestCharacter))
        return failWanted(member, "a digest in hexadecimal");
    digest = QByteArray(text.data(), static_cast<qsizetype>(text.size()));
    tokens.advance();
}

void ReadState::read(const char *member, QDate &date)
{
    const std::string_view text = tokens.text();
    if (at(Kind::String) && text.size() == 10)
        date = QDate::fromString(QString::fromUtf8(text.data(), 10), Qt::ISODate);
    if (!date.isValid())
        return failWanted(member, "a date such as 2030-12-31");
    tokens.advance();
}

void ReadState::read(const char *member, IdText &id)
{
    const std::string_view text = tokens.text();
    if (at(Kind::String))
        id = IdText(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    if (id.isEmpty())
        return failWanted(member, "an id: 1 to 23 letters, digits, '-' or '_' in quotes");
    tokens.advance();
}

void ReadState::read(const char *member, QStringList &texts)
{
    if (!pass(Kind::BeginArray, member))
        return;
    while (!failed() && !at(Kind::EndArray)) {
        QString text;
        read(member, text);
        texts.append(text);
    }
    tokens.advance();
}

static Value numberValue(std::string_view text)
{
    if (resolveJsonNumber(text) == TreeNode::Kind::Int) {
        if (const auto whole = integerFromText(text))
            return Value(*whole);
    }
    const auto number = doubleFromText(text);
    return number ? Value(*number) : Value();
}

// Recursion is bounded by the depth that the tokens were parsed with.
void ReadState::read(const char *member, Value &value)
{
    switch (tokens.kind()) {
    case Kind::Null:
        value = Value();
        break;
    case Kind::True:
    case Kind::False:
        value = Value(at(Kind::True));
        break;
    case Kind::Number:
        value = numberValue(tokens.text());
        break;
    case Kind::String: {
        QString text;
        read(member, text);
        value = Value(std::move(text));
        return;
    }
    case Kind::BeginArray: {
        ValueList list;
        for (tokens.advance(); !failed() && !at(Kind::EndArray);) {
            Value item;
            read(member, item);
            list.append(std::move(item));
        }
        value = Value(std::move(list));
        break;
    }
    case Kind::BeginObject: {
        ValueMap map;
        read(member, map);
        value = Value(std::move(map));
        return;
    }
    default:
        return failWanted(member, "a value");
    }
    if (!failed())
        tokens.advance();
}

bool ReadState::readNumbers(const char *member, QList<int> &numbers)
{
    if (!pass(Kind::BeginArray, member))
        return false;
    while (!failed() && !at(Kind::EndArray)) {
        int number = 0;
        read(member, number);
        numbers.append(number);
    }
    tokens.advance();
    return !failed();
}

// The id that is the current key.
static bool passKeyId(ReadState &state, IdText &id)
{
    const std::string_view text = state.tokens.text();
    id = IdText(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    if (id.isEmpty())
        state.fail(QStringLiteral("the key must be an id: 1 to 23 letters, digits, '-' or '_'"));
    else
        state.tokens.advance();
    return !state.failed();
}

template <typename T, typename IdOf>
static void sortOnce(ReadState &state, QList<T> &items, IdOf idOf)
{
    std::stable_sort(items.begin(), items.end(),
                     [&](const T &a, const T &b) { return idOf(a) < idOf(b); });
    const auto again = std::adjacent_find(
        items.begin(), items.end(), [&](const T &a, const T &b) { return idOf(a) == idOf(b); });
    if (again != items.end())
        state.fail(QStringLiteral("the id '%1' stands twice in the object that ends here")
                       .arg(idOf(*again).toString()));
}

void ReadState::read(const char *member, QList<Placement> &placements)
{
    if (!pass(Kind::BeginObject, member))
        return;
    while (!failed() && at(Kind::Key)) {
        Placement placement;
        QList<int> numbers;
        if (!passKeyId(*this, placement.record))
            return;
        const size_t place = tokens.position();
        if (!readNumbers(member, numbers))
            return;
        if (numbers.size() != 4 || numbers[2] < 0 || numbers[3] < 0)
            return failAt(place, QStringLiteral("a placement is a list of x, y, width and height"));
        placement.rect = QRect(numbers[0], numbers[1], numbers[2], numbers[3]);
        placements.append(placement);
    }
    sortOnce(*this, placements, [](const Placement &placement) { return placement.record; });
    pass(Kind::EndObject, member);
}

void ReadState::read(const char *member, QList<Route> &routes)
{
    if (!pass(Kind::BeginObject, member))
        return;
    while (!failed() && at(Kind::Key)) {
        IdText id;
        QList<int> numbers;
        if (!passKeyId(*this, id))
            return;
        const size_t place = tokens.position();
        if (!readNumbers(member, numbers))
            return;
        if (numbers.size() % 2 != 0)
            return failAt(place, QStringLiteral("a route is a list of pairs of x and y"));
        Route route {FlowId(id), {}};
        for (qsizetype i = 0; i < numbers.size(); i += 2)
            route.bends.append(QPoint(numbers[i], numbers[i + 1]));
        routes.append(route);
    }
    sortOnce(*this, routes, [](const Route &route) { return route.flow; });
    pass(Kind::EndObject, member);
}

} // namespace drawbridge
