#include "model/base/sourcelocation.h"

namespace drawbridge {

QString SourceLocation::toString() const
{
    QString text = file;
    if (line > 0) {
        text += text.isEmpty() ? QStringLiteral("line ") : QStringLiteral(":");
        text += QString::number(line);
        if (column > 0)
            text += u':' + QString::number(column);
    }
    return text;
}

} // namespace drawbridge
