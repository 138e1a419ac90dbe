#include "model/text/jsoncomplaint.h"
#include "model/text/scalarresolution.h"
#include "model/text/sourcetext.h"
#include "model/text/treebuilder.h"

#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

namespace drawbridge {

namespace {

// rapidjson hands out a copy of each string; ours stay in the source. Offsets are the stream's.
class JsonHandler
{
public:
    using Ch = char;

    JsonHandler(const TreeContent &content, TreeBuilder &builder,
                const rapidjson::MemoryStream &stream, qsizetype start)
        : m_builder(builder)
        , m_stream(stream)
        , m_bytes(content.bytes)
        , m_start(start)
        , m_cursor(start)
    {
    }

    bool Null() { return scalar(TreeNode::Kind::Null, 4); }
    bool Bool(bool value) { return scalar(TreeNode::Kind::Bool, value ? 4 : 5); }
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(int64_t) { return false; }
    bool Uint64(uint64_t) { return false; }
    bool Double(double) { return false; }
    bool RawNumber(const char *text, rapidjson::SizeType length, bool)
    {
        return scalar(resolveJsonNumber({text, length}), length);
    }
    bool String(const char *text, rapidjson::SizeType length, bool)
    {
        const qsizetype begin = next();
        m_cursor = m_start + static_cast<qsizetype>(m_stream.Tell());
        const bool escaped = m_cursor - begin != static_cast<qsizetype>(length) + 2;
        // rapidjson lets the second half of a surrogate pair through where it stands alone.
        if (escaped && holdsEncodedSurrogate({text, length}))
            m_builder.fail(begin, halfSurrogateComplaint());
        m_builder.scalar(TreeNode::Kind::String, {begin, m_cursor},
                         TreeRecord::Quoted | (escaped ? quint32(TreeRecord::Rewritten) : 0));
        return !m_builder.failed();
    }
    bool Key(const char *text, rapidjson::SizeType length, bool copy)
    {
        return String(text, length, copy);
    }
    bool StartObject() { return open(TreeNode::Kind::Mapping); }
    bool StartArray() { return open(TreeNode::Kind::Sequence); }
    bool EndObject(rapidjson::SizeType) { return close(); }
    bool EndArray(rapidjson::SizeType) { return close(); }

private:
    static bool isBetweenValues(char c)
    {
        return c == ' ' || c == '\n' || c == ',' || c == ':' || c == '\r' || c == '\t';
    }
    qsizetype next() const
    {
        qsizetype offset = m_cursor;
        while (offset < m_bytes.size() && isBetweenValues(m_bytes[offset]))
            ++offset;
        return offset;
    }
    bool scalar(TreeNode::Kind kind, qsizetype length)
    {
        const qsizetype begin = next();
        m_cursor = begin + length;
        m_builder.scalar(kind, {begin, m_cursor}, 0);
        return !m_builder.failed();
    }
    bool open(TreeNode::Kind kind)
    {
        const qsizetype begin = next();
        m_cursor = begin + 1;
        m_builder.open(kind, begin);
        return !m_builder.failed();
    }
    bool close()
    {
        m_cursor = next() + 1;
        m_builder.close(m_cursor);
        return !m_builder.failed();
    }

    TreeBuilder &m_builder;
    const rapidjson::MemoryStream &m_stream;
    QByteArray m_bytes;
    qsizetype m_start;
    qsizetype m_cursor;
};

} // namespace

// rapidjson copies each string before it hands it out; one string of the whole limit would need
// the memory twice and more.
static std::optional<qsizetype> overlongString(const QByteArray &bytes)
{
    constexpr qsizetype MaximumString = 64 * 1024 * 1024;
    if (bytes.size() <= MaximumString)
        return std::nullopt;
    qsizetype open = -1;
    for (qsizetype quote = bytes.indexOf('"'); quote >= 0; quote = bytes.indexOf('"', quote + 1)) {
        qsizetype slashes = 0;
        while (open >= 0 && quote - slashes - 1 > open && bytes[quote - slashes - 1] == '\\')
            ++slashes;
        if (slashes % 2 != 0)
            continue;
        if (open >= 0 && quote - open > MaximumString)
            return open;
        open = open >= 0 ? -1 : quote;
    }
    return open >= 0 && bytes.size() - open > MaximumString ? std::optional(open) : std::nullopt;
}

Result<TreeDocument> TreeDocument::parseJson(QByteArray bytes, const QString &fileName,
                                             const TreeLimits &limits)
{
    auto opened = openSource(std::move(bytes), fileName, limits);
    if (!opened)
        return opened.error();
    const std::shared_ptr<TreeContent> content = *opened;
    content->isJson = true;
    TreeBuilder builder(*content, limits);
    if (const auto offset = overlongString(content->bytes)) {
        builder.fail(*offset,
                     QStringLiteral("this text is longer than 64 MB, the most that is read"),
                     ErrorCode::LimitExceeded);
        return builder.error();
    }
    const qsizetype start = byteOrderMarkLength(content->bytes);
    rapidjson::MemoryStream stream(content->bytes.constData() + start,
                                   static_cast<size_t>(content->bytes.size() - start));
    JsonHandler handler(*content, builder, stream, start);
    rapidjson::Reader reader;
    builder.startDocument();
    constexpr unsigned Flags =
        rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
    const rapidjson::ParseResult result = reader.Parse<Flags>(stream, handler);
    if (result.IsError()) {
        const qsizetype offset = start + static_cast<qsizetype>(result.Offset());
        const char there = offset < content->bytes.size() ? content->bytes[offset] : ' ';
        builder.fail(offset, jsonComplaint(result.Code(), static_cast<unsigned char>(there)));
    }
    if (builder.failed())
        return builder.error();
    return sharing(content, builder.root());
}

} // namespace drawbridge
