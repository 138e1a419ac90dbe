#pragma once

#include "model/core/names.h"
#include "model/core/recordfields.h"
#include "model/project/projectformat.h"
#include "model/project/readstate.h"

namespace drawbridge {

// Reads the members of one object by the list of its fields. In a canonical file the keys come in
// the order of that list, so that one pass over it reads the whole object; each further pass reads
// at least one member that stands elsewhere.
class FieldReader
{
public:
    using Kind = ReadState::Kind;

    FieldReader(ReadState &state, UnknownMembers &unknown, QString path = {})
        : m_state(state)
        , m_unknown(unknown)
        , m_path(std::move(path))
    {
    }

    // `visit(reader)` names the fields; on return the object is passed, or the state failed.
    template <typename Visit>
    void readObject(const char *what, Visit &&visit)
    {
        if (!m_state.pass(Kind::BeginObject, what))
            return;
        while (!m_state.failed() && m_state.at(Kind::Key)) {
            m_index = 0;
            m_consumed = false;
            visit(*this);
            if (!m_consumed)
                readUnknown();
        }
        m_state.pass(Kind::EndObject, what);
    }

    template <size_t N, typename T>
    void always(const char (&name)[N], T &value)
    {
        if (takes(name, N - 1))
            read(name, value);
    }
    template <size_t N, typename T>
    void field(const char (&name)[N], T &value)
    {
        always(name, value);
    }
    template <size_t N>
    void trueField(const char (&name)[N], bool &flag)
    {
        always(name, flag);
    }
    template <size_t N>
    void value(const char (&name)[N], Value &content)
    {
        always(name, content);
    }
    // An object whose members `readMembers()` reads.
    template <size_t N, typename ReadMembers>
    void object(const char (&name)[N], ReadMembers &&readMembers)
    {
        if (!takes(name, N - 1) || !m_state.pass(Kind::BeginObject, name))
            return;
        readMembers();
        m_state.pass(Kind::EndObject, name);
    }
    void properties(PropertySet &set, RecordKind kind);

    // Whether the n-th field of the list stood in the object.
    bool has(int field) const { return (m_seen >> field & 1) != 0; }

private:
    bool takes(const char *name, size_t length)
    {
        const int index = m_index++;
        if (!m_state.at(Kind::Key))
            return false;
        const std::string_view key = m_state.tokens.text();
        if (key.size() != length || key[0] != name[0] || key != std::string_view(name, length))
            return false;
        if (has(index)) {
            m_state.fail(ReadState::twice(QString::fromLatin1(name)));
            return false;
        }
        m_seen |= quint64(1) << index;
        m_consumed = true;
        m_state.tokens.advance();
        return true;
    }
    template <typename T>
    void read(const char *name, T &value)
    {
        m_state.read(name, value);
    }
    template <typename E>
    requires std::is_enum_v<E>
    void read(const char *name, E &value);
    void read(const char *name, ClaimSource &source);
    void readUnknown();
    void readProperty(PropertySet &set, RecordKind kind);
    bool readClaims(const PropertyDefinition &definition, PropertySet &set);
    bool readClaim(const PropertyDefinition &definition, PropertySet &set);
    void keepProperty(const QString &name, size_t place);
    static QString pathOf(const QString &property);

    ReadState &m_state;
    UnknownMembers &m_unknown;
    QString m_path;
    quint64 m_seen = 0;
    int m_index = 0;
    bool m_consumed = false;
};

// Words are short ASCII: compared without a string of their own.
template <typename E>
std::optional<E> enumOfWord(std::string_view word)
{
    std::array<char16_t, 32> wide {};
    if (word.size() > wide.size())
        return std::nullopt;
    std::transform(word.begin(), word.end(), wide.begin(),
                   [](char c) { return static_cast<char16_t>(static_cast<unsigned char>(c)); });
    return parseName<E>(QStringView(wide.data(), static_cast<qsizetype>(word.size())));
}

template <typename E>
requires std::is_enum_v<E>
void FieldReader::read(const char *name, E &value)
{
    const auto word =
        m_state.at(Kind::String) ? enumOfWord<E>(m_state.tokens.text()) : std::optional<E>();
    if (!word)
        return m_state.fail(QStringLiteral("'%1' must be one of %2")
                                .arg(QLatin1String(name), allNames<E>().join(u", ")));
    value = *word;
    m_state.tokens.advance();
}

} // namespace drawbridge
