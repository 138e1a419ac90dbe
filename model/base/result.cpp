#include "model/base/result.h"

namespace drawbridge {

QString Error::toString() const
{
    return where.isEmpty() ? message : where.toString() + QStringLiteral(": ") + message;
}

} // namespace drawbridge
