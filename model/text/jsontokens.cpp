#include "model/text/jsontokens.h"

#include "model/text/jsoncomplaint.h"
#include "model/text/sourcetext.h"
#include "model/text/treecontent.h"

#include <rapidjson/reader.h>

#include <cstring>

namespace drawbridge {

// A type of its own: rapidjson reads strings through a copy of its own stream types, so that Tell()
// would be late in the middle of an event.
struct JsonTokenStream : rapidjson::InsituStringStream
{
    explicit JsonTokenStream(char *text)
        : rapidjson::InsituStringStream(text)
    {
    }
};

// Looked for once, so that not every string has to be.
static bool hasSurrogateEscape(const QByteArray &json)
{
    for (qsizetype at = json.indexOf('\\'); at >= 0; at = json.indexOf('\\', at + 1)) {
        if (at + 2 < json.size() && json[at + 1] == 'u' && (json[at + 2] | 0x20) == 'd')
            return true;
    }
    return false;
}

// Keeps each event of rapidjson as a token. Its refusal of depth is what bounds the recursion of
// rapidjson's parser.
class JsonTokenHandler
{
public:
    using Ch = char;
    using Kind = JsonTokens::Kind;

    JsonTokenHandler(JsonTokens &tokens, JsonTokenStream &stream, qsizetype start,
                     const TreeLimits &limits)
        : m_tokens(tokens)
        , m_stream(stream)
        , m_buffer(tokens.m_buffer.constData())
        , m_start(start)
        , m_limits(limits)
        , m_mayHoldSurrogates(hasSurrogateEscape(tokens.m_buffer))
    {
    }

    QString complaint() const { return m_complaint; }

    bool Null() { return add(Kind::Null); }
    bool Bool(bool value) { return add(value ? Kind::True : Kind::False); }
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(int64_t) { return false; }
    bool Uint64(uint64_t) { return false; }
    bool Double(double) { return false; }
    // In situ, some versions of rapidjson hand out a pointer behind the number.
    bool RawNumber(const char *, rapidjson::SizeType length, bool)
    {
        return add(Kind::Number, m_buffer + m_start + m_stream.Tell() - length, length);
    }
    bool String(const char *text, rapidjson::SizeType length, bool)
    {
        return checkText(text, length) && add(Kind::String, text, length);
    }
    bool Key(const char *text, rapidjson::SizeType length, bool)
    {
        return checkText(text, length) && add(Kind::Key, text, length);
    }
    bool StartObject() { return open(Kind::BeginObject); }
    bool EndObject(rapidjson::SizeType) { return close(Kind::EndObject); }
    bool StartArray() { return open(Kind::BeginArray); }
    bool EndArray(rapidjson::SizeType) { return close(Kind::EndArray); }

private:
    bool checkText(const char *text, rapidjson::SizeType length)
    {
        if (m_mayHoldSurrogates && holdsEncodedSurrogate({text, length}))
            m_complaint = halfSurrogateComplaint();
        return m_complaint.isEmpty();
    }
    bool open(Kind kind)
    {
        if (++m_depth > m_limits.depth)
            m_complaint = QStringLiteral("nested deeper than %1 levels, the most that is read")
                              .arg(m_limits.depth);
        return m_complaint.isEmpty() && add(kind);
    }
    bool close(Kind kind)
    {
        --m_depth;
        return add(kind);
    }
    bool add(Kind kind, const char *text = nullptr, rapidjson::SizeType length = 0)
    {
        if (m_tokens.m_tokens.size() >= static_cast<size_t>(m_limits.nodes)) {
            m_complaint =
                QStringLiteral("the file holds more than %1 values, the most that is read")
                    .arg(m_limits.nodes);
            return false;
        }
        const auto end = static_cast<quint32>(m_start + static_cast<qsizetype>(m_stream.Tell()));
        const quint32 begin = text ? static_cast<quint32>(text - m_buffer) : end;
        m_tokens.m_tokens.push_back({begin, length, end, kind});
        return true;
    }

    JsonTokens &m_tokens;
    JsonTokenStream &m_stream;
    const char *m_buffer;
    qsizetype m_start;
    TreeLimits m_limits;
    bool m_mayHoldSurrogates;
    int m_depth = 0;
    QString m_complaint;
};

Result<JsonTokens> JsonTokens::parse(QByteArray bytes, const QString &fileName,
                                     const TreeLimits &limits)
{
    auto opened = openSource(std::move(bytes), fileName, limits);
    if (!opened)
        return opened.error();
    JsonTokens tokens;
    tokens.m_source = *opened;
    const QByteArray &source = tokens.m_source->bytes;
    tokens.m_buffer = source;
    tokens.m_tokens.reserve(static_cast<size_t>(source.size() / 12 + 16));
    const qsizetype start = byteOrderMarkLength(source);
    JsonTokenStream stream(tokens.m_buffer.data() + start);
    JsonTokenHandler handler(tokens, stream, start, limits);
    rapidjson::Reader reader;
    constexpr unsigned Flags = rapidjson::kParseInsituFlag | rapidjson::kParseNumbersAsStringsFlag;
    const rapidjson::ParseResult result = reader.Parse<Flags>(stream, handler);
    if (result.IsError()) {
        const qsizetype offset = start + static_cast<qsizetype>(result.Offset());
        const bool ours = !handler.complaint().isEmpty();
        const char there = offset < source.size() ? source[offset] : ' ';
        return Error {ErrorCode::InvalidInput,
                      ours ? handler.complaint()
                           : jsonComplaint(result.Code(), static_cast<unsigned char>(there)),
                      tokens.m_source->locationOf(offset)};
    }
    const auto end = static_cast<quint32>(source.size());
    tokens.m_tokens.push_back({end, 0, end, Kind::End});
    return tokens;
}

qsizetype JsonTokens::offsetOf(size_t position) const
{
    const QByteArray &source = m_source->bytes;
    qsizetype at = position == 0 ? byteOrderMarkLength(source) : m_tokens[position - 1].end;
    while (at < source.size() && std::strchr(" \t\r\n,:", source[at]) != nullptr)
        ++at;
    return at;
}

SourceLocation JsonTokens::locationOf(size_t position) const
{
    return m_source->locationOf(offsetOf(position));
}

QByteArrayView JsonTokens::skipValue()
{
    const qsizetype begin = offsetOf(m_position);
    qsizetype depth = 0;
    do {
        const Kind passed = kind();
        if (passed == Kind::End)
            return {};
        depth += passed == Kind::BeginObject || passed == Kind::BeginArray ? 1 : 0;
        depth -= passed == Kind::EndObject || passed == Kind::EndArray ? 1 : 0;
        advance();
    } while (depth > 0);
    const qsizetype end = m_tokens[m_position - 1].end;
    return QByteArrayView(m_source->bytes).sliced(begin, end - begin);
}

} // namespace drawbridge
