#pragma once

#include "model/import/openapi/apidescription.h"
#include "model/import/openapi/references.h"

namespace drawbridge::openapi {

// Collects what an operation takes: its parameters, those of its path, and the fields of its body.
class ParameterReader
{
public:
    ParameterReader(References &references, ApiOperation &operation)
        : m_references(references)
        , m_operation(operation)
    {
    }

    // A later parameter of one name and place stands for an earlier one.
    void readParameters(TreeNode parameters);
    // OpenAPI 3: the content of a request body.
    void readBody(TreeNode body);

private:
    void readParameter(TreeNode parameter);
    void readFields(TreeNode schema, const QString &location, int depth);
    void add(const QString &name, const QString &location, const QString &type);
    QString typeOf(TreeNode schema) const;

    References &m_references;
    ApiOperation &m_operation;
};

} // namespace drawbridge::openapi
