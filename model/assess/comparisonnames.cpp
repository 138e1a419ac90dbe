#include "model/assess/comparison.h"

namespace drawbridge {

QString nameOf(ComparisonOutcome outcome)
{
    static const QStringList names {QStringLiteral("fixed"),   QStringLiteral("open"),
                                    QStringLiteral("new"),     QStringLiteral("gone"),
                                    QStringLiteral("decided"), QStringLiteral("settled")};
    return names.value(static_cast<int>(outcome));
}

QString nameOf(FixKind how)
{
    switch (how) {
    case FixKind::None:
        break;
    case FixKind::ExposureRemoved:
        return QStringLiteral("exposure-removed");
    case FixKind::ControlAdded:
        return QStringLiteral("control-added");
    }
    return {};
}

} // namespace drawbridge
