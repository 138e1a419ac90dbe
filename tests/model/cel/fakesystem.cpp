#include "tests/model/cel/fakesystem.h"

using namespace drawbridge::cel;

namespace drawbridge::test {

static Environment makeEnvironment()
{
    Environment environment;
    const auto require = [](const Result<void> &result) { Q_ASSERT(result.hasValue()); };
    const quint16 container = environment.addObjectType(QStringLiteral("container")).value();
    const quint16 mount = environment.addObjectType(QStringLiteral("mount")).value();
    const auto field = [&](quint16 type, const char *name, const Type &fieldType, quint16 index) {
        require(environment.addField(type, QString::fromLatin1(name), fieldType, index));
    };
    using Fake = FakeSystem;
    field(container, "name", Type::string(), Fake::Name);
    field(container, "user", Type::string(), Fake::User);
    field(container, "privileged", Type::boolean(), Fake::Privileged);
    field(container, "seccomp",
          Type::enumeration(
              {QStringLiteral("default"), QStringLiteral("unconfined"), QStringLiteral("custom")}),
          Fake::Seccomp);
    field(container, "mounts", Type::list(Type::object(mount)), Fake::Mounts);
    field(container, "capAdd",
          Type::list(Type::enumeration({QStringLiteral("NET_RAW"), QStringLiteral("SYS_ADMIN")})),
          Fake::CapAdd);
    field(container, "memory", Type::integer(), Fake::Memory);
    field(container, "labels", Type::map(Type::string()), Fake::Labels);
    field(container, "host", Type::object(container), Fake::Host);
    field(container, "cpu", Type::real(), Fake::Cpu);
    field(mount, "source", Type::string(), Fake::Source);
    field(mount, "readOnly", Type::boolean(), Fake::ReadOnly);
    require(environment.addVariable(QStringLiteral("self"), Type::object(container), 0));
    require(environment.addVariable(QStringLiteral("level"), Type::integer(), 1));
    require(environment.addVariable(QStringLiteral("anything"), Type::dynamic(), 2));
    require(environment.addFunction({QStringLiteral("reaches"),
                                     {Type::object(container), Type::string()},
                                     Type::boolean(),
                                     Fake::Reaches}));
    require(
        environment.addFunction({QStringLiteral("version"), {}, Type::integer(), Fake::Version}));
    return environment;
}

const Environment &FakeSystem::environment()
{
    static const Environment instance = makeEnvironment();
    return instance;
}

FakeSystem::FakeSystem()
{
    set(Self, Name, u"web");
    set(Self, Privileged, true);
    set(Self, Seccomp, u"default");
    set(Self, Memory, 512);
    set(Self, Labels, ValueMap {{QStringLiteral("tier"), u"front"}});
    set(Self, Host, Value());
    set(Self, CapAdd, ValueList {u"NET_RAW"});
    setObjects(Self, Mounts, {{0, Mount}, {1, Mount}});
    set({0, Mount}, Source, u"/data");
    set({0, Mount}, ReadOnly, false);
    set({1, Mount}, Source, u"/var/run/docker.sock");
    set({1, Mount}, ReadOnly, true);
}

void FakeSystem::set(ObjectHandle object, quint16 field, const Value &value)
{
    m_contents[key(object, field)] = {value, {}, false, false};
}

void FakeSystem::setObjects(ObjectHandle object, quint16 field, std::vector<ObjectHandle> objects,
                            bool partial)
{
    m_contents[key(object, field)] = {{}, std::move(objects), true, partial};
}

void FakeSystem::setPartial(ObjectHandle object, quint16 field, const Value &list)
{
    m_contents[key(object, field)] = {list, {}, false, true};
}

void FakeSystem::forget(ObjectHandle object, quint16 field)
{
    m_contents.erase(key(object, field));
}

CelValue FakeSystem::variable(quint16 slot, Scratch &)
{
    if (slot == 0)
        return CelValue::object(Self);
    return slot == 1 ? CelValue::integer(3) : CelValue::unknown(Reference::ofVariable(slot));
}

CelValue FakeSystem::field(ObjectHandle object, quint16 field, Scratch &scratch)
{
    ++fieldReads;
    const Reference reference = Reference::ofField(object, field);
    const auto it = m_contents.find(key(object, field));
    if (it == m_contents.end())
        return CelValue::unknown(reference);
    const Content &content = it->second;
    CelValue value = CelValue::fromValue(content.value);
    if (content.isObjects) {
        std::vector<CelValue> items;
        for (const ObjectHandle &handle : content.objects)
            items.push_back(CelValue::object(handle));
        value = scratch.list(items);
    }
    return content.partial ? scratch.partialList(value, reference) : value;
}

CelValue FakeSystem::call(quint16 function, std::span<const CelValue> arguments, Scratch &scratch)
{
    if (function == Version)
        return CelValue::integer(7);
    if (arguments[1].toString() == u"nowhere")
        return scratch.error(u"there is no such place");
    return CelValue::boolean(arguments[1].toString() == u"internet");
}

QString FakeSystem::describe(ObjectHandle object) const
{
    if (object.type == Mount)
        return QStringLiteral("mount %1").arg(object.row);
    const auto it = m_contents.find(key(object, Name));
    const QString *name = it == m_contents.end() ? nullptr : it->second.value.asString();
    return name ? *name : QStringLiteral("container");
}

} // namespace drawbridge::test
