#include "model/import/compose/composenode.h"

#include <QStringList>

#include <algorithm>

namespace drawbridge::compose {

struct ComposeNode::Data
{
    Kind kind = Kind::Null;
    MergeTag tag = MergeTag::None;
    Interpolated interpolated;
    Origin origin;
    QString text;
    std::vector<ComposeNode> items;
    std::vector<Member> members;
};

static constexpr qsizetype MaximumPathKey = 120;

static QString shownKey(const QString &key)
{
    QString shown = key.first(std::min(key.size(), MaximumPathKey));
    for (QChar &c : shown) {
        if (c.category() == QChar::Other_Control)
            c = QChar(QChar::ReplacementCharacter);
    }
    return shown;
}

QString Origin::keyPath() const
{
    QStringList keys;
    for (const PathStep *step = path.get(); step; step = step->parent.get())
        keys.prepend(shownKey(step->key));
    return keys.join(u'.');
}

ComposeNode ComposeNode::null(Origin origin, MergeTag tag)
{
    ComposeNode node;
    node.m_data =
        std::make_shared<const Data>(Data {Kind::Null, tag, {}, std::move(origin), {}, {}, {}});
    return node;
}

ComposeNode ComposeNode::scalar(Origin origin, QString text, Interpolated interpolated,
                                MergeTag tag)
{
    ComposeNode node;
    node.m_data = std::make_shared<const Data>(
        Data {Kind::Scalar, tag, interpolated, std::move(origin), std::move(text), {}, {}});
    return node;
}

ComposeNode ComposeNode::list(Origin origin, std::vector<ComposeNode> items, MergeTag tag)
{
    ComposeNode node;
    node.m_data = std::make_shared<const Data>(
        Data {Kind::List, tag, {}, std::move(origin), {}, std::move(items), {}});
    return node;
}

ComposeNode ComposeNode::map(Origin origin, std::vector<Member> members, MergeTag tag)
{
    ComposeNode node;
    node.m_data = std::make_shared<const Data>(
        Data {Kind::Map, tag, {}, std::move(origin), {}, {}, std::move(members)});
    return node;
}

ComposeNode::Kind ComposeNode::kind() const
{
    return m_data ? m_data->kind : Kind::Missing;
}

QString ComposeNode::text() const
{
    return m_data ? m_data->text : QString();
}

Interpolated ComposeNode::interpolated() const
{
    return m_data ? m_data->interpolated : Interpolated();
}

MergeTag ComposeNode::tag() const
{
    return m_data ? m_data->tag : MergeTag::None;
}

Origin ComposeNode::origin() const
{
    return m_data ? m_data->origin : Origin();
}

const std::vector<ComposeNode> &ComposeNode::items() const
{
    static const std::vector<ComposeNode> none;
    return m_data ? m_data->items : none;
}

const std::vector<ComposeNode::Member> &ComposeNode::members() const
{
    static const std::vector<Member> none;
    return m_data ? m_data->members : none;
}

ComposeNode ComposeNode::operator[](QStringView key) const
{
    for (const Member &member : members()) {
        if (member.first == key)
            return member.second;
    }
    return {};
}

bool ComposeNode::isKnownScalar() const
{
    return isScalar() && !m_data->text.isEmpty() && !m_data->interpolated.unresolved;
}

} // namespace drawbridge::compose
