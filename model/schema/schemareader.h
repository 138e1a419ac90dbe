#pragma once

#include "model/schema/propertyschema.h"
#include "model/text/treedocument.h"

namespace drawbridge {

// Builds the property schema from its file; stops at the first thing that is wrong.
class SchemaReader
{
public:
    Result<PropertySchema> read(const TreeNode &root);

private:
    Result<void> readProperty(const TreeNode &node);
    Result<void> readDefaults(const TreeNode &node, PropertyDefinition &definition);
    Result<void> readSuggestions(const TreeNode &node, PropertyDefinition &definition);
    Result<void> add(const TreeNode &node, PropertyDefinition definition);

    PropertySchema m_schema;
};

} // namespace drawbridge
