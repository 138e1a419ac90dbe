#pragma once

#include "model/engine/computedfacts.h"

namespace drawbridge {

// Gives conditions their values: one target at a time, and one item of its list where a rule
// iterates. A record that is not there (a service without an image) answers everything with null.
class ConditionContext final : public cel::Activation
{
public:
    explicit ConditionContext(const Facts &facts);

    FactReader &reader() { return m_reader; }
    void begin(NodeIndex target);
    // Forgets the items of lists that were handed out; before each rule.
    void beginRule();
    // The items of a list property of the target; `known` is false when it is not told.
    const ValueList *items(PropertyIndex property);
    // What `per` calls the item from now on; `position` in the property's list.
    void setItem(const IteratedList &list, const Value &item);

    cel::CelValue variable(quint16 slot, cel::Scratch &scratch) override;
    cel::CelValue field(cel::ObjectHandle object, quint16 field, cel::Scratch &scratch) override;
    cel::CelValue call(quint16 function, std::span<const cel::CelValue> arguments,
                       cel::Scratch &scratch) override;
    QString describe(cel::ObjectHandle object) const override;

    // What a field or variable is called in conditions; empty for fields of items and objects.
    QString nameOfRead(const cel::Reference &reference) const;
    // The record and property behind a reference of an unknown; false for structure and variables.
    bool resolve(const cel::Reference &reference, PropertyRead *read) const;

private:
    // A record inside a list property.
    struct Item
    {
        const ValueMap *fields = nullptr;
        NodeIndex owner = NoNode;
        PropertyIndex property = NoProperty;
    };

    // A field of a record as it was read for this target.
    struct KeptField
    {
        quint32 generation = 0;
        NodeIndex node = NoNode;
        quint16 field = 0;
        bool notApplicable = false;
        cel::CelValue value;
    };
    static constexpr size_t KeptFields = 256;

    KeptField &keptField(NodeIndex node, quint16 field)
    {
        return m_kept[(node * 37 + field) % KeptFields];
    }
    void keep(KeptField &kept, NodeIndex node, quint16 field, const cel::CelValue &value);
    cel::CelValue readField(NodeIndex node, quint16 field, cel::Scratch &scratch);
    cel::CelValue propertyValue(NodeIndex node, PropertyIndex property, cel::Scratch &scratch);
    cel::CelValue wrap(const Value &value, const PropertyType &type, NodeIndex owner,
                       PropertyIndex property, cel::Scratch &scratch);
    cel::CelValue itemField(cel::ObjectHandle object, quint16 field, cel::Scratch &scratch);
    cel::CelValue structure(NodeIndex node, StructuralField field, cel::Scratch &scratch);
    cel::CelValue elementField(const ModelNode &node, StructuralField field, cel::Scratch &scratch);
    cel::CelValue flowField(NodeIndex index, const ModelNode &node, StructuralField field,
                            cel::Scratch &scratch);
    cel::CelValue boundaryField(const ModelNode &node, StructuralField field,
                                cel::Scratch &scratch);
    cel::CelValue around(NodeIndex node, BoundaryKind kind);
    cel::CelValue object(RecordKind kind, NodeIndex node);
    cel::CelValue objects(RecordKind kind, const std::vector<NodeIndex> &nodes,
                          cel::Scratch &scratch);
    template <typename Ids>
    cel::CelValue assets(std::initializer_list<const Ids *> lists, cel::Scratch &scratch);

    FactReader m_reader;
    ComputedFacts m_computed;
    std::vector<ComputedFacts::Fact> m_factOf;
    NodeIndex m_target = NoNode;
    cel::CelValue m_item;
    Value m_itemText;
    const IteratedList *m_itemList = nullptr;
    std::vector<Item> m_items;
    // The conditions of a target's rules read the same fields again and again.
    std::vector<KeptField> m_kept;
    cel::Arena m_keptValues;
    quint32 m_keptGeneration = 0;
};

} // namespace drawbridge
