#pragma once

#include "model/base/diagnostic.h"
#include "model/core/ids.h"
#include "model/core/records.h"
#include "model/project/projectformat.h"
#include "model/text/jsontokens.h"

#include <array>
#include <unordered_map>

namespace drawbridge {

// The properties of each kind of record by name, for one lookup a property.
struct PropertyNames
{
    explicit PropertyNames(const PropertySchema &schema);

    PropertyIndex find(RecordKind kind, std::string_view name) const;

    const PropertySchema &schema;

private:
    std::vector<std::string> m_texts;
    std::array<std::unordered_map<std::string_view, PropertyIndex>, RecordKindCount> m_byName;
};

// The tokens of a project file while it is read. The first failure stays and moves the tokens to
// the end, so that every loop over them ends.
class ReadState
{
public:
    using Kind = JsonTokens::Kind;

    ReadState(JsonTokens fileTokens, const PropertyNames &propertyNames)
        : tokens(std::move(fileTokens))
        , names(propertyNames)
    {
    }

    bool failed() const { return m_error.has_value(); }
    const Error &error() const { return *m_error; }
    void fail(const QString &message, ErrorCode code = ErrorCode::InvalidInput);
    void failAt(size_t place, const QString &message, ErrorCode code = ErrorCode::InvalidInput);
    void warn(size_t place, const QString &message);

    bool at(Kind kind) const { return tokens.kind() == kind; }
    // Passes the token if it is of this kind, else fails: "'name' must be a text".
    bool pass(Kind kind, const char *member);

    // Read one value; `member` is what messages call it.
    void read(const char *member, QString &text);
    void read(const char *member, bool &flag);
    void read(const char *member, int &number);
    void read(const char *member, QByteArray &digest);
    void read(const char *member, QDate &date);
    void read(const char *member, IdText &id);
    void read(const char *member, Value &value);
    void read(const char *member, QStringList &texts);
    void read(const char *member, QList<Placement> &placements);
    void read(const char *member, QList<Route> &routes);
    template <typename Tag>
    void read(const char *member, Id<Tag> &id)
    {
        IdText text;
        read(member, text);
        id = Id<Tag>(text);
    }
    // Lists of ids are sets: sorted, each once.
    template <typename Tag>
    void read(const char *member, QList<Id<Tag>> &ids)
    {
        if (!pass(Kind::BeginArray, member))
            return;
        while (!failed() && !at(Kind::EndArray)) {
            Id<Tag> id;
            read(member, id);
            ids.append(id);
        }
        tokens.advance();
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    }
    template <typename T>
    void read(const char *member, QMap<QString, T> &map)
    {
        if (!pass(Kind::BeginObject, member))
            return;
        while (!failed() && at(Kind::Key)) {
            const QString key = passKey();
            if (map.contains(key))
                return failAt(tokens.position(), twice(key));
            T value {};
            read(member, value);
            map.insert(key, value);
        }
        pass(Kind::EndObject, member);
    }

    // The current key, unless it holds what no key may.
    QString passKey();
    static QString twice(const QString &key);

    JsonTokens tokens;
    const PropertyNames &names;
    Diagnostics diagnostics;
    qsizetype records = 0;

private:
    void failWanted(const char *member, const char *wanted);
    bool readNumbers(const char *member, QList<int> &numbers);

    std::optional<Error> m_error;
};

} // namespace drawbridge
