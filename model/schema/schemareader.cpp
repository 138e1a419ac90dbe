#include "model/schema/schemareader.h"

#include "model/schema/scopenames.h"
#include "model/schema/yamlvalue.h"

#include <algorithm>
#include <array>

namespace drawbridge {

static constexpr qsizetype MaximumProperties = 4000;
static constexpr int MaximumTypeDepth = 8;

static constexpr std::array ReferenceNames {"element", "interface", "data-flow", "trust-boundary",
                                            "image",   "identity",  "asset"};

static Result<PropertyType> readType(const TreeNode &node, int depth);

static std::optional<PropertyType> scalarType(const QString &word)
{
    PropertyType type;
    if (word == u"bool")
        return type;
    type.kind = PropertyKind::Int;
    if (word == u"bytes")
        type.unit = PropertyUnit::Bytes;
    if (word == u"milliseconds")
        type.unit = PropertyUnit::Milliseconds;
    if (word == u"int" || type.unit != PropertyUnit::None)
        return type;
    type.kind = PropertyKind::Double;
    if (word == u"cores")
        type.unit = PropertyUnit::Cores;
    if (word == u"double" || word == u"cores")
        return type;
    type.kind = PropertyKind::String;
    if (word == u"date")
        type.unit = PropertyUnit::Date;
    if (word == u"string" || word == u"date")
        return type;
    return std::nullopt;
}

static Result<PropertyType> readEnum(const TreeNode &members)
{
    PropertyType type;
    type.kind = PropertyKind::Enum;
    for (qsizetype i = 0; i < members.size(); ++i) {
        if (type.members.contains(members.at(i).text()))
            return members.at(i).error(QStringLiteral("this member stands twice"));
        type.members += members.at(i).text();
    }
    if (type.members.size() < 2)
        return members.error(QStringLiteral("an enum needs a list of at least two members"));
    return type;
}

static Result<PropertyType> readReference(const TreeNode &node)
{
    for (size_t i = 0; i < ReferenceNames.size(); ++i) {
        if (node.text() == QLatin1String(ReferenceNames[i])) {
            PropertyType type;
            type.kind = PropertyKind::Reference;
            type.target = static_cast<RecordKind>(i);
            return type;
        }
    }
    return node.error(QStringLiteral("'%1' is no kind of record").arg(node.text()));
}

static Result<PropertyType> readRecord(const TreeNode &fields, int depth)
{
    PropertyType type;
    type.kind = PropertyKind::Record;
    for (qsizetype i = 0; i < fields.size(); ++i) {
        Result<PropertyType> field = readType(fields.at(i), depth + 1);
        if (!field)
            return field;
        type.fields += PropertyField {fields.keyAt(i).text(), *field};
    }
    if (type.fields.isEmpty())
        return fields.error(QStringLiteral("a record needs fields"));
    return type;
}

static Result<PropertyType> readType(const TreeNode &node, int depth)
{
    if (depth > MaximumTypeDepth)
        return node.error(QStringLiteral("types are nested too deeply"), ErrorCode::LimitExceeded);
    if (node.isScalar()) {
        if (const std::optional<PropertyType> type = scalarType(node.text()))
            return *type;
        return node.error(QStringLiteral("'%1' is no type").arg(node.text()));
    }
    if (!node.isMapping() || node.size() != 1)
        return node.error(QStringLiteral("a type is a word or one of {enum: [...]}, {reference: "
                                         "kind}, {list: type}, {map: type}, {record: {...}}"));
    const QString word = node.keyAt(0).text();
    if (word == u"enum")
        return readEnum(node.at(0));
    if (word == u"reference")
        return readReference(node.at(0));
    if (word == u"record")
        return readRecord(node.at(0), depth);
    if (word != u"list" && word != u"map")
        return node.error(QStringLiteral("'%1' is no type").arg(word));
    Result<PropertyType> item = readType(node.at(0), depth + 1);
    if (!item)
        return item;
    PropertyType type;
    type.kind = word == u"list" ? PropertyKind::List : PropertyKind::Map;
    type.item = std::make_shared<const PropertyType>(*item);
    return type;
}

Result<void> SchemaReader::readDefaults(const TreeNode &node, PropertyDefinition &definition)
{
    for (qsizetype i = 0; i < node.size(); ++i) {
        const Value value = valueOf(node.at(i));
        if (const QString wrong = definition.type.check(value); !wrong.isEmpty())
            return node.at(i).error(wrong);
        const QString platform = node.keyAt(i).text();
        if (platform != u"any") {
            definition.whenAbsent.insert(platform, value);
            continue;
        }
        for (const char *each : {"compose", "swarm", "kubernetes"})
            definition.whenAbsent.insert(QLatin1String(each), value);
    }
    return {};
}

Result<void> SchemaReader::readSuggestions(const TreeNode &node, PropertyDefinition &definition)
{
    const TreeNode values = node[u"suggest"];
    if (!values.isMissing() && !values.isSequence())
        return values.error(QStringLiteral("'suggest' is a list of values"));
    for (qsizetype i = 0; i < values.size(); ++i) {
        const Value value = valueOf(values.at(i));
        if (const QString wrong = definition.type.check(value); !wrong.isEmpty())
            return values.at(i).error(wrong);
        definition.suggested += value;
    }
    const TreeNode members = node[u"suggestFields"];
    const PropertyType *item = definition.type.item.get();
    for (qsizetype i = 0; i < members.size(); ++i) {
        const QString name = members.keyAt(i).text();
        const Value value = valueOf(members.at(i));
        const auto isNamed = [&name](const PropertyField &each) { return each.name == name; };
        const QList<PropertyField> fields = item ? item->fields : QList<PropertyField>();
        const auto field = std::find_if(fields.begin(), fields.end(), isNamed);
        if (field == fields.end())
            return members.keyAt(i).error(
                QStringLiteral("the items of '%1' have no field '%2'").arg(definition.name, name));
        if (const QString wrong = field->type.check(value); !wrong.isEmpty())
            return members.at(i).error(wrong);
        definition.suggestedFields.insert(name, value);
    }
    return {};
}

Result<void> SchemaReader::add(const TreeNode &node, PropertyDefinition definition)
{
    if (m_schema.m_definitions.size() >= MaximumProperties)
        return node.error(QStringLiteral("there are too many properties"),
                          ErrorCode::LimitExceeded);
    const std::pair<int, QString> key(static_cast<int>(recordKindOf(definition.scope)),
                                      definition.name);
    if (m_schema.m_byName.contains(key))
        return node.error(
            QStringLiteral("there are two properties '%1' of such records").arg(definition.name));
    definition.index = static_cast<PropertyIndex>(m_schema.m_definitions.size());
    m_schema.m_byName.insert(key, definition.index);
    m_schema.m_definitions += definition;
    return {};
}

Result<void> SchemaReader::readProperty(const TreeNode &node)
{
    static const QStringList known {
        QStringLiteral("name"),         QStringLiteral("scope"),       QStringLiteral("type"),
        QStringLiteral("label"),        QStringLiteral("question"),    QStringLiteral("group"),
        QStringLiteral("whenAbsent"),   QStringLiteral("description"), QStringLiteral("computed"),
        QStringLiteral("inherited"),    QStringLiteral("cost"),        QStringLiteral("suggest"),
        QStringLiteral("suggestFields")};
    for (const QString &key : node.keys()) {
        if (!known.contains(key))
            return node[key].error(QStringLiteral("a property has no key '%1'").arg(key));
    }
    PropertyDefinition definition;
    definition.name = node[u"name"].text();
    if (definition.name.isEmpty())
        return node.error(QStringLiteral("a property needs a name"));
    const std::optional<PropertyScope> scope = scopeNamed(node[u"scope"].text());
    if (!scope) {
        const TreeNode named = node[u"scope"];
        return (named.isMissing() ? node : named)
            .error(QStringLiteral("'%1' is no scope of properties").arg(named.text()));
    }
    definition.scope = *scope;
    Result<PropertyType> type = readType(node[u"type"], 0);
    if (!type)
        return node[u"type"].isMissing() ? node.error(QStringLiteral("a property needs a type"))
                                         : type.error();
    definition.type = *type;
    definition.label = node[u"label"].text();
    definition.question = node[u"question"].text();
    definition.description = node[u"description"].text();
    definition.group = node[u"group"].text();
    definition.computed = node[u"computed"].toBool().value_or(false);
    definition.inherited = node[u"inherited"].toBool().value_or(false);
    definition.cost = static_cast<int>(node[u"cost"].toInt().value_or(2));
    if (definition.label.isEmpty() || definition.cost < 1 || definition.cost > 5)
        return node.error(QStringLiteral("a property needs a label and a cost from 1 to 5"));
    if (Result<void> read = readDefaults(node[u"whenAbsent"], definition); !read)
        return read;
    if (Result<void> read = readSuggestions(node, definition); !read)
        return read;
    return add(node, definition);
}

Result<PropertySchema> SchemaReader::read(const TreeNode &root)
{
    const TreeNode list = root[u"properties"];
    if (!list.isSequence())
        return root.error(QStringLiteral("a property schema needs a list 'properties'"));
    for (qsizetype i = 0; i < list.size(); ++i) {
        if (Result<void> read = readProperty(list.at(i)); !read)
            return read.error();
    }
    // Behind all others, so that what records store of them keeps its place in panels.
    const QList<PropertyDefinition> own = m_schema.m_definitions;
    for (const PropertyDefinition &definition : own) {
        if (!definition.inherited)
            continue;
        for (PropertyScope scope : {PropertyScope::Boundary, PropertyScope::Model}) {
            PropertyDefinition outer = definition;
            outer.scope = scope;
            outer.inherited = false;
            outer.whenAbsent.clear();
            if (Result<void> added = add(root, outer); !added)
                return added.error();
        }
    }
    return std::move(m_schema);
}

} // namespace drawbridge
