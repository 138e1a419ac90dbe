#pragma once

#include "model/core/names.h"
#include "model/core/recordfields.h"

#include <vector>

namespace drawbridge {

// A field of a record as a value that can be compared and shown.
struct FieldValue
{
    const char *name = nullptr;
    Value value;
    // Of ids: what they refer to; Project for what is no reference.
    RecordKind refersTo = RecordKind::Project;
};

// Takes the fields of one record apart, in the order of the project file. Properties
// are compared by themselves.
class FieldValues
{
public:
    template <typename Record>
    explicit FieldValues(const Record &record)
    {
        projectFields(*this, record);
    }

    const std::vector<FieldValue> &all() const { return m_fields; }

    template <typename T>
    void always(const char *name, const T &value)
    {
        take(name, value);
    }
    template <typename T>
    void field(const char *name, const T &value)
    {
        take(name, value);
    }
    void trueField(const char *name, bool flag) { take(name, flag); }
    void properties(const PropertySet &, RecordKind) { }

private:
    void add(const char *name, Value value, RecordKind refersTo = RecordKind::Project);

    void take(const char *name, bool flag) { add(name, flag); }
    void take(const char *name, int number) { add(name, static_cast<qint64>(number)); }
    void take(const char *name, const QString &text) { add(name, text); }
    void take(const char *name, const QByteArray &digest)
    {
        add(name, QString::fromLatin1(digest));
    }
    void take(const char *name, const QDate &date) { add(name, date.toString(Qt::ISODate)); }
    void take(const char *name, const QStringList &texts);
    void take(const char *name, const QMap<QString, QString> &map);
    void take(const char *name, const QList<Placement> &placements);
    void take(const char *name, const QList<Route> &routes);
    void take(const char *name, const IdText &id);
    template <typename E>
    requires std::is_enum_v<E>
    void take(const char *name, E value)
    {
        if constexpr (std::is_same_v<E, RecordKind>)
            m_targetKind = value;
        add(name, nameOf(value));
    }
    template <typename Tag>
    void take(const char *name, const Id<Tag> &id)
    {
        add(name, id.toString(), kindOf(id));
    }
    template <typename Tag>
    void take(const char *name, const QList<Id<Tag>> &ids)
    {
        ValueList list;
        for (const Id<Tag> &id : ids)
            list += id.toString();
        add(name, list, kindOf(Id<Tag>()));
    }

    static RecordKind kindOf(const ElementId &) { return RecordKind::Element; }
    static RecordKind kindOf(const InterfaceId &) { return RecordKind::Interface; }
    static RecordKind kindOf(const FlowId &) { return RecordKind::Flow; }
    static RecordKind kindOf(const BoundaryId &) { return RecordKind::Boundary; }
    static RecordKind kindOf(const ImageId &) { return RecordKind::Image; }
    static RecordKind kindOf(const IdentityId &) { return RecordKind::Identity; }
    static RecordKind kindOf(const AssetId &) { return RecordKind::Asset; }
    static RecordKind kindOf(const SourceId &) { return RecordKind::Source; }
    template <typename Tag>
    static RecordKind kindOf(const Id<Tag> &)
    {
        return RecordKind::Project;
    }

    std::vector<FieldValue> m_fields;
    RecordKind m_targetKind = RecordKind::Project;
};

} // namespace drawbridge
