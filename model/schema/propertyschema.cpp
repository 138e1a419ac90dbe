#include "model/schema/propertyschema.h"

#include "model/schema/schemareader.h"

namespace drawbridge {

RecordKind recordKindOf(PropertyScope scope)
{
    switch (scope) {
    case PropertyScope::Element:
    case PropertyScope::Runtime:
    case PropertyScope::Store:
    case PropertyScope::External:
    case PropertyScope::Registry:
        return RecordKind::Element;
    case PropertyScope::Interface:
        return RecordKind::Interface;
    case PropertyScope::Flow:
        return RecordKind::Flow;
    case PropertyScope::Boundary:
    case PropertyScope::Host:
    case PropertyScope::Cluster:
    case PropertyScope::Namespace:
    case PropertyScope::Network:
        return RecordKind::Boundary;
    case PropertyScope::Image:
        return RecordKind::Image;
    case PropertyScope::Identity:
        return RecordKind::Identity;
    case PropertyScope::Asset:
        return RecordKind::Asset;
    case PropertyScope::Model:
        return RecordKind::Project;
    }
    return RecordKind::Project;
}

Result<PropertySchema> PropertySchema::parse(const QByteArray &yaml, const QString &fileName)
{
    Result<TreeDocument> document = TreeDocument::parseYaml(yaml, fileName);
    if (!document)
        return document.error();
    return SchemaReader().read(document->root());
}

PropertyIndex PropertySchema::find(RecordKind kind, QStringView name) const
{
    return m_byName.value({static_cast<int>(kind), name.toString()}, NoProperty);
}

QList<PropertyIndex> PropertySchema::propertiesOf(RecordKind kind) const
{
    QList<PropertyIndex> found;
    for (const PropertyDefinition &definition : m_definitions) {
        if (recordKindOf(definition.scope) == kind)
            found += definition.index;
    }
    return found;
}

} // namespace drawbridge
