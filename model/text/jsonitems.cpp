#include "model/text/jsonitems.h"

#include "model/text/jsoncomplaint.h"
#include "model/text/jsondevicestream.h"
#include "model/text/sourcetext.h"

#include <rapidjson/reader.h>

#include <QBuffer>

#include <map>
#include <vector>

namespace drawbridge {

namespace {

// The patterns as a tree of their steps.
struct PatternNode
{
    std::map<std::string, PatternNode, std::less<>> children;
    qsizetype pattern = -1;
    qsizetype endPattern = -1;

    const PatternNode *child(std::string_view step) const
    {
        auto found = children.find(step);
        if (found == children.end())
            found = children.find(std::string_view("*"));
        return found == children.end() ? nullptr : &found->second;
    }
};

PatternNode treeOf(const QStringList &patterns)
{
    PatternNode root;
    for (qsizetype i = 0; i < patterns.size(); ++i) {
        QString pattern = patterns[i];
        const bool isEnd = pattern.endsWith(u'$');
        if (isEnd)
            pattern.chop(1);
        PatternNode *node = &root;
        for (const QString &step : pattern.split(u'/', Qt::SkipEmptyParts))
            node = &node->children[step.toStdString()];
        (isEnd ? node->endPattern : node->pattern) = i;
    }
    return root;
}

// Follows rapidjson's events down the patterns, and builds values inside the parts asked for.
class JsonItemHandler
{
public:
    using Ch = char;
    using Consumer = std::function<Result<void>(const JsonItem &)>;

    JsonItemHandler(const PatternNode &root, const Consumer &consumer,
                    const JsonDeviceStream &stream, const JsonItemLimits &limits)
        : m_consumer(consumer)
        , m_stream(stream)
        , m_limits(limits)
        , m_next(&root)
    {
    }

    bool Null() { return scalar({}); }
    bool Bool(bool value) { return scalar(value); }
    bool Int(int value) { return scalar(value); }
    bool Uint(unsigned value) { return scalar(static_cast<qint64>(value)); }
    bool Int64(int64_t value) { return scalar(static_cast<qint64>(value)); }
    bool Uint64(uint64_t value)
    {
        return value > static_cast<uint64_t>(std::numeric_limits<qint64>::max())
            ? scalar(static_cast<double>(value))
            : scalar(static_cast<qint64>(value));
    }
    bool Double(double value) { return scalar(value); }
    bool RawNumber(const char *, rapidjson::SizeType, bool) { return false; }
    bool String(const char *text, rapidjson::SizeType length, bool)
    {
        // Texts that nobody asked for are not even decoded.
        return m_builders.empty() && !isWanted() ? true : scalar(cut(text, length));
    }
    bool Key(const char *text, rapidjson::SizeType length, bool)
    {
        if (!m_builders.empty())
            m_builders.back().key = cut(text, length);
        else
            m_next = m_nodes.back() ? m_nodes.back()->child({text, length}) : nullptr;
        return true;
    }
    bool StartObject() { return open(true); }
    bool StartArray() { return open(false); }
    bool EndObject(rapidjson::SizeType) { return close(); }
    bool EndArray(rapidjson::SizeType) { return close(); }

    const std::optional<Error> &error() const { return m_error; }

private:
    struct Builder
    {
        bool isObject = false;
        QString key;
        ValueMap map;
        ValueList list;
    };

    QString cut(const char *text, size_t length) const
    {
        const auto most = static_cast<size_t>(m_limits.textBytes);
        if (length <= most)
            return QString::fromUtf8(text, static_cast<qsizetype>(length));
        while (length > most || (length > 0 && (text[length] & 0xC0) == 0x80))
            --length;
        return QString::fromUtf8(text, static_cast<qsizetype>(length)) + QChar(0x2026);
    }

    bool fail(ErrorCode code, const QString &message)
    {
        m_error = Error {code, message, {}};
        return false;
    }

    bool hand(qsizetype pattern, Value value)
    {
        const Result<void> taken = m_consumer({pattern, std::move(value), m_stream.line()});
        if (!taken)
            m_error = taken.error();
        return taken.hasValue();
    }

    // Members of lists all go by the same step.
    void step()
    {
        if (!m_isObject.empty() && !m_isObject.back())
            m_next = m_nodes.back() ? m_nodes.back()->child("*") : nullptr;
    }

    bool scalar(Value value)
    {
        if (!m_builders.empty())
            return put(std::move(value));
        return !isWanted() || hand(m_next->pattern, std::move(value));
    }

    bool isWanted()
    {
        step();
        return m_next && m_next->pattern >= 0;
    }

    bool put(Value value)
    {
        if (++m_count > m_limits.itemNodes)
            return fail(ErrorCode::LimitExceeded,
                        QStringLiteral("one entry holds more than %1 values, the most that is read")
                            .arg(m_limits.itemNodes));
        Builder &into = m_builders.back();
        if (into.isObject)
            into.map.insert(into.key, std::move(value));
        else
            into.list.append(std::move(value));
        return true;
    }

    bool open(bool isObject)
    {
        if (static_cast<int>(m_isObject.size() + m_builders.size()) >= m_limits.depth)
            return fail(ErrorCode::LimitExceeded,
                        QStringLiteral("nested deeper than %1 levels, the most that is read")
                            .arg(m_limits.depth));
        if (m_builders.empty()) {
            if (!isWanted()) {
                m_nodes.push_back(m_next);
                m_isObject.push_back(isObject);
                return true;
            }
            m_item = m_next;
            m_count = 0;
        }
        m_builders.emplace_back();
        m_builders.back().isObject = isObject;
        return true;
    }

    bool close()
    {
        if (m_builders.empty()) {
            const PatternNode *ended = m_nodes.back();
            m_nodes.pop_back();
            m_isObject.pop_back();
            return !ended || ended->endPattern < 0 || hand(ended->endPattern, {});
        }
        Builder done = std::move(m_builders.back());
        m_builders.pop_back();
        Value value = done.isObject ? Value(std::move(done.map)) : Value(std::move(done.list));
        return m_builders.empty() ? hand(m_item->pattern, std::move(value)) : put(std::move(value));
    }

    const Consumer &m_consumer;
    const JsonDeviceStream &m_stream;
    JsonItemLimits m_limits;
    // Of the open objects and lists outside of items: where they stand in the patterns, if there.
    std::vector<const PatternNode *> m_nodes;
    std::vector<bool> m_isObject;
    // Of the value that comes next.
    const PatternNode *m_next;
    const PatternNode *m_item = nullptr;
    std::vector<Builder> m_builders;
    qsizetype m_count = 0;
    std::optional<Error> m_error;
};

} // namespace

constexpr unsigned ItemFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseStopWhenDoneFlag
    | rapidjson::kParseValidateEncodingFlag;

static Error complaintOf(const JsonDeviceStream &stream, const rapidjson::Reader &reader,
                         const QString &fileName)
{
    const bool atEnd = stream.Peek() == '\0' && stream.atEnd();
    const QString what = atEnd
        ? QStringLiteral("the JSON ends in the middle; the file is cut off")
        : jsonComplaint(reader.GetParseErrorCode(), static_cast<unsigned char>(stream.Peek()));
    return {ErrorCode::InvalidInput, what, {fileName, stream.line()}};
}

Result<void> readJsonItems(QIODevice &device, const QString &fileName, const QStringList &patterns,
                           const std::function<Result<void>(const JsonItem &)> &consumer,
                           const JsonItemLimits &limits)
{
    const PatternNode root = treeOf(patterns);
    JsonDeviceStream stream(device, limits.bytes);
    int documents = 0;
    for (stream.skipSpace(); !stream.atEnd(); stream.skipSpace()) {
        JsonItemHandler handler(root, consumer, stream, limits);
        rapidjson::Reader reader;
        reader.Parse<ItemFlags>(stream, handler);
        if (stream.isTooLong())
            break;
        if (handler.error()) {
            Error error = *handler.error();
            if (error.where.file.isEmpty())
                error.where = {fileName, stream.line()};
            return error;
        }
        if (reader.HasParseError())
            return complaintOf(stream, reader, fileName);
        ++documents;
    }
    if (stream.isTooLong())
        return Error {ErrorCode::LimitExceeded,
                      QStringLiteral("the file is larger than %1, the most that is read")
                          .arg(sizeInWords(limits.bytes)),
                      {fileName}};
    if (!stream.error().isEmpty())
        return Error {
            ErrorCode::Io, QStringLiteral("cannot be read: %1").arg(stream.error()), {fileName}};
    if (documents == 0)
        return Error {ErrorCode::InvalidInput, QStringLiteral("the file is empty"), {fileName}};
    return {};
}

namespace {

// Collects the paths of keys.
class PathHandler : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, PathHandler>
{
public:
    static constexpr size_t Deepest = 4;
    static constexpr qsizetype MostPaths = 4000;

    bool Default() { return true; }
    bool Key(const char *text, rapidjson::SizeType length, bool)
    {
        m_key = u'/' + QString::fromUtf8(text, static_cast<qsizetype>(std::min(length, 200U)));
        if (m_open.size() <= Deepest)
            paths.insert(m_open.back() + m_key);
        return paths.size() < MostPaths;
    }
    bool StartObject() { return open(false); }
    bool StartArray() { return open(true); }
    bool EndObject(rapidjson::SizeType) { return close(); }
    bool EndArray(rapidjson::SizeType) { return close(); }

    QSet<QString> paths;

private:
    bool open(bool isArray)
    {
        QString path;
        if (!m_open.empty())
            path = m_open.back()
                + (m_open.back().endsWith(u'*') && m_key.isEmpty() ? QString() : m_key);
        if (isArray)
            path += QStringLiteral("/*");
        m_key.clear();
        m_open.push_back(m_open.size() < Deepest + 1 ? path : QString());
        return m_open.size() < 500;
    }
    bool close()
    {
        m_open.pop_back();
        m_key.clear();
        return true;
    }

    std::vector<QString> m_open;
    QString m_key;
};

} // namespace

QSet<QString> jsonPaths(const QByteArray &beginning)
{
    QBuffer buffer;
    buffer.setData(beginning);
    buffer.open(QIODevice::ReadOnly);
    JsonDeviceStream stream(buffer, beginning.size());
    stream.skipSpace();
    PathHandler handler;
    rapidjson::Reader reader;
    reader.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseStopWhenDoneFlag>(stream,
                                                                                     handler);
    return handler.paths;
}

} // namespace drawbridge
