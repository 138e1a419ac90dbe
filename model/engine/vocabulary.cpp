#include "model/engine/vocabulary.h"

#include "model/core/names.h"

namespace drawbridge {

using cel::Type;

static constexpr quint16 NoItemType = 0xFFFF;

// Record kinds that conditions can see, in the order of their object types.
static constexpr std::array VisibleKinds {
    std::pair {RecordKind::Element, "element"}, std::pair {RecordKind::Interface, "interface"},
    std::pair {RecordKind::Flow, "flow"},       std::pair {RecordKind::Boundary, "boundary"},
    std::pair {RecordKind::Image, "image"},     std::pair {RecordKind::Identity, "identity"},
    std::pair {RecordKind::Asset, "asset"},     std::pair {RecordKind::Project, "model"},
};

Vocabulary::Vocabulary(std::shared_ptr<const PropertySchema> schema)
    : m_schema(std::move(schema))
{
    const auto count = static_cast<size_t>(m_schema->definitions().size());
    m_itemOfProperty.assign(count, NoItemType);
    m_fromBoundary.assign(count, NoProperty);
    m_fromModel.assign(count, NoProperty);
    addDefaults();
    addRecordTypes();
    addStructure();
    addProperties();
    addFunctions();
    addIterated(QStringLiteral("mount"), RecordKind::Element, QStringLiteral("mounts"),
                {QStringLiteral("target")});
    addIterated(QStringLiteral("port"), RecordKind::Element, QStringLiteral("publishedPorts"),
                {QStringLiteral("hostIp"), QStringLiteral("hostPort"), QStringLiteral("protocol")});
    addIterated(QStringLiteral("secret"), RecordKind::Element, QStringLiteral("envSecrets"),
                {QStringLiteral("name")});
    addIterated(QStringLiteral("codeSecret"), RecordKind::Element, QStringLiteral("codeSecrets"),
                {});
    addIterated(QStringLiteral("capability"), RecordKind::Element, QStringLiteral("capAdd"), {});
    addIterated(QStringLiteral("device"), RecordKind::Element, QStringLiteral("devices"), {});
    addIterated(QStringLiteral("sysctl"), RecordKind::Element, QStringLiteral("sysctls"), {});
    addIterated(QStringLiteral("parameter"), RecordKind::Interface, QStringLiteral("parameters"),
                {QStringLiteral("location"), QStringLiteral("name")});
    addIterated(QStringLiteral("permission"), RecordKind::Identity, QStringLiteral("permissions"),
                {QStringLiteral("verb"), QStringLiteral("resource"), QStringLiteral("scope")});
    addIterated(QStringLiteral("registry"), RecordKind::Boundary,
                QStringLiteral("insecureRegistries"), {});
}

Type Vocabulary::object(RecordKind kind) const
{
    return Type::object(objectType(kind));
}

Type Vocabulary::objects(RecordKind kind) const
{
    return Type::list(object(kind));
}

RecordKind Vocabulary::recordKind(quint16 objectType) const
{
    return VisibleKinds[objectType].first;
}

void Vocabulary::addDefaults()
{
    const auto count = static_cast<size_t>(m_schema->definitions().size());
    for (size_t property = 0; property < count; ++property) {
        const auto &values = m_schema->definition(static_cast<PropertyIndex>(property)).whenAbsent;
        for (auto it = values.begin(); it != values.end(); ++it) {
            PropertyDefaults &defaults = m_defaults[it.key()];
            defaults.resize(count);
            defaults[property] = &it.value();
        }
    }
}

void Vocabulary::addRecordTypes()
{
    m_objectTypes.assign(RecordKindCount, 0);
    for (const auto &[kind, name] : VisibleKinds) {
        const Result<quint16> index = m_common.addObjectType(QLatin1String(name));
        m_objectTypes[static_cast<size_t>(kind)] = *index;
        m_firstItemType = static_cast<quint16>(*index + 1);
    }
}

void Vocabulary::declare(RecordKind kind, const QString &name, const Type &type,
                         StructuralField field)
{
    (void)m_common.addField(objectType(kind), name, type, static_cast<quint16>(field));
}

// The object type for the records inside a property.
quint16 Vocabulary::addItemType(const PropertyDefinition &definition, const PropertyType &type)
{
    const QString name = definition.name + QStringLiteral(" item");
    const Result<quint16> index = m_common.addObjectType(name);
    m_itemTypes.push_back(&type);
    m_itemOfProperty[definition.index] = *index;
    for (qsizetype i = 0; i < type.fields.size(); ++i) {
        const PropertyField &field = type.fields[i];
        (void)m_common.addField(*index, field.name, typeOf(definition, field.type),
                                static_cast<quint16>(i));
    }
    if (definition.name == u"mounts") {
        const PropertyIndex classes = m_schema->find(RecordKind::Element, u"hostPathClass");
        const Type word = classes == NoProperty
            ? Type::string()
            : Type::enumeration(m_schema->definition(classes).type.members);
        (void)m_common.addField(*index, QStringLiteral("hostPathClass"), word,
                                static_cast<quint16>(StructuralField::HostPathClass));
        (void)m_common.addField(*index, QStringLiteral("runtimeSocket"), Type::boolean(),
                                static_cast<quint16>(StructuralField::RuntimeSocket));
    }
    return *index;
}

Type Vocabulary::typeOf(const PropertyDefinition &definition, const PropertyType &type)
{
    switch (type.kind) {
    case PropertyKind::Bool:
        return Type::boolean();
    case PropertyKind::Int:
        return Type::integer();
    case PropertyKind::Double:
        return Type::real();
    case PropertyKind::String:
        return Type::string();
    case PropertyKind::Enum:
        return Type::enumeration(type.members);
    case PropertyKind::Reference:
        return object(type.target);
    case PropertyKind::List:
        return Type::list(typeOf(definition, *type.item));
    case PropertyKind::Map:
        return Type::map(typeOf(definition, *type.item));
    case PropertyKind::Record:
        return Type::object(addItemType(definition, type));
    }
    return Type::dynamic();
}

void Vocabulary::addProperties()
{
    for (const PropertyDefinition &definition : m_schema->definitions()) {
        const RecordKind kind = recordKindOf(definition.scope);
        (void)m_common.addField(objectType(kind), definition.name,
                                typeOf(definition, definition.type), definition.index);
        if (!definition.inherited)
            continue;
        m_fromBoundary[definition.index] = m_schema->find(RecordKind::Boundary, definition.name);
        m_fromModel[definition.index] = m_schema->find(RecordKind::Project, definition.name);
    }
}

void Vocabulary::text(RecordKind kind, const char *name, StructuralField field)
{
    declare(kind, QLatin1String(name), Type::string(), field);
}

void Vocabulary::flag(RecordKind kind, const char *name, StructuralField field)
{
    declare(kind, QLatin1String(name), Type::boolean(), field);
}

void Vocabulary::one(RecordKind kind, const char *name, RecordKind target, StructuralField field)
{
    declare(kind, QLatin1String(name), object(target), field);
}

void Vocabulary::many(RecordKind kind, const char *name, RecordKind target, StructuralField field)
{
    declare(kind, QLatin1String(name), objects(target), field);
}

void Vocabulary::addStructure()
{
    using Field = StructuralField;
    using Kind = RecordKind;
    const auto kinds = [&](Kind kind, const QStringList &names) {
        declare(kind, QStringLiteral("kind"), Type::enumeration(names), Field::Kind);
    };
    kinds(Kind::Element, allNames<ElementKind>());
    kinds(Kind::Interface, allNames<InterfaceKind>());
    kinds(Kind::Flow, allNames<FlowKind>());
    kinds(Kind::Boundary, allNames<BoundaryKind>());
    kinds(Kind::Identity, allNames<IdentityKind>());
    kinds(Kind::Asset, allNames<AssetKind>());
    for (const auto &[kind, name] : VisibleKinds)
        text(kind, "name", Field::Name);
    for (Kind kind : {Kind::Element, Kind::Boundary, Kind::Image, Kind::Identity})
        text(kind, "platform", Field::Platform);
    for (Kind kind : {Kind::Element, Kind::Flow, Kind::Boundary}) {
        flag(kind, "inScope", Field::InScope);
        flag(kind, "implied", Field::Implied);
    }
    for (Kind kind : {Kind::Element, Kind::Boundary}) {
        one(kind, "host", Kind::Boundary, Field::Host);
        one(kind, "cluster", Kind::Boundary, Field::Cluster);
        one(kind, "namespace", Kind::Boundary, Field::Namespace);
        many(kind, "boundaries", Kind::Boundary, Field::Boundaries);
    }
    addStructureOfElements();
    addStructureOfFlows();
    addStructureOfOthers();
}

void Vocabulary::addStructureOfElements()
{
    using Field = StructuralField;
    using Kind = RecordKind;
    text(Kind::Element, "technology", Field::Technology);
    flag(Kind::Element, "hasRuntime", Field::HasRuntime);
    flag(Kind::Element, "hasImage", Field::HasImage);
    flag(Kind::Element, "hasIdentity", Field::HasIdentity);
    flag(Kind::Element, "hasHost", Field::HasHost);
    one(Kind::Element, "image", Kind::Image, Field::Image);
    one(Kind::Element, "identity", Kind::Identity, Field::Identity);
    one(Kind::Element, "boundary", Kind::Boundary, Field::Boundary);
    many(Kind::Element, "networks", Kind::Boundary, Field::Networks);
    many(Kind::Element, "interfaces", Kind::Interface, Field::Interfaces);
    many(Kind::Element, "inflows", Kind::Flow, Field::Inflows);
    many(Kind::Element, "outflows", Kind::Flow, Field::Outflows);
    many(Kind::Element, "assets", Kind::Asset, Field::Assets);
}

void Vocabulary::addStructureOfFlows()
{
    using Field = StructuralField;
    using Kind = RecordKind;
    one(Kind::Interface, "owner", Kind::Element, Field::Owner);
    many(Kind::Interface, "flows", Kind::Flow, Field::Flows);
    one(Kind::Flow, "source", Kind::Element, Field::Source);
    one(Kind::Flow, "target", Kind::Element, Field::Target);
    one(Kind::Flow, "interface", Kind::Interface, Field::Interface);
    flag(Kind::Flow, "hasInterface", Field::HasInterface);
    flag(Kind::Flow, "confirmed", Field::Confirmed);
    flag(Kind::Flow, "crossesBoundary", Field::CrossesBoundary);
    flag(Kind::Flow, "betweenNetworks", Field::BetweenNetworks);
    many(Kind::Flow, "assets", Kind::Asset, Field::Assets);
    many(Kind::Flow, "assetsOut", Kind::Asset, Field::AssetsOut);
    many(Kind::Flow, "assetsBack", Kind::Asset, Field::AssetsBack);
}

void Vocabulary::addStructureOfOthers()
{
    using Field = StructuralField;
    using Kind = RecordKind;
    many(Kind::Boundary, "members", Kind::Element, Field::Members);
    many(Kind::Boundary, "children", Kind::Boundary, Field::Children);
    one(Kind::Boundary, "parent", Kind::Boundary, Field::Parent);
    many(Kind::Image, "elements", Kind::Element, Field::Elements);
    flag(Kind::Image, "builtHere", Field::BuiltHere);
    text(Kind::Image, "reference", Field::Reference);
    many(Kind::Identity, "elements", Kind::Element, Field::Elements);
    declare(Kind::Project, QStringLiteral("attackers"), Type::list(Type::string()),
            Field::Attackers);
}

void Vocabulary::addFunctions()
{
    const auto add = [this](const char *name, const QList<Type> &arguments, const Type &result,
                            NativeFunction function) {
        (void)m_common.addFunction(
            {QLatin1String(name), arguments, result, static_cast<quint16>(function)});
    };
    const Type boundaryKind = Type::enumeration(allNames<BoundaryKind>());
    add("crosses", {object(RecordKind::Flow), boundaryKind}, Type::boolean(),
        NativeFunction::Crosses);
    add("within", {object(RecordKind::Element), boundaryKind}, Type::boolean(),
        NativeFunction::Within);
    add("sharesNetwork", {object(RecordKind::Element), object(RecordKind::Element)},
        Type::boolean(), NativeFunction::SharesNetwork);
    add("lower", {Type::string()}, Type::string(), NativeFunction::Lower);
    add("daysSince", {Type::string()}, Type::integer(), NativeFunction::DaysSince);
}

void Vocabulary::addIterated(const QString &word, RecordKind kind, const QString &property,
                             const QStringList &discriminators)
{
    const PropertyIndex index = m_schema->find(kind, property);
    if (index != NoProperty)
        m_iterated += IteratedList {word, kind, index, discriminators};
}

const IteratedList *Vocabulary::iterated(RecordKind kind, const QString &word) const
{
    for (const IteratedList &list : m_iterated) {
        if (list.kind == kind && list.word == word)
            return &list;
    }
    return nullptr;
}

QStringList Vocabulary::iteratedWords(RecordKind kind) const
{
    QStringList words;
    for (const IteratedList &list : m_iterated) {
        if (list.kind == kind)
            words += list.word;
    }
    return words;
}

QString Vocabulary::fieldName(quint16 objectType, quint16 field) const
{
    for (const QString &name : m_common.fieldNames(objectType)) {
        if (m_common.field(objectType, name)->index == field)
            return name;
    }
    return {};
}

Result<cel::Environment> Vocabulary::environment(RecordKind self, const QString &per) const
{
    cel::Environment environment = m_common;
    const auto slot = [](VariableSlot variable) { return static_cast<quint16>(variable); };
    (void)environment.addVariable(QStringLiteral("self"), object(self), slot(VariableSlot::Self));
    (void)environment.addVariable(QStringLiteral("model"), object(RecordKind::Project),
                                  slot(VariableSlot::Model));
    (void)environment.addVariable(QStringLiteral("today"), Type::string(),
                                  slot(VariableSlot::Today));
    if (per.isEmpty())
        return environment;
    const IteratedList *list = iterated(self, per);
    if (!list)
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("there is nothing to iterate over by the name '%1'").arg(per),
                      {}};
    const quint16 item = itemObjectType(list->property);
    if (Result<void> added =
            environment.addVariable(per, item == NoItemType ? Type::string() : Type::object(item),
                                    slot(VariableSlot::Item));
        !added)
        return added.error();
    return environment;
}

} // namespace drawbridge
