#pragma once

#include "model/base/result.h"
#include "model/base/value.h"
#include "model/schema/recordkind.h"

#include <QHash>
#include <QList>
#include <QStringList>

#include <memory>

namespace drawbridge {

// Position of a property in the schema; what records store in place of its name.
using PropertyIndex = quint16;
inline constexpr PropertyIndex NoProperty = 0xffff;

// What a property belongs to. Runtime, Store, External and Registry are facets of an element; Host,
// Cluster, Namespace and Network are kinds of trust boundary.
enum class PropertyScope : quint8 {
    Element,
    Runtime,
    Store,
    External,
    Registry,
    Interface,
    Flow,
    Boundary,
    Host,
    Cluster,
    Namespace,
    Network,
    Image,
    Identity,
    Asset,
    Model,
};

RecordKind recordKindOf(PropertyScope scope);

enum class PropertyKind : quint8 { Bool, Int, Double, String, Enum, Reference, List, Map, Record };

// What an int counts, for display: 536870912 bytes is shown as "512 MiB". Date is that of a string
// in ISO 8601.
enum class PropertyUnit : quint8 { None, Bytes, Milliseconds, Cores, Date };

struct PropertyField;

struct PropertyType
{
    PropertyKind kind = PropertyKind::Bool;
    PropertyUnit unit = PropertyUnit::None;
    // Of an enum, from the least to the most secure where such an order exists.
    QStringList members;
    // Of a list or map.
    std::shared_ptr<const PropertyType> item;
    // Of a record (the items of lists such as mounts and publishedPorts).
    QList<PropertyField> fields;
    // Of a reference.
    RecordKind target = RecordKind::Element;

    // Empty when `value` fits, else what is wrong with it.
    QString check(const Value &value) const;
};

struct PropertyField
{
    QString name;
    PropertyType type;
};

struct PropertyDefinition
{
    PropertyIndex index = NoProperty;
    QString name;
    PropertyScope scope = PropertyScope::Element;
    PropertyType type;
    // Sentence case, for panels and tables: "Read-only root file system".
    QString label;
    // What to ask when it is unknown: "Is every write on a volume or tmpfs?"; empty when only files
    // or scanners can tell.
    QString question;
    QString description;
    // Heading in the properties panel.
    QString group;
    // Worked out from other properties and structure, never stored.
    bool computed = false;
    // A boundary around the record, or the model, may answer for all that it holds: they have a
    // property of the same name.
    bool inherited = false;
    // What leaving it out of a platform's file means, by platform name ("compose", "kubernetes").
    // A platform that is not named here leaves the value unknown.
    QMap<QString, Value> whenAbsent;
    // Relative effort of finding out or changing it, 1 (look) to 5 (redesign).
    int cost = 2;
    // What a change could set it to, the mildest first. Empty: a fact, which no change is proposed
    // for.
    ValueList suggested;
    // Of a list of records: what a change could set in an item.
    ValueMap suggestedFields;
};

// All properties the model knows, as data. Immutable after parsing and shared by everyone.
class PropertySchema
{
public:
    static Result<PropertySchema> parse(const QByteArray &yaml, const QString &fileName);

    const QList<PropertyDefinition> &definitions() const { return m_definitions; }
    const PropertyDefinition &definition(PropertyIndex index) const { return m_definitions[index]; }
    // NoProperty when records of this kind have no such property.
    PropertyIndex find(RecordKind kind, QStringView name) const;
    // All properties of one kind of record, in the schema's order.
    QList<PropertyIndex> propertiesOf(RecordKind kind) const;

private:
    friend class SchemaReader;
    QList<PropertyDefinition> m_definitions;
    QHash<std::pair<int, QString>, PropertyIndex> m_byName;
};

} // namespace drawbridge
