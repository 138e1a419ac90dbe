#pragma once

#include "model/text/treedocument.h"

#include <utility>
#include <vector>

namespace drawbridge {

// What a YAML value means, without its spelling: aliases followed, merge keys resolved. Two files
// whose values are equal say the same.
class PlainValue
{
public:
    enum class Kind : quint8 { Missing, Scalar, List, Map };
    using Member = std::pair<QString, PlainValue>;

    PlainValue() = default;
    static PlainValue of(const TreeNode &node);
    static PlainValue text(const QString &text);
    static PlainValue flag(bool value);
    // A number as it is to be written.
    static PlainValue number(const QString &digits);
    static PlainValue null();
    static PlainValue list(const QStringList &texts = {});
    static PlainValue map(std::vector<Member> members = {});

    Kind kind() const { return m_kind; }
    bool isMissing() const { return m_kind == Kind::Missing; }
    bool isScalar() const { return m_kind == Kind::Scalar; }
    bool isList() const { return m_kind == Kind::List; }
    bool isMap() const { return m_kind == Kind::Map; }
    bool isNull() const { return isScalar() && m_scalarKind == TreeNode::Kind::Null; }
    // Missing or null: nothing is said.
    bool isSilent() const { return isMissing() || isNull(); }

    QString text() const { return m_text; }
    TreeNode::Kind scalarKind() const { return m_scalarKind; }
    QString tag() const { return m_tag; }
    void setTag(const QString &tag) { m_tag = tag; }
    const std::vector<PlainValue> &items() const { return m_items; }
    std::vector<PlainValue> &items() { return m_items; }
    // In the order of the file; what merge keys bring comes last.
    const std::vector<Member> &members() const { return m_members; }

    // A member of a map, or an item of a list by its number. Missing values answer with missing
    // ones, so that a path is read without checks.
    const PlainValue &operator[](const QString &key) const;
    bool contains(const QString &key) const { return !(*this)[key].isMissing(); }
    const PlainValue &at(const QStringList &path) const;
    // Sets a member of a map, or takes it away when `value` is missing.
    void set(const QString &key, PlainValue value);
    // The same at a path; maps on the way are made. Through a list it leads by the number of an
    // item that is there.
    void set(const QStringList &path, PlainValue value);
    // Texts of the scalars in a list.
    QStringList texts() const;

    // Order counts in lists and not in maps.
    bool operator==(const PlainValue &other) const;

private:
    Kind m_kind = Kind::Missing;
    TreeNode::Kind m_scalarKind = TreeNode::Kind::Missing;
    QString m_text;
    QString m_tag;
    std::vector<PlainValue> m_items;
    std::vector<Member> m_members;
};

// Keys that a mapping gets through "<<", directly or not; the first that brings one counts.
std::vector<TreeNode> mergedMappings(const TreeNode &mapping);

inline constexpr char16_t MergeKey[] = u"<<";

} // namespace drawbridge
