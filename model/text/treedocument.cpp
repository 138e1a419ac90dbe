#include "model/text/treedocument.h"

#include "model/text/scalarresolution.h"
#include "model/text/treecontent.h"

namespace drawbridge {

TreeDocument::TreeDocument() = default;
TreeDocument::~TreeDocument() = default;
TreeDocument::TreeDocument(TreeDocument &&) noexcept = default;
TreeDocument &TreeDocument::operator=(TreeDocument &&) noexcept = default;

TreeDocument::TreeDocument(std::shared_ptr<const TreeContent> content, quint32 root)
    : m_content(std::move(content))
    , m_root(root)
{
}

TreeDocument TreeDocument::sharing(std::shared_ptr<const TreeContent> content, quint32 root)
{
    return TreeDocument(std::move(content), root);
}

TreeNode TreeDocument::root() const
{
    return m_content ? TreeNode(m_content.get(), m_root) : TreeNode();
}

const QByteArray &TreeDocument::bytes() const
{
    static const QByteArray nothing;
    return m_content ? m_content->bytes : nothing;
}

QString TreeDocument::fileName() const
{
    return m_content ? m_content->fileName : QString();
}

quint32 TreeNode::target() const
{
    return m_content->target(m_index);
}

TreeNode::Kind TreeNode::kind() const
{
    return m_content ? static_cast<Kind>(m_content->nodes[target()].kind()) : Kind::Missing;
}

bool TreeNode::isScalar() const
{
    const Kind own = kind();
    return own != Kind::Missing && own != Kind::Sequence && own != Kind::Mapping;
}

QByteArray TreeNode::utf8() const
{
    if (!isScalar())
        return {};
    std::string buffer;
    const std::string_view text = m_content->scalarText(m_index, buffer);
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

QString TreeNode::text() const
{
    if (!isScalar())
        return {};
    std::string buffer;
    const std::string_view text = m_content->scalarText(m_index, buffer);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::optional<bool> TreeNode::toBool() const
{
    if (kind() != Kind::Bool)
        return std::nullopt;
    std::string buffer;
    const std::string_view text = m_content->scalarText(m_index, buffer);
    return text.front() == 't' || text.front() == 'T';
}

std::optional<qint64> TreeNode::toInt() const
{
    if (kind() != Kind::Int)
        return std::nullopt;
    std::string buffer;
    return integerFromText(m_content->scalarText(m_index, buffer));
}

std::optional<double> TreeNode::toDouble() const
{
    if (kind() != Kind::Int && kind() != Kind::Double)
        return std::nullopt;
    std::string buffer;
    return doubleFromText(m_content->scalarText(m_index, buffer));
}

bool TreeNode::isQuoted() const
{
    return m_content && m_content->nodes[target()].has(TreeRecord::Quoted);
}

bool TreeNode::isAlias() const
{
    return m_content && m_content->nodes[m_index].kind() == TreeRecord::Alias;
}

QString TreeNode::tag() const
{
    if (!m_content || !m_content->nodes[target()].has(TreeRecord::Decorated))
        return {};
    const TreeContent::Decoration *found = m_content->decoration(target());
    return QString::fromUtf8(m_content->pool.data() + found->tagOffset, found->tagLength);
}

QString TreeNode::anchor() const
{
    if (!m_content || !m_content->nodes[m_index].has(TreeRecord::Decorated))
        return {};
    const TreeContent::Decoration *found = m_content->decoration(m_index);
    return QString::fromUtf8(m_content->pool.data() + found->anchorOffset, found->anchorLength);
}

qsizetype TreeNode::size() const
{
    return isSequence() || isMapping() ? m_content->nodes[target()].count : 0;
}

TreeNode TreeNode::at(qsizetype index) const
{
    if (index < 0 || index >= size())
        return {};
    const quint32 step = isMapping() ? 2 : 1;
    const quint32 place =
        m_content->nodes[target()].first + static_cast<quint32>(index) * step + (step - 1);
    return {m_content, m_content->children[place]};
}

TreeNode TreeNode::keyAt(qsizetype index) const
{
    if (!isMapping() || index < 0 || index >= size())
        return {};
    const quint32 place = m_content->nodes[target()].first + static_cast<quint32>(index) * 2;
    return {m_content, m_content->children[place]};
}

// The text of a key; a key that is itself a list or mapping is found by no text.
static std::optional<std::string_view> keyText(const TreeContent &content, quint32 key,
                                               std::string &buffer)
{
    const quint32 kind = content.nodes[content.target(key)].kind();
    if (kind >= static_cast<quint32>(TreeNode::Kind::Sequence))
        return std::nullopt;
    return content.scalarText(key, buffer);
}

static std::optional<quint32> memberOfLargeMapping(const TreeContent &content,
                                                   const TreeRecord &mapping, std::string_view key)
{
    const quint32 order = mapping.first + 2 * mapping.count;
    const quint32 sorted = content.children[order];
    std::string buffer;
    quint32 low = 0;
    quint32 high = sorted;
    while (low < high) {
        const quint32 middle = low + (high - low) / 2;
        const quint32 member = content.children[order + 1 + middle];
        const int difference =
            content.scalarText(content.children[mapping.first + 2 * member], buffer).compare(key);
        if (difference == 0)
            return member;
        if (difference < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return std::nullopt;
}

TreeNode TreeNode::operator[](QStringView key) const
{
    if (!isMapping())
        return {};
    const QByteArray wanted = key.toUtf8();
    const std::string_view wantedText(wanted.constData(), static_cast<size_t>(wanted.size()));
    const TreeRecord &mapping = m_content->nodes[target()];
    if (mapping.count > TreeContent::LargeMapping) {
        const auto member = memberOfLargeMapping(*m_content, mapping, wantedText);
        return member ? at(*member) : TreeNode();
    }
    std::string buffer;
    for (quint32 i = 0; i < mapping.count; ++i) {
        if (keyText(*m_content, m_content->children[mapping.first + 2 * i], buffer) == wantedText)
            return at(i);
    }
    return {};
}

QStringList TreeNode::keys() const
{
    QStringList result;
    for (qsizetype i = 0; isMapping() && i < size(); ++i)
        result += keyAt(i).text();
    return result;
}

SourceLocation TreeNode::location() const
{
    return m_content ? m_content->locationOf(m_content->nodes[m_index].begin()) : SourceLocation();
}

TextSpan TreeNode::span() const
{
    if (!m_content)
        return {};
    const TreeRecord &record = m_content->nodes[m_index];
    return {record.begin(), record.end()};
}

quint32 TreeNode::identity() const
{
    return m_content ? target() : 0;
}

Error TreeNode::error(const QString &message, ErrorCode code) const
{
    return {code, message, location()};
}

} // namespace drawbridge
