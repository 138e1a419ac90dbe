#pragma once

#include "model/cel/program.h"

#include <map>
#include <tuple>

namespace drawbridge::test {

// Two object types with a handful of fields, as conditions on a model would see them.
class FakeSystem final : public cel::Activation
{
public:
    enum ObjectType : quint16 { Container, Mount };
    enum ContainerField : quint16 {
        Name,
        User,
        Privileged,
        Seccomp,
        Mounts,
        CapAdd,
        Memory,
        Labels,
        Host,
        Cpu
    };
    enum MountField : quint16 { Source, ReadOnly };
    enum Function : quint16 { Reaches, Version };

    FakeSystem();

    static const cel::Environment &environment();

    void set(cel::ObjectHandle object, quint16 field, const Value &value);
    void setObjects(cel::ObjectHandle object, quint16 field, std::vector<cel::ObjectHandle> objects,
                    bool partial = false);
    void setPartial(cel::ObjectHandle object, quint16 field, const Value &list);
    void forget(cel::ObjectHandle object, quint16 field);

    cel::CelValue variable(quint16 slot, cel::Scratch &scratch) override;
    cel::CelValue field(cel::ObjectHandle object, quint16 field, cel::Scratch &scratch) override;
    cel::CelValue call(quint16 function, std::span<const cel::CelValue> arguments,
                       cel::Scratch &scratch) override;
    QString describe(cel::ObjectHandle object) const override;

    static constexpr cel::ObjectHandle Self {0, Container};
    int fieldReads = 0;

private:
    using Key = std::tuple<quint16, quint32, quint16>;
    struct Content
    {
        Value value;
        std::vector<cel::ObjectHandle> objects;
        bool isObjects = false;
        bool partial = false;
    };

    static Key key(cel::ObjectHandle object, quint16 field)
    {
        return {object.type, object.row, field};
    }

    std::map<Key, Content> m_contents;
};

} // namespace drawbridge::test
