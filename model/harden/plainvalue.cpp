#include "model/harden/plainvalue.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <optional>

namespace drawbridge {

static const PlainValue &missingValue()
{
    static const PlainValue missing;
    return missing;
}

// Which item of a list a key of a path means.
static std::optional<size_t> indexIn(const std::vector<PlainValue> &items, const QString &key)
{
    bool isNumber = false;
    const qlonglong index = key.toLongLong(&isNumber);
    if (!isNumber || index < 0 || static_cast<size_t>(index) >= items.size())
        return {};
    return static_cast<size_t>(index);
}

std::vector<TreeNode> mergedMappings(const TreeNode &mapping)
{
    std::vector<TreeNode> found;
    const TreeNode merge = mapping[MergeKey];
    if (merge.isMapping())
        found.push_back(merge);
    for (qsizetype i = 0; merge.isSequence() && i < merge.size(); ++i) {
        if (merge.at(i).isMapping())
            found.push_back(merge.at(i));
    }
    return found;
}

PlainValue PlainValue::of(const TreeNode &node)
{
    PlainValue value;
    if (node.isMissing())
        return value;
    value.m_tag = node.tag();
    if (node.isMapping()) {
        value.m_kind = Kind::Map;
        QSet<QString> seen;
        const auto add = [&](const QString &key, PlainValue member) {
            if (seen.contains(key))
                return;
            seen.insert(key);
            value.m_members.emplace_back(key, std::move(member));
        };
        for (qsizetype i = 0; i < node.size(); ++i) {
            const QString key = node.keyAt(i).text();
            if (key != MergeKey)
                add(key, of(node.at(i)));
        }
        for (const TreeNode &merged : mergedMappings(node)) {
            for (Member &member : of(merged).m_members)
                add(member.first, std::move(member.second));
        }
        return value;
    }
    if (node.isSequence()) {
        value.m_kind = Kind::List;
        for (qsizetype i = 0; i < node.size(); ++i)
            value.m_items.push_back(of(node.at(i)));
        return value;
    }
    value.m_kind = Kind::Scalar;
    value.m_scalarKind = node.kind();
    value.m_text = node.isNull() ? QString() : node.text();
    return value;
}

PlainValue PlainValue::text(const QString &text)
{
    PlainValue value;
    value.m_kind = Kind::Scalar;
    value.m_scalarKind = TreeNode::Kind::String;
    value.m_text = text;
    return value;
}

PlainValue PlainValue::flag(bool flag)
{
    PlainValue value = text(flag ? QStringLiteral("true") : QStringLiteral("false"));
    value.m_scalarKind = TreeNode::Kind::Bool;
    return value;
}

PlainValue PlainValue::number(const QString &digits)
{
    PlainValue value = text(digits);
    value.m_scalarKind = digits.contains(u'.') ? TreeNode::Kind::Double : TreeNode::Kind::Int;
    return value;
}

PlainValue PlainValue::null()
{
    PlainValue value;
    value.m_kind = Kind::Scalar;
    value.m_scalarKind = TreeNode::Kind::Null;
    return value;
}

PlainValue PlainValue::list(const QStringList &texts)
{
    PlainValue value;
    value.m_kind = Kind::List;
    for (const QString &item : texts)
        value.m_items.push_back(text(item));
    return value;
}

PlainValue PlainValue::map(std::vector<Member> members)
{
    PlainValue value;
    value.m_kind = Kind::Map;
    value.m_members = std::move(members);
    return value;
}

const PlainValue &PlainValue::operator[](const QString &key) const
{
    for (const Member &member : m_members) {
        if (member.first == key)
            return member.second;
    }
    if (isList()) {
        if (const auto index = indexIn(m_items, key))
            return m_items[*index];
    }
    return missingValue();
}

const PlainValue &PlainValue::at(const QStringList &path) const
{
    const PlainValue *value = this;
    for (const QString &key : path)
        value = &(*value)[key];
    return *value;
}

void PlainValue::set(const QString &key, PlainValue value)
{
    m_kind = Kind::Map;
    const auto found = std::find_if(m_members.begin(), m_members.end(),
                                    [&](const Member &member) { return member.first == key; });
    if (found == m_members.end()) {
        if (!value.isMissing())
            m_members.emplace_back(key, std::move(value));
    } else if (value.isMissing()) {
        m_members.erase(found);
    } else {
        found->second = std::move(value);
    }
}

void PlainValue::set(const QStringList &path, PlainValue value)
{
    if (isList()) {
        const auto index = indexIn(m_items, path.first());
        if (!index)
            return;
        if (path.size() == 1)
            m_items[*index] = std::move(value);
        else
            m_items[*index].set(path.mid(1), std::move(value));
        return;
    }
    if (path.size() == 1) {
        set(path.first(), std::move(value));
        return;
    }
    const auto found = std::find_if(m_members.begin(), m_members.end(), [&](const Member &member) {
        return member.first == path.first();
    });
    if (found != m_members.end()) {
        if (!found->second.isMap() && !found->second.isList())
            found->second = map();
        found->second.set(path.mid(1), std::move(value));
        return;
    }
    PlainValue inner = map();
    inner.set(path.mid(1), std::move(value));
    set(path.first(), std::move(inner));
}

QStringList PlainValue::texts() const
{
    QStringList found;
    for (const PlainValue &item : m_items) {
        if (item.isScalar())
            found += item.m_text;
    }
    return found;
}

bool PlainValue::operator==(const PlainValue &other) const
{
    if (m_kind != other.m_kind || m_scalarKind != other.m_scalarKind || m_text != other.m_text
        || m_tag != other.m_tag || m_items != other.m_items
        || m_members.size() != other.m_members.size())
        return false;
    QHash<QString, const PlainValue *> byKey;
    for (size_t i = 0; i < m_members.size(); ++i) {
        // Mostly the order is the same, and nothing has to be looked up.
        if (m_members[i].first != other.m_members[i].first) {
            for (const Member &member : other.m_members)
                byKey.insert(member.first, &member.second);
            break;
        }
    }
    for (size_t i = 0; i < m_members.size(); ++i) {
        const PlainValue *match =
            byKey.isEmpty() ? &other.m_members[i].second : byKey.value(m_members[i].first, nullptr);
        if (!match || !(m_members[i].second == *match))
            return false;
    }
    return true;
}

} // namespace drawbridge
