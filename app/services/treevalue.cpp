#include "app/services/treevalue.h"

namespace drawbridge {

Value treeValue(const TreeNode &node)
{
    switch (node.kind()) {
    case TreeNode::Kind::Bool:
        return *node.toBool();
    case TreeNode::Kind::Int:
        if (const auto number = node.toInt())
            return *number;
        return node.toDouble().value_or(0);
    case TreeNode::Kind::Double:
        return node.toDouble().value_or(0);
    case TreeNode::Kind::String:
        return node.text();
    case TreeNode::Kind::Sequence: {
        ValueList list;
        for (qsizetype i = 0; i < node.size(); ++i)
            list += treeValue(node.at(i));
        return list;
    }
    case TreeNode::Kind::Mapping: {
        ValueMap map;
        for (qsizetype i = 0; i < node.size(); ++i)
            map.insert(node.keyAt(i).text(), treeValue(node.at(i)));
        return map;
    }
    case TreeNode::Kind::Missing:
    case TreeNode::Kind::Null:
        break;
    }
    return {};
}

} // namespace drawbridge
