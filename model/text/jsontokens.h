#pragma once

#include "model/text/treedocument.h"

#include <string_view>

namespace drawbridge {

// A JSON text as the flat list of its tokens, with a place in it: for the formats of our own, which
// are read straight into records. About as fast as a bare parse; nothing is hashed or sorted, so
// that duplicate keys are the reader's to find.
class JsonTokens
{
public:
    enum class Kind : quint8 {
        Null,
        False,
        True,
        Number,
        String,
        Key,
        BeginObject,
        EndObject,
        BeginArray,
        EndArray,
        End
    };

    // `limits.nodes` counts tokens here.
    static Result<JsonTokens> parse(QByteArray bytes, const QString &fileName,
                                    const TreeLimits &limits = TreeLimits::json());

    Kind kind() const { return m_tokens[m_position].kind; }
    // Unescaped UTF-8 of a string or key, a number as it was written.
    std::string_view text() const
    {
        return {m_buffer.constData() + m_tokens[m_position].begin, m_tokens[m_position].length};
    }
    void advance() { ++m_position; }
    // Passes a whole value (or a key's value) and returns it as it was written.
    QByteArrayView skipValue();
    // To the end, where kind() stays End.
    void finish() { m_position = m_tokens.size() - 1; }

    size_t position() const { return m_position; }
    void rewind(size_t position) { m_position = position; }

    // Where a token stands in the file.
    qsizetype offsetOf(size_t position) const;
    SourceLocation locationOf(size_t position) const;

private:
    friend class JsonTokenHandler;
    struct Token
    {
        quint32 begin;
        quint32 length;
        // In the source, where escapes are still in place.
        quint32 end;
        Kind kind;
    };

    // Strings are unescaped in place.
    QByteArray m_buffer;
    std::shared_ptr<const TreeContent> m_source;
    std::vector<Token> m_tokens;
    size_t m_position = 0;
};

} // namespace drawbridge
