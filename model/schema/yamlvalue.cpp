#include "model/schema/yamlvalue.h"

namespace drawbridge {

Value valueOf(const TreeNode &node)
{
    switch (node.kind()) {
    case TreeNode::Kind::Missing:
    case TreeNode::Kind::Null:
        return {};
    case TreeNode::Kind::Bool:
        return node.toBool().value_or(false);
    case TreeNode::Kind::Int:
        if (const std::optional<qint64> number = node.toInt())
            return *number;
        return node.text();
    case TreeNode::Kind::Double:
        if (const std::optional<double> number = node.toDouble())
            return *number;
        return node.text();
    case TreeNode::Kind::String:
        return node.text();
    case TreeNode::Kind::Sequence: {
        ValueList list;
        for (qsizetype i = 0; i < node.size(); ++i)
            list += valueOf(node.at(i));
        return list;
    }
    case TreeNode::Kind::Mapping: {
        ValueMap map;
        for (qsizetype i = 0; i < node.size(); ++i)
            map.insert(node.keyAt(i).text(), valueOf(node.at(i)));
        return map;
    }
    }
    return {};
}

} // namespace drawbridge
