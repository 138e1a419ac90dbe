#pragma once

#include "model/cel/environment.h"
#include "model/schema/propertyschema.h"

#include <QHash>

#include <memory>
#include <vector>

namespace drawbridge {

// What a condition may read of a record beside its properties.
enum class StructuralField : quint16 {
    Name = 0x4000,
    Kind,
    Technology,
    HasRuntime,
    HasImage,
    HasIdentity,
    HasHost,
    Platform,
    InScope,
    Implied,
    Confirmed,
    Image,
    Identity,
    Boundary,
    Host,
    Cluster,
    Namespace,
    Boundaries,
    Networks,
    Members,
    Children,
    Parent,
    Interfaces,
    Inflows,
    Outflows,
    Flows,
    Assets,
    AssetsOut,
    AssetsBack,
    Source,
    Target,
    Interface,
    HasInterface,
    CrossesBoundary,
    BetweenNetworks,
    Owner,
    Elements,
    BuiltHere,
    Reference,
    Attackers,
    HostPathClass, // of a mount
    RuntimeSocket, // of a mount
};

enum class NativeFunction : quint16 { Crosses, Within, SharesNetwork, Lower, DaysSince };

// Variables of a condition: `self`, `model`, `today`, the item that `per` iterates over, and for
// mitigatedWhen the states of the rule's mitigations.
enum class VariableSlot : quint16 { Self, Model, Today, Item };

// A list property that rules may iterate over with `per`.
struct IteratedList
{
    // "mount"; the name of the variable.
    QString word;
    RecordKind kind = RecordKind::Element;
    PropertyIndex property = NoProperty;
    // Fields of the item that tell one from another; empty when the items are texts.
    QStringList discriminators;
};

// By property: what a platform does when its file is silent; null where that is not told.
using PropertyDefaults = std::vector<const Value *>;

// Everything that conditions can name, made from the property schema: object types for records and
// for the records inside lists, their fields, functions and variables.
class Vocabulary
{
public:
    explicit Vocabulary(std::shared_ptr<const PropertySchema> schema);

    const PropertySchema &schema() const { return *m_schema; }
    const std::shared_ptr<const PropertySchema> &sharedSchema() const { return m_schema; }

    // Object type of a record kind, and back; Project stands for the model.
    quint16 objectType(RecordKind kind) const { return m_objectTypes[static_cast<size_t>(kind)]; }
    RecordKind recordKind(quint16 objectType) const;
    bool isItemType(quint16 objectType) const { return objectType >= m_firstItemType; }
    // The fields of the records in lists.
    const PropertyType &itemType(quint16 objectType) const
    {
        return *m_itemTypes[objectType - m_firstItemType];
    }
    // The name of a record's field by its number; empty when there is none.
    QString fieldName(quint16 objectType, quint16 field) const;
    // Object type of the records inside a property; 0xFFFF where it holds none.
    quint16 itemObjectType(PropertyIndex property) const { return m_itemOfProperty[property]; }

    // Names for a rule that judges such records; `per` is empty or the word of an iterated list.
    Result<cel::Environment> environment(RecordKind self, const QString &per) const;
    const IteratedList *iterated(RecordKind kind, const QString &word) const;
    QStringList iteratedWords(RecordKind kind) const;

    // The properties of a boundary and of the model that answer for an inherited one.
    PropertyIndex inheritedFromBoundary(PropertyIndex property) const
    {
        return m_fromBoundary[property];
    }
    PropertyIndex inheritedFromModel(PropertyIndex property) const { return m_fromModel[property]; }

    // Null for a platform without defaults.
    const PropertyDefaults *defaultsOn(const QString &platform) const
    {
        const auto found = m_defaults.constFind(platform);
        return found == m_defaults.constEnd() ? nullptr : &*found;
    }
    QStringList platforms() const { return m_defaults.keys(); }

private:
    void addDefaults();
    void addRecordTypes();
    void addProperties();
    void addStructure();
    void addStructureOfElements();
    void addStructureOfFlows();
    void addStructureOfOthers();
    void addFunctions();
    void addIterated(const QString &word, RecordKind kind, const QString &property,
                     const QStringList &discriminators);
    void declare(RecordKind kind, const QString &name, const cel::Type &type,
                 StructuralField field);
    void text(RecordKind kind, const char *name, StructuralField field);
    void flag(RecordKind kind, const char *name, StructuralField field);
    void one(RecordKind kind, const char *name, RecordKind target, StructuralField field);
    void many(RecordKind kind, const char *name, RecordKind target, StructuralField field);
    cel::Type typeOf(const PropertyDefinition &definition, const PropertyType &type);
    quint16 addItemType(const PropertyDefinition &definition, const PropertyType &type);
    cel::Type objects(RecordKind kind) const;
    cel::Type object(RecordKind kind) const;

    std::shared_ptr<const PropertySchema> m_schema;
    cel::Environment m_common;
    std::vector<quint16> m_objectTypes;
    quint16 m_firstItemType = 0;
    std::vector<const PropertyType *> m_itemTypes;
    std::vector<quint16> m_itemOfProperty;
    QList<IteratedList> m_iterated;
    std::vector<PropertyIndex> m_fromBoundary;
    std::vector<PropertyIndex> m_fromModel;
    QHash<QString, PropertyDefaults> m_defaults;
};

} // namespace drawbridge
