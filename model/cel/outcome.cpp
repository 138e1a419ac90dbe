#include "model/cel/outcome.h"

#include "model/cel/activation.h"

namespace drawbridge::cel {

QString Outcome::errorMessage() const
{
    return isError() ? m_value.toError()->message.toString() : QString();
}

Span Outcome::errorSpan() const
{
    return isError() ? m_value.toError()->span : Span();
}

CelValue Activation::call(quint16, std::span<const CelValue>, Scratch &scratch)
{
    return scratch.error(u"the function is not available here");
}

QString Activation::describe(ObjectHandle) const
{
    return QStringLiteral("object");
}

} // namespace drawbridge::cel
