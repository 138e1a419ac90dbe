#include "model/text/scalarresolution.h"
#include "model/text/sourcetext.h"
#include "model/text/treebuilder.h"
#include "model/text/yamlsource.h"
#include "model/text/yamlspans.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <istream>

namespace drawbridge {

namespace {

class YamlHandler final : public YAML::EventHandler
{
public:
    YamlHandler(const TreeContent &content, TreeBuilder &builder, YamlSource &source)
        : m_builder(builder)
        , m_source(source)
        , m_spans(std::string_view(content.bytes.constData(),
                                   static_cast<size_t>(content.bytes.size())))
        , m_bytes(content.bytes)
        , m_offset(byteOrderMarkLength(content.bytes))
    {
    }

    void OnDocumentStart(const YAML::Mark &mark) override
    {
        m_builder.startDocument();
        m_anchorNodes.clear();
        m_open.clear();
        m_cursor = offsetOf(mark);
        // yaml-cpp finds empty documents without end before a stray ',' or bracket.
        if (m_cursor == m_documentStart)
            m_builder.fail(m_cursor,
                           QStringLiteral("this character cannot begin a value; put the "
                                          "text in quotes"));
        m_documentStart = m_cursor;
        check();
    }
    void OnDocumentEnd() override { }

    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        const qsizetype marked = offsetOf(mark);
        qsizetype begin = anchor != 0 ? m_spans.pastProperties(marked) : marked;
        std::string_view word = m_spans.nullWordAt(begin);
        const qsizetype wordEnd = begin + static_cast<qsizetype>(word.size());
        // "a:\nnull: 1": the mark of the missing value is the word that is the next key.
        if (!m_builder.expectsKey() && m_spans.isFollowedByColon(wordEnd))
            word = {};
        if (word.empty())
            begin = anchor != 0 ? m_spans.pastName(marked) : m_spans.placeOfEmpty(m_cursor);
        const TextSpan span {begin, begin + static_cast<qsizetype>(word.size())};
        finish(m_builder.scalar(TreeNode::Kind::Null, span, 0), marked, {}, anchor);
        m_cursor = span.end;
    }

    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        const qsizetype begin = offsetOf(mark);
        const TextSpan span {begin, m_spans.pastName(begin)};
        const auto found = anchor < m_anchorNodes.size() ? m_anchorNodes[anchor] : Unknown;
        if (found == Unknown)
            m_builder.fail(begin, QStringLiteral("this alias names nothing that stands before it"));
        else
            m_builder.alias(found, span);
        m_cursor = span.end;
        check();
    }

    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override
    {
        const qsizetype marked = offsetOf(mark);
        qsizetype begin = m_spans.pastProperties(marked);
        qsizetype end = m_spans.pastScalar(begin, value);
        if (end == YamlSpans::NotClosed) {
            m_builder.fail(begin, QStringLiteral("the quoted text is not closed"));
            throw YamlAbort();
        }
        const char first = m_spans.at(begin);
        const bool inQuotes = first == '"' || first == '\'';
        const bool block = first == '|' || first == '>';
        if (value.empty() && !inQuotes && !block)
            begin = end = m_spans.pastName(marked);
        const bool quoted = tag == "!" || ((inQuotes || block) && end > begin);
        const TextSpan span {begin, end};
        const quint32 inset = quoted ? 1 : 0;
        const std::string_view written(m_bytes.constData() + begin + inset,
                                       static_cast<size_t>(std::max<qsizetype>(
                                           0, end - begin - 2 * static_cast<qsizetype>(inset))));
        const quint32 flags = quoted ? quint32(TreeRecord::Quoted) : 0;
        const TreeNode::Kind kind = kindOf(tag, quoted, value);
        const quint32 node = written == value && (!quoted || inQuotes)
            ? m_builder.scalar(kind, span, flags)
            : m_builder.rewrittenScalar(kind, span, flags, value);
        finish(node, marked, tag, anchor);
        m_cursor = end;
    }

    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override
    {
        open(TreeNode::Kind::Sequence, mark, tag, anchor, style);
    }
    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override
    {
        open(TreeNode::Kind::Mapping, mark, tag, anchor, style);
    }
    void OnSequenceEnd() override { close(']'); }
    void OnMapEnd() override { close('}'); }

    qsizetype offsetOf(const YAML::Mark &mark) const
    {
        return mark.is_null() ? m_bytes.size()
                              : std::min<qsizetype>(mark.pos + m_offset, m_bytes.size());
    }

private:
    static constexpr quint32 Unknown = ~0u;

    static TreeNode::Kind kindOf(const std::string &tag, bool quoted, const std::string &value)
    {
        static const std::string Core = "tag:yaml.org,2002:";
        const TreeNode::Kind plain = resolvePlainScalar(value);
        if (tag.compare(0, Core.size(), Core) == 0) {
            const std::string type = tag.substr(Core.size());
            const bool number = plain == TreeNode::Kind::Int || plain == TreeNode::Kind::Double;
            const bool fits = (type == "int" && plain == TreeNode::Kind::Int)
                || (type == "float" && number) || (type == "bool" && plain == TreeNode::Kind::Bool)
                || (type == "null" && plain == TreeNode::Kind::Null);
            return fits ? plain : TreeNode::Kind::String;
        }
        return quoted ? TreeNode::Kind::String : plain;
    }

    void open(TreeNode::Kind kind, const YAML::Mark &mark, const std::string &tag,
              YAML::anchor_t anchor, YAML::EmitterStyle::value style)
    {
        const qsizetype marked = offsetOf(mark);
        qsizetype begin = marked;
        // Only its own tag and anchor: the mark of a block mapping may be its first key's anchor.
        if (anchor != 0 || (!tag.empty() && tag != "?"))
            begin = m_spans.pastProperties(begin);
        const char bracket = m_spans.at(begin);
        const bool flow = style == YAML::EmitterStyle::Flow
            && bracket == (kind == TreeNode::Kind::Sequence ? '[' : '{');
        m_open.push_back(flow);
        m_cursor = flow ? begin + 1 : begin;
        finish(m_builder.open(kind, begin), marked, tag, anchor);
    }

    void close(char bracket)
    {
        if (m_open.back())
            m_cursor = m_spans.pastClosing(m_cursor, bracket);
        m_open.pop_back();
        m_builder.close(m_cursor);
        check();
    }

    void finish(quint32 node, qsizetype marked, const std::string &tag, YAML::anchor_t anchor)
    {
        if (anchor != 0) {
            if (m_anchorNodes.size() <= anchor)
                m_anchorNodes.resize(anchor + 1, Unknown);
            m_anchorNodes[anchor] = node;
        }
        const bool explicitTag = !tag.empty() && tag != "?" && tag != "!";
        m_builder.decorate(node, explicitTag ? std::string_view(tag) : std::string_view(),
                           anchor != 0 ? m_spans.anchorName(marked) : std::string_view());
        check();
    }

    void check()
    {
        m_source.eventSeen();
        if (m_builder.failed())
            throw YamlAbort();
    }

    TreeBuilder &m_builder;
    YamlSource &m_source;
    YamlSpans m_spans;
    QByteArray m_bytes;
    qsizetype m_offset;
    qsizetype m_cursor = 0;
    qsizetype m_documentStart = -1;
    std::vector<bool> m_open;
    std::vector<quint32> m_anchorNodes;
};

} // namespace

static QString yamlComplaint(const std::string &message)
{
    using namespace YAML::ErrorMsg;
    static const std::pair<const char *, const char *> Words[] = {
        {TAB_IN_INDENTATION, "a tab stands where YAML wants spaces for indentation"},
        {MAP_VALUE, "a ':' stands where no value may begin; check the indentation and the quotes"},
        {MAP_KEY, "a key stands where none may begin; check the indentation"},
        {BLOCK_ENTRY, "a '-' stands where no list item may begin; check the indentation"},
        {END_OF_MAP, "the mapping is not continued properly here; check the indentation"},
        {END_OF_MAP_FLOW, "a '}' is missing"},
        {END_OF_SEQ, "the list is not continued properly here; check the indentation"},
        {END_OF_SEQ_FLOW, "a ']' is missing"},
        {FLOW_END, "a closing bracket stands where none was opened"},
        {EOF_IN_SCALAR, "the quoted text is not closed"},
        {DOC_IN_SCALAR, "the quoted text is not closed before the next document"},
        {UNKNOWN_TOKEN, "this character cannot begin a value; put the text in quotes"},
        {UNKNOWN_ANCHOR, "this alias names an anchor that is not defined before it"},
        {BAD_FILE, "nested too deeply, or not a YAML file"},
    };
    for (const auto &[original, words] : Words) {
        if (message == original)
            return QString::fromLatin1(words);
    }
    return QStringLiteral("this is not valid YAML: %1").arg(QString::fromUtf8(message.c_str()));
}

// YAML 1.2 section 5.1: of the C0 controls only tab and line ends may stand in a file.
static std::optional<Error> controlCharacter(const TreeContent &content)
{
    const char *begin = content.bytes.constData();
    for (qsizetype i = 0; i < content.bytes.size(); ++i) {
        const auto c = static_cast<unsigned char>(begin[i]);
        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f)
            return Error {ErrorCode::InvalidInput,
                          QStringLiteral("the control character U+00%1 may not stand in YAML")
                              .arg(uint(c), 2, 16, QLatin1Char('0')),
                          content.locationOf(i)};
    }
    return std::nullopt;
}

static Result<std::vector<quint32>> yamlDocuments(TreeContent &content, const TreeLimits &limits)
{
    TreeBuilder builder(content, limits);
    YamlSource source(content.bytes, byteOrderMarkLength(content.bytes), limits.nodes + 4096);
    std::istream stream(&source);
    std::vector<quint32> roots;
    YamlHandler handler(content, builder, source);
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(handler))
            roots.push_back(builder.root());
        return roots;
    } catch (const YamlAbort &) {
        if (source.overflowed())
            builder.fail(source.position(),
                         QStringLiteral("the file holds more than %1 values, the most that is read")
                             .arg(limits.nodes),
                         ErrorCode::LimitExceeded);
    } catch (const YAML::Exception &exception) {
        builder.fail(handler.offsetOf(exception.mark), yamlComplaint(exception.msg));
    } catch (const std::exception &exception) {
        builder.fail(source.position(), yamlComplaint(exception.what()));
    }
    return builder.error();
}

static Result<std::pair<std::shared_ptr<TreeContent>, std::vector<quint32>>>
readYaml(QByteArray bytes, const QString &fileName, const TreeLimits &limits)
{
    auto content = openSource(std::move(bytes), fileName, limits);
    if (!content)
        return content.error();
    if (auto error = controlCharacter(**content))
        return *error;
    auto roots = yamlDocuments(**content, limits);
    if (!roots)
        return roots.error();
    return std::pair(*content, *roots);
}

Result<std::vector<TreeDocument>>
TreeDocument::parseYamlStream(QByteArray bytes, const QString &fileName, const TreeLimits &limits)
{
    auto parsed = readYaml(std::move(bytes), fileName, limits);
    if (!parsed)
        return parsed.error();
    std::vector<TreeDocument> documents;
    documents.reserve(parsed->second.size());
    for (const quint32 root : parsed->second)
        documents.push_back(sharing(parsed->first, root));
    return documents;
}

Result<TreeDocument> TreeDocument::parseYaml(QByteArray bytes, const QString &fileName,
                                             const TreeLimits &limits)
{
    auto parsed = readYaml(std::move(bytes), fileName, limits);
    if (!parsed)
        return parsed.error();
    auto &[content, roots] = *parsed;
    if (roots.empty())
        roots.push_back(content->nodes.append({quint32(TreeNode::Kind::Null), 0, 0, 0}));
    // An empty document after a last "---" is harmless.
    for (size_t i = 1; i < roots.size(); ++i) {
        const TreeNode extra = sharing(content, roots[i]).root();
        if (!extra.isNull())
            return extra.error(QStringLiteral("a second YAML document begins here; this file may "
                                              "hold only one"));
    }
    return sharing(content, roots.front());
}

} // namespace drawbridge
