#pragma once

#include "model/cel/scratch.h"

namespace drawbridge::cel {

// Where an evaluation gets its values from. Values are asked for when the condition needs them;
// what is not known is CelValue::unknown(reference). Texts, lists and maps that are returned must
// live until the evaluation ends: borrow them from the model or make them in the Scratch.
class Activation
{
public:
    virtual ~Activation() = default;

    virtual CelValue variable(quint16 slot, Scratch &scratch) = 0;
    virtual CelValue field(ObjectHandle object, quint16 field, Scratch &scratch) = 0;
    // A native function; its arguments are known values, a list among them may be partial.
    virtual CelValue call(quint16 function, std::span<const CelValue> arguments, Scratch &scratch);
    // The words for an object in a text, such as its name.
    virtual QString describe(ObjectHandle object) const;
};

} // namespace drawbridge::cel
