#include "model/import/compose/composemerge.h"

#include "model/import/secretclassifier.h"

#include <QHash>
#include <QSet>
#include <QStringList>

namespace drawbridge::compose {

namespace {

using Members = std::vector<ComposeNode::Member>;

// How two values of one key of a service come together.
enum class MergeRule { Default, Replace, AsMap, ByTarget, ByPort, Unique };

MergeRule ruleOfServiceKey(const QString &key)
{
    static const QHash<QString, MergeRule> rules {
        {QStringLiteral("command"), MergeRule::Replace},
        {QStringLiteral("entrypoint"), MergeRule::Replace},
        {QStringLiteral("environment"), MergeRule::AsMap},
        {QStringLiteral("labels"), MergeRule::AsMap},
        {QStringLiteral("annotations"), MergeRule::AsMap},
        {QStringLiteral("sysctls"), MergeRule::AsMap},
        {QStringLiteral("extra_hosts"), MergeRule::AsMap},
        {QStringLiteral("networks"), MergeRule::AsMap},
        {QStringLiteral("depends_on"), MergeRule::AsMap},
        {QStringLiteral("ports"), MergeRule::ByPort},
        {QStringLiteral("volumes"), MergeRule::ByTarget},
        {QStringLiteral("secrets"), MergeRule::ByTarget},
        {QStringLiteral("configs"), MergeRule::ByTarget},
        {QStringLiteral("devices"), MergeRule::ByTarget},
    };
    return rules.value(key, MergeRule::Unique);
}

ComposeNode mergedValues(const ComposeNode &base, const ComposeNode &override, MergeRule rule);

// "A=b" or "A:b" or "A" of a list as the member of a map.
ComposeNode::Member memberOf(const ComposeNode &item)
{
    const QString text = item.text();
    const qsizetype split = text.indexOf(u'=');
    Origin origin = item.origin();
    const QString key = split < 0 ? text : text.first(split);
    origin.path = std::make_shared<const PathStep>(PathStep {origin.path, shownVariableName(key)});
    if (split < 0)
        return {key, ComposeNode::null(origin)};
    return {key, ComposeNode::scalar(origin, text.sliced(split + 1), item.interpolated())};
}

ComposeNode asMap(const ComposeNode &node)
{
    if (!node.isList())
        return node;
    Members members;
    QHash<QString, size_t> positions;
    for (const ComposeNode &item : node.items()) {
        ComposeNode::Member member = memberOf(item);
        const auto known = positions.constFind(member.first);
        if (known != positions.constEnd()) {
            members[*known] = std::move(member);
        } else {
            positions.insert(member.first, members.size());
            members.push_back(std::move(member));
        }
    }
    return ComposeNode::map(node.origin(), std::move(members), node.tag());
}

// What makes a mount, secret or device the same as another: the place inside the container.
QString targetOf(const ComposeNode &item)
{
    if (item.isMap()) {
        const QString target = item[u"target"].text();
        return target.isEmpty() ? item[u"source"].text() : target;
    }
    QString text = item.text();
    if (text.size() > 2 && text[1] == u':' && (text[2] == u'\\' || text[2] == u'/'))
        text = text.sliced(2);
    const QStringList parts = text.split(u':');
    return parts.size() > 1 ? parts[1] : parts[0];
}

QString portOf(const ComposeNode &item)
{
    if (!item.isMap())
        return item.text();
    const QStringList parts {item[u"host_ip"].text(), item[u"published"].text(),
                             item[u"target"].text(), item[u"protocol"].text()};
    return parts.join(u'\n');
}

QString identityOf(const ComposeNode &item, MergeRule rule)
{
    if (rule == MergeRule::ByTarget)
        return targetOf(item);
    if (rule == MergeRule::ByPort)
        return portOf(item);
    return item.isScalar() ? item.text() : QString();
}

ComposeNode mergedLists(const ComposeNode &base, const ComposeNode &override, MergeRule rule)
{
    std::vector<ComposeNode> items = base.items();
    QHash<QString, size_t> positions;
    for (size_t i = 0; i < items.size(); ++i)
        positions.insert(identityOf(items[i], rule), i);
    for (const ComposeNode &item : override.items()) {
        const QString identity = identityOf(item, rule);
        const auto known = positions.constFind(identity);
        if (!identity.isEmpty() && known != positions.constEnd()) {
            items[*known] = item;
        } else {
            positions.insert(identity, items.size());
            items.push_back(item);
        }
    }
    return ComposeNode::list(override.origin(), std::move(items));
}

template <typename RuleOf>
ComposeNode mergedMaps(const ComposeNode &base, const ComposeNode &override, RuleOf ruleOf)
{
    Members members = base.members();
    QHash<QString, size_t> positions;
    for (size_t i = 0; i < members.size(); ++i)
        positions.insert(members[i].first, i);
    QSet<size_t> removed;
    for (const ComposeNode::Member &member : override.members()) {
        const auto known = positions.constFind(member.first);
        if (known == positions.constEnd()) {
            positions.insert(member.first, members.size());
            members.push_back({member.first, withoutResets(member.second)});
            if (member.second.tag() == MergeTag::Reset)
                removed.insert(members.size() - 1);
        } else if (member.second.tag() == MergeTag::Reset) {
            removed.insert(*known);
        } else {
            members[*known].second =
                mergedValues(members[*known].second, member.second, ruleOf(member.first));
        }
    }
    Members kept;
    for (size_t i = 0; i < members.size(); ++i) {
        if (!removed.contains(i))
            kept.push_back(std::move(members[i]));
    }
    return ComposeNode::map(override.origin(), std::move(kept));
}

MergeRule ruleOfNestedKey(const QString &key)
{
    if (key == u"test")
        return MergeRule::Replace;
    return key == u"args" || key == u"labels" || key == u"options" ? MergeRule::AsMap
                                                                   : MergeRule::Unique;
}

ComposeNode mergedValues(const ComposeNode &base, const ComposeNode &override, MergeRule rule)
{
    if (override.tag() == MergeTag::Override || rule == MergeRule::Replace || base.isSilent())
        return withoutResets(override);
    if (override.isNull())
        return base;
    if (rule == MergeRule::AsMap || (base.isMap() && override.isList())
        || (base.isList() && override.isMap()))
        return mergedMaps(asMap(base), asMap(override), ruleOfNestedKey);
    if (base.isMap() && override.isMap())
        return mergedMaps(base, override, ruleOfNestedKey);
    if (base.isList() && override.isList())
        return mergedLists(base, override, rule);
    return withoutResets(override);
}

// logging options belong to a driver: another driver does not inherit them.
ComposeNode mergedLogging(const ComposeNode &base, const ComposeNode &override)
{
    const QString before = base[u"driver"].text();
    const QString after = override[u"driver"].text();
    if (!after.isEmpty() && !before.isEmpty() && after != before)
        return override;
    return mergedValues(base, override, MergeRule::Default);
}

} // namespace

ComposeNode withoutResets(const ComposeNode &node)
{
    if (node.tag() == MergeTag::Reset)
        return ComposeNode::null(node.origin());
    if (!node.isMap())
        return node;
    Members members;
    members.reserve(node.members().size());
    for (const ComposeNode::Member &member : node.members()) {
        if (member.second.tag() != MergeTag::Reset)
            members.push_back({member.first, withoutResets(member.second)});
    }
    return ComposeNode::map(node.origin(), std::move(members));
}

static ComposeNode withoutResetsOfServices(const ComposeNode &services)
{
    Members members;
    for (const ComposeNode::Member &member : services.members()) {
        if (member.second.tag() == MergeTag::Reset)
            continue;
        const bool extends = member.second.isMap() && !member.second[u"extends"].isSilent();
        members.push_back({member.first, extends ? member.second : withoutResets(member.second)});
    }
    return ComposeNode::map(services.origin(), std::move(members));
}

ComposeNode withoutResetsOfFile(const ComposeNode &root)
{
    if (!root.isMap())
        return withoutResets(root);
    Members members;
    for (const ComposeNode::Member &member : root.members()) {
        if (member.second.tag() == MergeTag::Reset)
            continue;
        const bool services = member.first == u"services" && member.second.isMap();
        members.push_back(
            {member.first,
             services ? withoutResetsOfServices(member.second) : withoutResets(member.second)});
    }
    return ComposeNode::map(root.origin(), std::move(members));
}

ComposeNode mergedServices(const ComposeNode &base, const ComposeNode &override)
{
    if (!base.isMap())
        return withoutResets(override);
    if (!override.isMap())
        return base;
    if (override.tag() == MergeTag::Override)
        return withoutResets(override);
    ComposeNode merged = mergedMaps(base, override, ruleOfServiceKey);
    const ComposeNode before = base[u"logging"];
    const ComposeNode after = override[u"logging"];
    if (!before.isMap() || !after.isMap())
        return merged;
    Members members = merged.members();
    for (ComposeNode::Member &member : members) {
        if (member.first == u"logging")
            member.second = mergedLogging(before, after);
    }
    return ComposeNode::map(merged.origin(), std::move(members));
}

// One section ("services", "networks", ...) of two files.
static ComposeNode mergedSection(const ComposeNode &base, const ComposeNode &override,
                                 bool services)
{
    Members merged = base.members();
    QHash<QString, size_t> positions;
    for (size_t i = 0; i < merged.size(); ++i)
        positions.insert(merged[i].first, i);
    for (const ComposeNode::Member &member : override.members()) {
        const auto known = positions.constFind(member.first);
        if (known == positions.constEnd()) {
            positions.insert(member.first, merged.size());
            merged.push_back(member);
            continue;
        }
        ComposeNode &value = merged[*known].second;
        if (member.second.tag() == MergeTag::Reset)
            value = member.second;
        else if (services)
            value = mergedServices(value, member.second);
        else
            value = mergedValues(value, member.second, MergeRule::Unique);
    }
    return ComposeNode::map(override.origin(), std::move(merged));
}

ComposeNode mergedFiles(const ComposeNode &base, const ComposeNode &override)
{
    Members members = base.members();
    QHash<QString, size_t> positions;
    for (size_t i = 0; i < members.size(); ++i)
        positions.insert(members[i].first, i);
    for (const ComposeNode::Member &section : override.members()) {
        const auto known = positions.constFind(section.first);
        if (known == positions.constEnd()) {
            positions.insert(section.first, members.size());
            members.push_back(section);
            continue;
        }
        ComposeNode &value = members[*known].second;
        const bool plain = section.second.tag() == MergeTag::None;
        if (section.second.tag() == MergeTag::Reset)
            value = section.second;
        else if (plain && value.isMap() && section.second.isMap())
            value = mergedSection(value, section.second, section.first == u"services");
        else
            value = mergedValues(value, section.second, MergeRule::Unique);
    }
    return withoutResetsOfFile(ComposeNode::map(base.origin(), std::move(members)));
}

} // namespace drawbridge::compose
